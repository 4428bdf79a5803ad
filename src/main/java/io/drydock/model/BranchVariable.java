package io.drydock.model;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A variable in which a CI names the branch that it builds, and when it does: some hold a tag's name at other times.
 *
 * @param name the variable
 * @param holdsBranch whether its value is a branch in that environment
 */
record BranchVariable(String name, Predicate<CiVariables> holdsBranch) {

    private static final String HEADS = "refs/heads/";

    /** In the order in which they are asked. */
    static final List<BranchVariable> ALL = List.of(
            unless("BRANCH_NAME", "TAG_NAME"),
            new BranchVariable("GITHUB_REF_NAME", env -> env.is("GITHUB_REF_TYPE", "branch")),
            unless("CI_COMMIT_BRANCH", "CI_COMMIT_TAG"),
            unless("BUILDKITE_BRANCH", "BUILDKITE_TAG"),
            unless("CIRCLE_BRANCH", "CIRCLE_TAG"),
            unless("BITBUCKET_BRANCH", "BITBUCKET_TAG"),
            unless("TRAVIS_BRANCH", "TRAVIS_TAG"),
            new BranchVariable("BUILD_SOURCEBRANCH", BranchVariable::azureBranch),
            unless("DRONE_BRANCH", "DRONE_TAG"),
            new BranchVariable("APPVEYOR_REPO_BRANCH", env -> !env.is("APPVEYOR_REPO_TAG", "true")),
            unless("SEMAPHORE_GIT_BRANCH", "SEMAPHORE_GIT_TAG_NAME"),
            unless("CIRRUS_BRANCH", "CIRRUS_TAG"));

    Optional<String> value(CiVariables env) {
        return holdsBranch.test(env) ? env.get(name).filter(value -> !value.equals("HEAD")) : Optional.empty();
    }

    private static BranchVariable unless(String name, String tag) {
        return new BranchVariable(name, env -> !env.has(tag));
    }

    private static boolean azureBranch(CiVariables env) {
        return env.get("BUILD_SOURCEBRANCH")
                .filter(value -> value.startsWith(HEADS))
                .isPresent();
    }
}
