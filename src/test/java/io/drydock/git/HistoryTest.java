package io.drydock.git;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryTest {

    @TempDir
    Path temp;

    private Sandbox sandbox;
    private String base;
    private String master;
    private String feature;

    @BeforeEach
    void masterAndFeature() {
        sandbox = Sandbox.withCommit(temp.resolve("a"));
        base = sandbox.head();
        master = sandbox.write("m.txt", "m").commit("on master").head();
        sandbox.git("checkout", "-q", "-b", "feature/a", base);
        feature = sandbox.write("f.txt", "f").commit("on feature").head();
    }

    @Test
    void tellsStrictAncestors() {
        try (GitRepository repository = sandbox.open()) {
            assertThat(repository.isAncestor(base, feature)).isEqualTo(Ancestry.ANCESTOR);
            assertThat(repository.isAncestor(feature, base)).isEqualTo(Ancestry.NOT_ANCESTOR);
            assertThat(repository.isAncestor(feature, feature)).isEqualTo(Ancestry.NOT_ANCESTOR);
            assertThat(repository.isAncestor(master, feature)).isEqualTo(Ancestry.NOT_ANCESTOR);
            assertThat(repository.isAncestor("f".repeat(40), feature)).isEqualTo(Ancestry.UNKNOWN);
            assertThat(repository.isShallow()).isFalse();
        }
    }

    @Test
    void countsTheCommitsThatTheNewerOneHasBeyondTheOlder() {
        try (GitRepository repository = sandbox.open()) {
            assertThat(repository.commitsBetween(base, feature)).hasValue(1);
            assertThat(repository.commitsBetween(master, feature)).hasValue(1);
            assertThat(repository.commitsBetween(feature, feature)).hasValue(0);
            assertThat(repository.commitsBetween(feature, base)).hasValue(0);
            assertThat(repository.commitsBetween("f".repeat(40), feature)).isEmpty();
        }
    }

    @Test
    void doesNotGuessInAShallowClone() {
        Sandbox clone = sandbox.cloned("clone", "--depth=1", "--no-single-branch");
        try (GitRepository repository = clone.open()) {
            assertThat(repository.isShallow()).isTrue();
            assertThat(repository.isAncestor(master, feature)).isEqualTo(Ancestry.UNKNOWN);
            assertThat(repository.isAncestor(base, feature)).isEqualTo(Ancestry.UNKNOWN);
            assertThat(repository.commitsBetween(base, feature)).isEmpty();
        }
    }

    @Test
    void knowsThePullRequestsOwnCommitInAMergeOfTheForge() {
        String merge = mergeFeatureIntoMaster();
        Map<String, String> github =
                Map.of("GITHUB_HEAD_REF", "feature/a", "GITHUB_REF", "refs/pull/12/merge", "GITHUB_SHA", merge);
        assertThat(sourceHead(sandbox, github)).contains(feature);
        Map<String, String> travis = Map.of(
                "TRAVIS_PULL_REQUEST",
                "12",
                "TRAVIS_PULL_REQUEST_BRANCH",
                "feature/a",
                "TRAVIS_PULL_REQUEST_SHA",
                feature);
        assertThat(sourceHead(sandbox, travis)).contains(feature);
    }

    @Test
    void knowsItInAShallowClone() {
        mergeFeatureIntoMaster();
        Sandbox clone = sandbox.cloned("clone", "--depth=1");
        Map<String, String> github = Map.of("GITHUB_HEAD_REF", "feature/a", "GITHUB_REF", "refs/pull/12/merge");
        assertThat(sourceHead(clone, github)).contains(feature);
    }

    @Test
    void knowsItInAMergeThatJenkinsMadeItself() {
        Sandbox clone = sandbox.cloned("clone");
        clone.git("checkout", "-q", "--detach", master);
        clone.git("merge", "-q", "--no-ff", feature);
        Map<String, String> jenkins =
                Map.of("CHANGE_ID", "12", "CHANGE_BRANCH", "feature/a", "CHANGE_TARGET", "master");
        assertThat(sourceHead(clone, jenkins)).contains(feature);
    }

    @Test
    void doesNotTakeADevelopersMergeOfMasterForOne() {
        Sandbox clone = sandbox.cloned("clone");
        clone.git("merge", "-q", "--no-ff", "origin/master");
        Map<String, String> jenkins =
                Map.of("CHANGE_ID", "12", "CHANGE_BRANCH", "feature/a", "CHANGE_TARGET", "master");
        assertThat(sourceHead(clone, jenkins)).isEmpty();
        Map<String, String> gitlab = Map.of(
                "CI_MERGE_REQUEST_SOURCE_BRANCH_NAME", "feature/a", "CI_MERGE_REQUEST_SOURCE_BRANCH_SHA", clone.head());
        assertThat(sourceHead(clone, gitlab)).isEmpty();
    }

    @Test
    void looksForNoneOutsideAPullRequest() {
        mergeFeatureIntoMaster();
        assertThat(sourceHead(sandbox, Map.of("BRANCH_NAME", "master"))).isEmpty();
    }

    private String mergeFeatureIntoMaster() {
        sandbox.git("checkout", "-q", "--detach", "master");
        sandbox.git("merge", "-q", "--no-ff", "feature/a");
        return sandbox.head();
    }

    private static Optional<String> sourceHead(Sandbox sandbox, Map<String, String> env) {
        try (GitRepository repository = sandbox.open()) {
            return repository
                    .state(Optional.empty(), Optional.of("master"), env, List.of())
                    .sourceHead();
        }
    }
}
