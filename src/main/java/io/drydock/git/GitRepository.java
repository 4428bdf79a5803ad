package io.drydock.git;

import io.drydock.model.Branch;
import io.drydock.model.BranchResolver;
import io.drydock.model.Commit;
import io.drydock.model.DrydockException;
import io.drydock.model.GitFacts;
import io.drydock.model.GitState;
import io.drydock.model.MasterBranch;
import io.drydock.model.MasterRef;
import io.drydock.model.Outcome;
import io.drydock.model.RemoteUrl;
import io.drydock.model.ResolvedBranch;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;

/**
 * The git repository that a project is in. Reads it; only {@link #fetch} changes it.
 *
 * <p>Safe for use by several threads. All methods throw {@link DrydockException} with {@link Outcome#GIT_ERROR} where
 * the repository cannot be read.
 */
public final class GitRepository implements AutoCloseable {

    private static final String DAMAGED = "git fsck";

    private final Repository repository;
    private final Path root;
    private final Path project;

    private GitRepository(Repository repository, Path root, Path project) {
        this.repository = repository;
        this.root = root;
        this.project = project;
    }

    /**
     * Opens the repository whose work tree holds a folder; linked work trees and submodules are work trees too.
     *
     * @throws DrydockException with {@link Outcome#GIT_ERROR} if there is none
     */
    public static GitRepository open(Path basedir) {
        HostGit.use();
        try {
            Path folder = basedir.toRealPath();
            FileRepositoryBuilder builder = new FileRepositoryBuilder().findGitDir(folder.toFile());
            if (builder.getGitDir() == null) {
                throw noWorkTree(basedir, "neither it nor a folder above it is a git work tree");
            }
            Repository repository = builder.setMustExist(true).build();
            if (repository.isBare()) {
                repository.close();
                throw noWorkTree(basedir, "it is in a bare repository, which has no work tree");
            }
            Path root = repository.getWorkTree().toPath().toRealPath();
            return new GitRepository(repository, root, root.relativize(folder));
        } catch (IOException e) {
            throw GitErrors.because(basedir + " is not a git repository", e, "git init && git add . && git commit");
        }
    }

    /**
     * Clones a repository with its history and submodules, and checks out a branch.
     *
     * @param source a URL (https, file) or a path
     * @param branch the branch
     * @param target a folder that is empty or does not exist yet
     * @return the clone, opened
     * @throws DrydockException with {@link Outcome#GIT_ERROR} if the source does not answer or has no such branch
     */
    public static GitRepository cloneTo(String source, String branch, Path target) {
        HostGit.use();
        Remote.cloneTo(source, requireBranch(branch), target);
        return open(target);
    }

    /** What refs and configuration say; cheap. */
    public GitFacts facts() {
        return reading("the repository's refs cannot be read", () -> new FactsReader(repository).read());
    }

    /**
     * Where the master branch stands.
     *
     * <p>A CI has {@code origin}'s ref alone, a developer has that and a local branch. The local one answers only while
     * it is ahead: when it holds all of {@code origin}'s commits and more, they are to be pushed. A stale, diverged or,
     * in a shallow clone, unknown local branch gives way to {@code origin}'s.
     *
     * @param configured {@code docker.master.branch}, if it is set
     * @return empty if the branch cannot be told or has no ref here
     */
    public Optional<MasterRef> master(Optional<String> configured) {
        GitFacts facts = facts();
        return MasterBranch.name(configured, facts).flatMap(branch -> master(branch, facts));
    }

    private Optional<MasterRef> master(Branch branch, GitFacts facts) {
        Optional<String> local = Optional.ofNullable(facts.localBranches().get(branch));
        Optional<String> origin = Optional.ofNullable(facts.originBranches().get(branch));
        boolean ahead =
                local.isPresent() && origin.isPresent() && isAncestor(origin.get(), local.get()) == Ancestry.ANCESTOR;
        return (ahead ? local : origin.or(() -> local)).map(sha -> new MasterRef(branch, sha));
    }

    /**
     * Everything that planning needs to know of the repository.
     *
     * @param branchOverride {@code docker.branch}, if it is set
     * @param masterConfigured {@code docker.master.branch}, if it is set
     * @param env the environment variables
     * @param buildDirectories folders whose files never make the work tree dirty, ignored by git or not
     * @throws DrydockException with {@link Outcome#GIT_ERROR} if there is no commit yet or the branch cannot be told
     */
    public GitState state(
            Optional<String> branchOverride,
            Optional<String> masterConfigured,
            Map<String, String> env,
            List<Path> buildDirectories) {
        CompletableFuture<Optional<String>> dirtyHash = dirtyHash(buildDirectories);
        GitFacts facts = facts();
        String head = facts.headSha().orElseThrow(() -> unborn(facts));
        Map<String, String> told = GithubEvent.addTo(env);
        Optional<Branch> masterBranch = MasterBranch.name(masterConfigured, facts);
        ResolvedBranch resolved = BranchResolver.resolve(branchOverride, told, facts, masterBranch);
        boolean master = !resolved.pullRequest() && MasterBranch.is(resolved.branch(), masterBranch);
        return new GitState(
                root,
                project,
                resolved.branch(),
                resolved.source(),
                new Commit(head, result(dirtyHash)),
                master,
                master ? Optional.of(resolved.branch()) : masterBranch,
                master
                        ? Optional.of(new MasterRef(resolved.branch(), head))
                        : masterBranch.flatMap(branch -> master(branch, facts)),
                facts.origin().map(RemoteUrl::hash),
                facts.originBranches().containsKey(resolved.branch()),
                resolved.pullRequest() ? sourceHead(head, told) : Optional.empty());
    }

