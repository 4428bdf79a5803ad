package io.drydock.model;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a repository itself says, before any rule is applied.
 *
 * @param head the branch that HEAD names; empty when HEAD is detached
 * @param headSha the commit at HEAD; empty before the first one
 * @param remotes names of the configured remotes
 * @param origin where {@code origin} is
 * @param originHead the branch that {@code origin/HEAD} names
 * @param localBranches local branches and the commits they stand at
 * @param originBranches remote-tracking branches of {@code origin} and the commits they stand at
 * @param remoteBranchesAtHead branches of any remote that stand at HEAD, without the remote's name, sorted
 */
public record GitFacts(
        Optional<Branch> head,
        Optional<String> headSha,
        Set<String> remotes,
        Optional<RemoteUrl> origin,
        Optional<Branch> originHead,
        Map<Branch, String> localBranches,
        Map<Branch, String> originBranches,
        List<Branch> remoteBranchesAtHead) {

    public GitFacts {
        remotes = Set.copyOf(remotes);
        localBranches = Map.copyOf(localBranches);
        originBranches = Map.copyOf(originBranches);
        remoteBranchesAtHead = List.copyOf(remoteBranchesAtHead);
    }

    /** Is there such a branch, here or on {@code origin} as last seen? */
    public boolean knows(Branch branch) {
        return localBranches.containsKey(branch) || originBranches.containsKey(branch);
    }
}
