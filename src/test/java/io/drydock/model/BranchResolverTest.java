package io.drydock.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class BranchResolverTest {

    private static final Optional<Branch> MASTER = Optional.of(Branch.of("master"));
    private static final String SHA = "a8e8e83cb0a1b2c3d4e5f60718293a4b5c6d7e8f";

    static Stream<Arguments> builds() {
        return Stream.of(
                arguments("Jenkins, a branch", "feature/a", "BRANCH_NAME=feature/a GIT_BRANCH=origin/other"),
                arguments("Jenkins, master", "master", "BRANCH_NAME=master"),
                arguments(
                        "Jenkins, a pull request",
                        "feature/a",
                        "CHANGE_ID=12 CHANGE_BRANCH=feature/a CHANGE_TARGET=master BRANCH_NAME=PR-12"),
                arguments(
                        "Jenkins, a fork",
                        "pr-12",
                        "CHANGE_ID=12 CHANGE_BRANCH=feature/a CHANGE_FORK=someone BRANCH_NAME=PR-12"),
                arguments("Jenkins, a fork's master", "pr-12", "CHANGE_ID=12 CHANGE_BRANCH=master CHANGE_FORK=someone"),
                arguments("Jenkins, a request from master", "pr-12", "CHANGE_ID=12 CHANGE_BRANCH=master"),
                arguments("Jenkins, source not told", "pr-12", "CHANGE_ID=12 BRANCH_NAME=PR-12"),
                arguments("Jenkins' git plugin", "feature/a", "GIT_BRANCH=origin/feature/a"),
                arguments("Jenkins' git plugin, full name", "feature/a", "GIT_BRANCH=refs/remotes/origin/feature/a"),
                arguments("Jenkins' git plugin, other remote", "feature/a", "GIT_BRANCH=team/upstream/feature/a"),
                arguments("Jenkins' git plugin, no remote", "feature/a", "GIT_BRANCH=feature/a"),
                arguments("Jenkins' git plugin, local name", "origin/a", "GIT_BRANCH=refs/heads/origin/a"),
                arguments("GitHub, a branch", "feature/a", "GITHUB_REF_TYPE=branch GITHUB_REF_NAME=feature/a"),
                arguments(
                        "GitHub, a pull request",
                        "feature/a",
                        "GITHUB_HEAD_REF=feature/a GITHUB_REF=refs/pull/12/merge GITHUB_REF_TYPE=branch"
                                + " GITHUB_REF_NAME=12/merge GITHUB_REPOSITORY=team/app"
                                + " github.event.pull_request.head.repo.full_name=Team/app"),
                arguments(
                        "GitHub, a fork",
                        "pr-12",
                        "GITHUB_HEAD_REF=feature/a GITHUB_REF=refs/pull/12/merge GITHUB_REPOSITORY=team/app"
                                + " github.event.pull_request.head.repo.full_name=someone/app"),
                arguments(
                        "GitHub, a fork, on behalf of the target",
                        "pr-12",
                        "GITHUB_HEAD_REF=master GITHUB_REF=refs/heads/master GITHUB_REPOSITORY=team/app"
                                + " github.event.pull_request.number=12"),
                arguments("GitHub, source not told", "pr-12", "GITHUB_REF=refs/pull/12/merge GITHUB_HEAD_REF="),
                arguments("GitLab, a branch", "feature/a", "CI_COMMIT_BRANCH=feature/a"),
                arguments(
                        "GitLab, a merge request",
                        "feature/a",
                        "CI_MERGE_REQUEST_SOURCE_BRANCH_NAME=feature/a CI_MERGE_REQUEST_IID=12"
                                + " CI_MERGE_REQUEST_SOURCE_PROJECT_ID=1 CI_MERGE_REQUEST_PROJECT_ID=1"),
                arguments(
                        "GitLab, a fork",
                        "pr-12",
                        "CI_MERGE_REQUEST_SOURCE_BRANCH_NAME=feature/a CI_MERGE_REQUEST_IID=12"
                                + " CI_MERGE_REQUEST_SOURCE_PROJECT_ID=2 CI_MERGE_REQUEST_PROJECT_ID=1"),
                arguments(
                        "GitLab, a fork elsewhere",
                        "pr-12",
                        "CI_EXTERNAL_PULL_REQUEST_SOURCE_BRANCH_NAME=a CI_EXTERNAL_PULL_REQUEST_IID=12"
                                + " CI_EXTERNAL_PULL_REQUEST_SOURCE_REPOSITORY=someone/app"
                                + " CI_EXTERNAL_PULL_REQUEST_TARGET_REPOSITORY=team/app"),
                arguments("Travis, a branch", "feature/a", "TRAVIS_BRANCH=feature/a TRAVIS_PULL_REQUEST=false"),
                arguments(
                        "Travis, a pull request",
                        "feature/a",
                        "TRAVIS_BRANCH=master TRAVIS_PULL_REQUEST=12 TRAVIS_PULL_REQUEST_BRANCH=feature/a"
                                + " TRAVIS_PULL_REQUEST_SLUG=team/app TRAVIS_REPO_SLUG=team/app"),
                arguments(
                        "Travis, a fork",
                        "pr-12",
                        "TRAVIS_BRANCH=master TRAVIS_PULL_REQUEST=12 TRAVIS_PULL_REQUEST_BRANCH=feature/a"
                                + " TRAVIS_PULL_REQUEST_SLUG=someone/app TRAVIS_REPO_SLUG=team/app"),
                arguments("Azure, a branch", "feature/a", "BUILD_SOURCEBRANCH=refs/heads/feature/a"),
                arguments(
                        "Azure, a pull request",
                        "feature/a",
                        "SYSTEM_PULLREQUEST_SOURCEBRANCH=refs/heads/feature/a SYSTEM_PULLREQUEST_PULLREQUESTID=12"
                                + " BUILD_SOURCEBRANCH=refs/pull/12/merge SYSTEM_PULLREQUEST_ISFORK=False"),
                arguments(
                        "Azure, a fork on GitHub",
                        "pr-12",
                        "SYSTEM_PULLREQUEST_SOURCEBRANCH=feature/a SYSTEM_PULLREQUEST_PULLREQUESTID=998877"
                                + " SYSTEM_PULLREQUEST_PULLREQUESTNUMBER=12 SYSTEM_PULLREQUEST_ISFORK=True"),
                arguments(
                        "Buildkite, a branch", "feature/a", "BUILDKITE_BRANCH=feature/a BUILDKITE_PULL_REQUEST=false"),
                arguments(
                        "Buildkite, a pull request",
                        "feature/a",
                        "BUILDKITE_BRANCH=feature/a BUILDKITE_PULL_REQUEST=12 BUILDKITE_REPO=git@git.example:team/app.git"
                                + " BUILDKITE_PULL_REQUEST_REPO=git://git.example/team/app.git"),
                arguments(
                        "Buildkite, a fork",
                        "pr-12",
                        "BUILDKITE_BRANCH=someone:master BUILDKITE_PULL_REQUEST=12"
                                + " BUILDKITE_REPO=git@git.example:team/app.git"
                                + " BUILDKITE_PULL_REQUEST_REPO=git://git.example/someone/app.git"),
                arguments("CircleCI, a branch", "feature/a", "CIRCLE_BRANCH=feature/a"),
                arguments("CircleCI, a fork", "pr-12", "CIRCLE_BRANCH=pull/12 CIRCLE_PR_NUMBER=12"),
                arguments("CircleCI, a fork, number not told", "pr-12", "CIRCLE_BRANCH=pull/12"),
                arguments("Bitbucket, a branch", "feature/a", "BITBUCKET_BRANCH=feature/a"),
                arguments("Bitbucket, a pull request", "feature/a", "BITBUCKET_BRANCH=feature/a BITBUCKET_PR_ID=12"),
                arguments("Bitbucket, from master", "pr-12", "BITBUCKET_BRANCH=master BITBUCKET_PR_ID=12"),
                arguments("Drone, a branch", "feature/a", "DRONE_BRANCH=feature/a"),
                arguments(
                        "Drone, a pull request",
                        "feature/a",
                        "DRONE_BRANCH=master DRONE_SOURCE_BRANCH=feature/a DRONE_PULL_REQUEST=12"),
                arguments(
                        "Woodpecker, a pull request",
                        "feature/a",
                        "CI_COMMIT_BRANCH=master CI_COMMIT_SOURCE_BRANCH=feature/a CI_COMMIT_PULL_REQUEST=12"),
                arguments("AppVeyor, a branch", "feature/a", "APPVEYOR_REPO_BRANCH=feature/a"),
                arguments(
                        "AppVeyor, a fork",
                        "pr-12",
                        "APPVEYOR_REPO_BRANCH=master APPVEYOR_PULL_REQUEST_NUMBER=12 APPVEYOR_REPO_NAME=team/app"
                                + " APPVEYOR_PULL_REQUEST_HEAD_REPO_BRANCH=a"
                                + " APPVEYOR_PULL_REQUEST_HEAD_REPO_NAME=someone/app"),
                arguments("Semaphore, a branch", "feature/a", "SEMAPHORE_GIT_BRANCH=feature/a"),
                arguments(
                        "Semaphore, a pull request",
                        "feature/a",
                        "SEMAPHORE_GIT_BRANCH=master SEMAPHORE_GIT_PR_BRANCH=feature/a SEMAPHORE_GIT_PR_NUMBER=12"),
                arguments("Cirrus, a branch", "feature/a", "CIRRUS_BRANCH=feature/a"),
                arguments("Cirrus, a fork", "pr-12", "CIRRUS_BRANCH=pull/12 CIRRUS_PR=12"));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("builds")
    void takesWhatTheCiSays(String ci, String branch, String variables) {
        assertThat(resolve(variables, detached()).branch().name()).isEqualTo(branch);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "BRANCH_NAME=v1 TAG_NAME=v1",
                "GITHUB_REF_TYPE=tag GITHUB_REF_NAME=v1",
                "BUILDKITE_BRANCH=v1 BUILDKITE_TAG=v1",
                "TRAVIS_BRANCH=v1 TRAVIS_TAG=v1",
                "BUILD_SOURCEBRANCH=refs/tags/v1",
                "DRONE_BRANCH=v1 DRONE_TAG=v1",
                "GIT_BRANCH=refs/tags/v1",
                "GIT_BRANCH=detached",
                "GIT_BRANCH=origin/HEAD",
                "BRANCH_NAME=HEAD",
                "BRANCH_NAME=",
                "CI_COMMIT_REF_NAME=v1",
                "APPVEYOR_REPO_BRANCH=v1 APPVEYOR_REPO_TAG=true"
            })
    void takesNoTagForABranch(String variables) {
        assertThat(failure(variables, detached()).outcome()).isEqualTo(Outcome.GIT_ERROR);
    }

    @Test
    void believesTheSettingFirst() {
        ResolvedBranch resolved = BranchResolver.resolve(
                Optional.of("release/1"), Map.of("CHANGE_BRANCH", "a", "BRANCH_NAME", "b"), onBranch("c"), MASTER);
        assertThat(resolved).isEqualTo(new ResolvedBranch(Branch.of("release/1"), "docker.branch", false));
    }

    @Test
    void believesTheCiBeforeGit() {
        assertThat(resolve("BRANCH_NAME=b", onBranch("c")).source()).isEqualTo("BRANCH_NAME");
        assertThat(resolve("BRANCH_NAME= CHANGE_BRANCH=", onBranch("c")))
                .isEqualTo(new ResolvedBranch(Branch.of("c"), "git's HEAD", false));
    }

    @Test
    void takesTheOnlyRemoteBranchAtADetachedHead() {
        assertThat(resolve("", detached("feature/a")))
                .isEqualTo(new ResolvedBranch(Branch.of("feature/a"), "the only remote branch at HEAD", false));
    }

    @Test
    void saysWhatItTriedAndWhatToDoWhenNothingTells() {
        DrydockException failure = failure("", detached("a", "b"));
        assertThat(failure.why())
                .contains("docker.branch", "CHANGE_BRANCH", "GITHUB_HEAD_REF", "BRANCH_NAME", "GIT_BRANCH")
                .contains("HEAD is detached at a8e8e83")
                .contains("several remote branches stand there (a, b)");
        assertThat(failure.next()).containsExactly("-Ddocker.branch=<name>");
    }

    @Test
    void refusesAVariableThatIsNoBranchNameAndSaysWhichItWas() {
        DrydockException failure = failure("BRANCH_NAME=a..b", onBranch("c"));
        assertThat(failure.outcome()).isEqualTo(Outcome.GIT_ERROR);
        assertThat(failure.why()).contains("BRANCH_NAME", "\"a..b\" is not a branch name");
        assertThat(failure("CHANGE_BRANCH=--upload-pack=x", onBranch("c")).why())
                .contains("CHANGE_BRANCH");
    }

    @Test
    void refusesASettingThatIsNoBranchNameAsAMistakeOfTheConfiguration() {
        DrydockException failure = catchThrowableOfType(
                DrydockException.class,
                () -> BranchResolver.resolve(Optional.of("a b"), Map.of(), onBranch("c"), MASTER));
        assertThat(failure.outcome()).isEqualTo(Outcome.CONFIG_ERROR);
        assertThat(failure.why()).contains("docker.branch", "\"a b\"");
    }

    @Test
    void neverTakesAPullRequestForTheMasterBranchEvenWithoutItsNumber() {
        DrydockException failure = failure("CHANGE_BRANCH=master", detached());
        assertThat(failure.why()).contains("named like the master branch");
        assertThat(failure.next()).containsExactly("-Ddocker.branch=<name>");
    }

    @Test
    void takesUsualNamesForTheMasterBranchWhereItIsNotKnown() {
        Map<String, String> env = Map.of("CHANGE_BRANCH", "main", "CHANGE_ID", "3");
        assertThat(BranchResolver.resolve(Optional.empty(), env, detached(), Optional.empty())
                        .branch()
                        .name())
                .isEqualTo("pr-3");
        assertThat(BranchResolver.resolve(Optional.empty(), env, detached(), MASTER)
                        .branch()
                        .name())
                .isEqualTo("main");
    }

    private static ResolvedBranch resolve(String variables, GitFacts facts) {
        return BranchResolver.resolve(Optional.empty(), env(variables), facts, MASTER);
    }

    private static DrydockException failure(String variables, GitFacts facts) {
        return catchThrowableOfType(DrydockException.class, () -> resolve(variables, facts));
    }

    private static Map<String, String> env(String variables) {
        return Stream.of(variables.split(" "))
                .filter(text -> !text.isEmpty())
                .map(text -> text.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
    }

    private static GitFacts onBranch(String name) {
        return facts(Optional.of(Branch.of(name)), List.of());
    }

    private static GitFacts detached(String... atHead) {
        return facts(Optional.empty(), Stream.of(atHead).map(Branch::of).toList());
    }

    private static GitFacts facts(Optional<Branch> head, List<Branch> atHead) {
        return new GitFacts(
                head,
                Optional.of(SHA),
                Set.of("origin", "team/upstream"),
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                Map.of(),
                atHead);
    }
}
