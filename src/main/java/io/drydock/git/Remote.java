package io.drydock.git;

import io.drydock.model.Branch;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
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
    private static final int TIMEOUT_SECONDS = 60;

    private final Repository repository;

    Remote(Repository repository) {
        this.repository = repository;
    }

    /** Fetches a branch with all its history into its remote-tracking ref. */
    void fetch(Branch branch) {
        String remedy = "git fetch --unshallow origin " + branch + ":refs/remotes/origin/" + branch;
        RefSpec spec = new RefSpec("+" + Constants.R_HEADS + branch + ":" + Constants.R_REMOTES + ORIGIN + "/" + branch);
        try (Transport transport = open()) {
            transport.setTagOpt(TagOpt.NO_TAGS);
            if (!repository.getObjectDatabase().getShallowCommits().isEmpty()) {
                transport.setDepth(Integer.MAX_VALUE);
            }
            transport.fetch(NullProgressMonitor.INSTANCE, List.of(spec));
        } catch (IOException | URISyntaxException e) {
            throw GitErrors.because("branch " + branch + " cannot be fetched from origin", e, remedy);
        }
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
        Transport transport = Transport.open(repository, ORIGIN);
        transport.setTimeout(TIMEOUT_SECONDS);
        return transport;
    }

    /** Clones one branch with its history and submodules. */
    static void cloneTo(String source, Branch branch, Path target) {
        String ref = Constants.R_HEADS + branch;
        try (Git git = Git.cloneRepository()
                .setURI(source)
                .setDirectory(target.toFile())
                .setBranch(ref)
                .setBranchesToClone(List.of(ref))
                .setCloneSubmodules(true)
                .setTimeout(TIMEOUT_SECONDS)
                .call()) {
            if (git.getRepository().resolve(Constants.HEAD) == null) {
                throw GitErrors.because(
                        "branch " + branch + " cannot be cloned",
                        GitErrors.withoutUser(source) + " has no such branch",
                        "git ls-remote --heads " + GitErrors.withoutUser(source));
            }
        } catch (GitAPIException | JGitInternalException | IOException e) {
            throw GitErrors.because(
                    GitErrors.withoutUser(source) + " cannot be cloned",
                    e,
                    "git clone --branch " + branch + " " + GitErrors.withoutUser(source));
        }
    }
}
