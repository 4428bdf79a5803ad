package io.drydock.model;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How each CI says that it builds a pull request. The variables are those of the CI's own documentation.
 *
 * <p>GitHub's variables do not tell a fork, its event file does: see {@link BranchResolver#HEAD_REPOSITORY}.
 */
final class PullRequests {

    private static final Pattern REF = Pattern.compile("(?:refs/)?pull/(\\d+)(?:/(?:merge|head))?");

    private static final List<Function<CiVariables, Optional<PullRequest>>> RULES = List.of(
            PullRequests::jenkins,
            PullRequests::github,
            PullRequests::gitlab,
            PullRequests::gitlabExternal,
            PullRequests::travis,
            PullRequests::azure,
            PullRequests::buildkite,
            PullRequests::circle,
            PullRequests::bitbucket,
            PullRequests::drone,
            PullRequests::woodpecker,
            PullRequests::appveyor,
            PullRequests::semaphore,
            PullRequests::cirrus);

    /** The variables that name a source branch, in the order in which they are asked. */
    static final List<String> VARIABLES = List.of(
            "CHANGE_BRANCH",
            "GITHUB_HEAD_REF",
            "CI_MERGE_REQUEST_SOURCE_BRANCH_NAME",
            "CI_EXTERNAL_PULL_REQUEST_SOURCE_BRANCH_NAME",
            "TRAVIS_PULL_REQUEST_BRANCH",
            "SYSTEM_PULLREQUEST_SOURCEBRANCH",
            "DRONE_SOURCE_BRANCH",
            "CI_COMMIT_SOURCE_BRANCH",
            "APPVEYOR_PULL_REQUEST_HEAD_REPO_BRANCH",
            "SEMAPHORE_GIT_PR_BRANCH");

    private PullRequests() {}

