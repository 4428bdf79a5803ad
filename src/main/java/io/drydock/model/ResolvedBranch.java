package io.drydock.model;

/**
 * The branch that is built and how it was told.
 *
 * @param branch the branch
 * @param source the setting, variable or rule that answered
 * @param pullRequest whether a CI builds it as a pull request
 */
public record ResolvedBranch(Branch branch, String source, boolean pullRequest) {}
