package io.drydock.git;

import io.drydock.model.Branch;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.api.errors.JGitInternalException;
import org.eclipse.jgit.errors.NotSupportedException;
import org.eclipse.jgit.errors.TransportException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.NullProgressMonitor;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.FetchConnection;
import org.eclipse.jgit.transport.RefSpec;
import org.eclipse.jgit.transport.TagOpt;
import org.eclipse.jgit.transport.Transport;

/** Talks to {@code origin}, and clones; nothing asks for credentials. */
final class Remote {

    private static final String ORIGIN = Constants.DEFAULT_REMOTE_NAME;
    private static final String TRACKING = Constants.R_REMOTES + ORIGIN + "/";
    private static final int TIMEOUT_SECONDS = 60;

    private final Repository repository;

    Remote(Repository repository) {
        this.repository = repository;
    }

    /**
     * Fetches a branch with all its history into its remote-tracking ref.
     *
     * @param branch the branch that is missing
     * @param atHead branches of {@code origin} at HEAD, whose history is fetched too where the clone is shallow
     */
    void fetch(Branch branch, Collection<Branch> atHead) {
        String remedy = "git fetch --unshallow origin " + branch + ":refs/remotes/origin/" + branch;
        try (Transport transport = open()) {
            transport.setTagOpt(TagOpt.NO_TAGS);
            Set<Branch> wanted = new LinkedHashSet<>(Set.of(branch));
            if (!repository.getObjectDatabase().getShallowCommits().isEmpty()) {
                transport.setDepth(Integer.MAX_VALUE);
                wanted.addAll(atHead);
            }
            transport.fetch(
                    NullProgressMonitor.INSTANCE,
                    wanted.stream().map(Remote::refSpec).toList());
        } catch (IOException | URISyntaxException e) {
            throw GitErrors.because("branch " + branch + " cannot be fetched from origin", e, remedy);
        }
    }

    private static RefSpec refSpec(Branch branch) {
        return new RefSpec("+" + Constants.R_HEADS + branch + ":" + TRACKING + branch);
    }

    /** The branches that {@code origin} has now; empty if it does not answer. */
    Optional<List<String>> branches() {
        try (Transport transport = open();
                FetchConnection connection = transport.openFetch()) {
            return Optional.of(connection.getRefs().stream()
                    .map(Ref::getName)
                    .filter(name -> name.startsWith(Constants.R_HEADS))
                    .map(name -> name.substring(Constants.R_HEADS.length()))
                    .sorted()
                    .toList());
        } catch (IOException | URISyntaxException e) {
            return Optional.empty();
        }
    }

    private Transport open() throws NotSupportedException, TransportException, URISyntaxException {
        SystemSsh.use();
        Transport transport = Transport.open(repository, ORIGIN);
        transport.setTimeout(TIMEOUT_SECONDS);
        return transport;
    }

    /** Notes in {@code origin/HEAD}, as git's own clone does, which branch the remote's HEAD names. */
    private void linkHead() throws IOException {
        try (Transport transport = open();
                FetchConnection connection = transport.openFetch()) {
            Ref head = connection.getRef(Constants.HEAD);
            if (head != null && head.isSymbolic() && head.getTarget().getName().startsWith(Constants.R_HEADS)) {
                String branch = head.getTarget().getName().substring(Constants.R_HEADS.length());
                repository.updateRef(TRACKING + Constants.HEAD).link(TRACKING + branch);
            }
        } catch (URISyntaxException e) {
            throw new IOException(e);
        }
    }

    /** Clones a repository with its history and submodules, and checks out a branch. */
    static void cloneTo(String source, Branch branch, Path target) {
        SystemSsh.use();
        String shown = GitErrors.withoutUser(source);
        try (Git git = Git.cloneRepository()
                .setURI(source)
                .setDirectory(target.toFile())
                .setBranch(Constants.R_HEADS + branch)
                .setCloneSubmodules(true)
                .setTimeout(TIMEOUT_SECONDS)
                .call()) {
            if (git.getRepository().resolve(Constants.HEAD) == null) {
                throw GitErrors.because(
                        "branch " + branch + " cannot be cloned",
                        shown + " has no such branch",
                        "git ls-remote --heads " + shown);
            }
            new Remote(git.getRepository()).linkHead();
        } catch (GitAPIException | JGitInternalException | IOException e) {
            throw GitErrors.because(shown + " cannot be cloned", e, "git clone --branch " + branch + " " + shown);
        }
    }
}