    static Optional<PullRequest> find(CiVariables env) {
        return RULES.stream()
                .map(rule -> rule.apply(env))
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** The number in {@code refs/pull/12/merge} or {@code pull/12}. */
    static Optional<String> numberOf(String ref) {
        Matcher matcher = REF.matcher(ref);
        return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    private static Optional<PullRequest> jenkins(CiVariables env) {
        return rule(env, "CHANGE_BRANCH", env.number("CHANGE_ID"), env.has("CHANGE_FORK"));
    }

    private static Optional<PullRequest> github(CiVariables env) {
        Optional<String> number = env.get("GITHUB_REF")
                .flatMap(PullRequests::numberOf)
                .or(() -> env.get("GITHUB_HEAD_REF").flatMap(ref -> env.number(BranchResolver.PULL_REQUEST_NUMBER)));
        boolean fork = env.differ(BranchResolver.HEAD_REPOSITORY, "GITHUB_REPOSITORY");
        return rule(env, "GITHUB_HEAD_REF", number, fork);
    }

    private static Optional<PullRequest> gitlab(CiVariables env) {
        boolean fork = env.differ("CI_MERGE_REQUEST_SOURCE_PROJECT_ID", "CI_MERGE_REQUEST_PROJECT_ID");
        return rule(env, "CI_MERGE_REQUEST_SOURCE_BRANCH_NAME", env.number("CI_MERGE_REQUEST_IID"), fork);
    }

    private static Optional<PullRequest> gitlabExternal(CiVariables env) {
        boolean fork =
                env.differ("CI_EXTERNAL_PULL_REQUEST_SOURCE_REPOSITORY", "CI_EXTERNAL_PULL_REQUEST_TARGET_REPOSITORY");
        return rule(
                env, "CI_EXTERNAL_PULL_REQUEST_SOURCE_BRANCH_NAME", env.number("CI_EXTERNAL_PULL_REQUEST_IID"), fork);
    }

    private static Optional<PullRequest> travis(CiVariables env) {
        boolean fork = env.differ("TRAVIS_PULL_REQUEST_SLUG", "TRAVIS_REPO_SLUG");
        return rule(env, "TRAVIS_PULL_REQUEST_BRANCH", env.number("TRAVIS_PULL_REQUEST"), fork);
    }

    /** Repositories on GitHub have a number that people know; those on Azure itself only an id. */
    private static Optional<PullRequest> azure(CiVariables env) {
        Optional<String> number = env.number("SYSTEM_PULLREQUEST_PULLREQUESTNUMBER")
                .or(() -> env.number("SYSTEM_PULLREQUEST_PULLREQUESTID"))
                .or(() -> env.get("BUILD_SOURCEBRANCH").flatMap(PullRequests::numberOf));
        return rule(env, "SYSTEM_PULLREQUEST_SOURCEBRANCH", number, env.is("SYSTEM_PULLREQUEST_ISFORK", "true"));
    }

    private static Optional<PullRequest> buildkite(CiVariables env) {
        Optional<RemoteUrl> source = env.get("BUILDKITE_PULL_REQUEST_REPO").map(RemoteUrl::of);
        Optional<RemoteUrl> own = env.get("BUILDKITE_REPO").map(RemoteUrl::of);
        boolean fork = source.isPresent() && own.isPresent() && !source.equals(own);
        return numbered(env, "BUILDKITE_PULL_REQUEST", "BUILDKITE_BRANCH", fork);
    }

    /** Only forks have the number: CircleCI builds branches, and a branch with a pull request is still that branch. */
    private static Optional<PullRequest> circle(CiVariables env) {
        return numbered(env, "CIRCLE_PR_NUMBER", "CIRCLE_BRANCH", true);
    }

    private static Optional<PullRequest> bitbucket(CiVariables env) {
        return numbered(env, "BITBUCKET_PR_ID", "BITBUCKET_BRANCH", false);
    }

    private static Optional<PullRequest> drone(CiVariables env) {
        return numbered(env, "DRONE_PULL_REQUEST", "DRONE_SOURCE_BRANCH", false);
    }

    private static Optional<PullRequest> woodpecker(CiVariables env) {
        return numbered(env, "CI_COMMIT_PULL_REQUEST", "CI_COMMIT_SOURCE_BRANCH", false);
    }

    private static Optional<PullRequest> appveyor(CiVariables env) {
        boolean fork = env.differ("APPVEYOR_PULL_REQUEST_HEAD_REPO_NAME", "APPVEYOR_REPO_NAME");
        return numbered(env, "APPVEYOR_PULL_REQUEST_NUMBER", "APPVEYOR_PULL_REQUEST_HEAD_REPO_BRANCH", fork);
    }

    private static Optional<PullRequest> semaphore(CiVariables env) {
        boolean fork = env.differ("SEMAPHORE_GIT_PR_SLUG", "SEMAPHORE_GIT_REPO_SLUG");
        return numbered(env, "SEMAPHORE_GIT_PR_NUMBER", "SEMAPHORE_GIT_PR_BRANCH", fork);
    }

    /** The branch of a fork's pull request is {@code pull/<number>}. */
    private static Optional<PullRequest> cirrus(CiVariables env) {
        boolean fork = env.get("CIRRUS_BRANCH").flatMap(PullRequests::numberOf).isPresent();
        return numbered(env, "CIRRUS_PR", "CIRRUS_BRANCH", fork);
    }

    /** A pull request is told by its source branch or, where that is missing, by its number. */
    private static Optional<PullRequest> rule(
            CiVariables env, String sourceVariable, Optional<String> number, boolean fork) {
        Optional<String> source = env.get(sourceVariable);
        return source.isPresent() || number.isPresent()
                ? Optional.of(new PullRequest(sourceVariable, source, number, fork))
                : Optional.empty();
    }

    /** A pull request is told by its number; the source variable has other uses besides. */
    private static Optional<PullRequest> numbered(
            CiVariables env, String numberVariable, String sourceVariable, boolean fork) {
        return env.number(numberVariable)
                .map(number -> new PullRequest(numberVariable, env.get(sourceVariable), Optional.of(number), fork));
    }
}
