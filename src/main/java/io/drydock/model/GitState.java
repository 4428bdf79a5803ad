package io.drydock.model;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Where a build stands in git: everything that planning needs to know of the repository.
 *
 * @param root the work tree's root, a real path
 * @param project the project's folder relative to the root; empty text for the root itself
 * @param branch the branch that is built
 * @param branchSource the setting, variable or rule that named the branch
 * @param commit the commit at HEAD, with a dirty hash if the work tree differs from it
 * @param master whether the branch is the master branch
 * @param masterBranch the master branch's name, if it can be told
 * @param masterRef where the master branch stands: at HEAD when it is being built itself; empty if it has no ref here
 * @param remote {@link RemoteUrl#hash()} of {@code origin}
 * @param pushed whether the branch has a remote-tracking ref of {@code origin}
 * @param sourceHead the pull request's own commit, when HEAD is the merge commit that a CI made of it
 */
public record GitState(
        Path root,
        Path project,
        Branch branch,
        String branchSource,
        Commit commit,
        boolean master,
        Optional<Branch> masterBranch,
        Optional<MasterRef> masterRef,
        Optional<String> remote,
        boolean pushed,
        Optional<String> sourceHead) {

    /** The same with another commit of the branch in place of the one at HEAD. */
    public GitState at(Commit other) {
        return new GitState(
                root,
                project,
                branch,
                branchSource,
                other,
                master,
                masterBranch,
                masterRef,
                remote,
                pushed,
                Optional.empty());
    }
}