    /** Compares the work tree on a thread of its own, while refs and variables are read. */
    private CompletableFuture<Optional<String>> dirtyHash(List<Path> buildDirectories) {
        List<String> excluded = buildDirectories.stream()
                .flatMap(folder -> WorkTree.inside(root, folder).stream())
                .toList();
        return CompletableFuture.supplyAsync(
                () -> reading(
                        "the work tree cannot be compared with its commit",
                        () -> new WorkTree(repository, excluded).dirtyHash()),
                GitRepository::startThread);
    }

    /** The common pool's threads would not see the classes of a plugin's realm. */
    private static void startThread(Runnable task) {
        Thread thread = new Thread(task, "drydock-work-tree");
        thread.setDaemon(true);
        thread.start();
    }

    private static <T> T result(CompletableFuture<T> future) {
        try {
            return future.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof DrydockException known ? known : e;
        }
    }

    private Optional<String> sourceHead(String head, Map<String, String> env) {
        return reading("commit " + head + " cannot be read", () -> new History(repository).sourceHead(head, env));
    }

    /**
     * Writes the whole tree of a commit to a folder: modes kept, links as links, submodules where their repository is
     * here, file times those of the commit. The work tree and the index are not touched.
     *
     * @param sha the commit, all 40 hex digits
     * @param target a folder that is empty or does not exist yet
     * @throws DrydockException with {@link Outcome#GIT_ERROR} if the commit is not here or the folder cannot be written
     */
    public ExportedTree exportTree(String sha, Path target) {
        try {
            return TreeExport.export(repository, sha, target);
        } catch (IOException | IllegalArgumentException e) {
            throw GitErrors.because("the tree of commit " + sha + " cannot be written to " + target, e, remedy());
        }
    }

    private String remedy() {
        return isShallow() ? "git fetch --unshallow origin" : DAMAGED;
    }

    /** Whether commit {@code a} is a strict ancestor of commit {@code b}; both are full shas. */
    public Ancestry isAncestor(String a, String b) {
        return reading("the history cannot be read", () -> new History(repository).ancestry(a, b));
    }

    /**
     * How many commits the newer one has that the older one has not; both are full shas. Empty where the history here
     * does not tell: in a shallow clone, or where one of them is not here.
     */
    public OptionalInt commitsBetween(String older, String newer) {
        return reading("the history cannot be read", () -> new History(repository).between(older, newer));
    }

    /** Whether a part of the history was left out when the repository was cloned. */
    public boolean isShallow() {
        return reading("the history cannot be read", () -> new History(repository).isShallow());
    }

    /**
     * Fetches a branch of {@code origin} with all its history into its remote-tracking ref. In a shallow clone the
     * history of the branch at HEAD is completed as well, so that the two can be compared.
     *
     * @throws DrydockException with {@link Outcome#GIT_ERROR} if that fails
     */
    public void fetch(String branch) {
        GitFacts facts = facts();
        List<Branch> atHead = facts.originBranches().entrySet().stream()
                .filter(entry ->
                        facts.headSha().filter(entry.getValue()::equals).isPresent())
                .map(Map.Entry::getKey)
                .toList();
        new Remote(repository).fetch(requireBranch(branch), atHead);
    }

    /** The branches that {@code origin} has now, sorted; empty if there is no origin or it does not answer. */
    public Optional<List<String>> remoteBranches() {
        return new Remote(repository).branches();
    }

    @Override
    public void close() {
        repository.close();
    }

    private static Branch requireBranch(String name) {
        try {
            return Branch.of(name);
        } catch (IllegalArgumentException e) {
            throw GitErrors.because("the branch cannot be found", e, "-Ddocker.branch=<name>");
        }
    }

    private static DrydockException noWorkTree(Path basedir, String why) {
        return GitErrors.because(
                basedir + " is not a git repository", why, "git init && git add . && git commit -m \"First commit\"");
    }

    private DrydockException unborn(GitFacts facts) {
        String branch = facts.head().map(name -> "branch " + name).orElse("HEAD");
        return GitErrors.because(
                "the commit cannot be told",
                branch + " in " + root + " has no commit yet",
                "git add . && git commit -m \"First commit\"");
    }

    private interface Reading<T> {
        T read() throws IOException;
    }

    private static <T> T reading(String failure, Reading<T> reading) {
        try {
            return reading.read();
        } catch (IOException e) {
            throw GitErrors.because(failure, e, DAMAGED);
        }
    }
}
