package io.drydock.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.drydock.model.Branch;
import io.drydock.model.DrydockException;
import io.drydock.model.GitState;
import io.drydock.model.MasterRef;
import io.drydock.model.Outcome;
import io.drydock.model.RemoteUrl;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GitRepositoryTest {

    @TempDir
    Path temp;

    @Test
    void knowsBranchCommitAndMasterOfAFreshRepository() {
        Sandbox sandbox = Sandbox.withCommit(temp.resolve("a"));
        GitState state = state(sandbox.root);
        assertThat(state.root()).isEqualTo(sandbox.root);
        assertThat(state.project()).isEqualTo(Path.of(""));
        assertThat(state.branch()).isEqualTo(Branch.of("master"));
        assertThat(state.branchSource()).isEqualTo("git's HEAD");
        assertThat(state.commit()).hasToString(sandbox.head());
        assertThat(state.master()).isTrue();
        assertThat(state.masterRef()).contains(new MasterRef(Branch.of("master"), sandbox.head()));
        assertThat(state.remote()).isEmpty();
        assertThat(state.pushed()).isFalse();
        assertThat(state.sourceHead()).isEmpty();
    }

    @Test
    void findsTheWorkTreeFromAModuleBelow() {
        Sandbox sandbox = Sandbox.withCommit(temp.resolve("a")).write("services/shop/pom.xml", "");
        GitState state = state(sandbox.root.resolve("services/shop"));
        assertThat(state.root()).isEqualTo(sandbox.root);
        assertThat(state.project()).isEqualTo(Path.of("services/shop"));
    }

    @Test
    void saysThatAFolderIsNotInARepository() {
        DrydockException failure = catchThrowableOfType(DrydockException.class, () -> GitRepository.open(temp));
        assertThat(failure.outcome()).isEqualTo(Outcome.GIT_ERROR);
        assertThat(failure.what()).contains(temp.toString(), "is not a git repository");
        assertThat(failure.next().get(0)).contains("git init");
    }

    @Test
    void saysThatAFolderDoesNotExist() {
        DrydockException failure =
                catchThrowableOfType(DrydockException.class, () -> GitRepository.open(temp.resolve("none")));
        assertThat(failure.outcome()).isEqualTo(Outcome.GIT_ERROR);
    }

    @Test
    void asksForAFirstCommit() {
        Sandbox sandbox = Sandbox.init(temp.resolve("a"));
        DrydockException failure = catchThrowableOfType(DrydockException.class, () -> state(sandbox.root));
        assertThat(failure.outcome()).isEqualTo(Outcome.GIT_ERROR);
        assertThat(failure.why()).contains("branch master", "no commit yet");
        assertThat(failure.next().get(0)).contains("git commit");
    }

    @Test
    void takesTheOnlyRemoteBranchAtADetachedHead() {
        Sandbox origin = Sandbox.withCommit(temp.resolve("origin"));
        origin.git("checkout", "-q", "-b", "feature/a");
        String feature = origin.commit("two").head();
        origin.git("checkout", "-q", "master");
        Sandbox clone = origin.cloned("clone", "--branch=feature/a", "--single-branch");
        clone.git("checkout", "-q", "--detach");
        GitState state = state(clone.root);
        assertThat(state.commit()).hasToString(feature);
        assertThat(state.branch()).isEqualTo(Branch.of("feature/a"));
        assertThat(state.pushed()).isTrue();
        assertThat(state.remote()).contains(RemoteUrl.of(origin.root.toString()).hash());
        assertThat(state.masterRef()).isEmpty();
    }

    @Test
    void cannotTellTheBranchOfATagAlone() {
        Sandbox origin = Sandbox.withCommit(temp.resolve("origin"));
        origin.git("tag", "v1");
        origin.commit("two");
        Sandbox clone = origin.cloned("clone", "--depth=1", "--branch=v1");
        DrydockException failure = catchThrowableOfType(DrydockException.class, () -> state(clone.root));
        assertThat(failure.outcome()).isEqualTo(Outcome.GIT_ERROR);
        assertThat(failure.why()).contains("HEAD is detached at " + clone.head().substring(0, 7));
    }

    @Test
    void believesTheCiAboutADetachedCheckout() {
        Sandbox origin = Sandbox.withCommit(temp.resolve("origin"));
        origin.git("checkout", "-q", "-b", "feature/a");
        origin.commit("two");
        origin.git("checkout", "-q", "master");
        Sandbox clone = origin.cloned("clone");
        clone.git("checkout", "-q", "--detach", "origin/feature/a");
        clone.git("branch", "-q", "-D", "master");
        GitState state = state(clone.root, Map.of("BRANCH_NAME", "feature/a"));
        assertThat(state.branch()).isEqualTo(Branch.of("feature/a"));
        assertThat(state.branchSource()).isEqualTo("BRANCH_NAME");
        assertThat(state.master()).isFalse();
        assertThat(state.pushed()).isTrue();
        assertThat(state.masterRef()).contains(new MasterRef(Branch.of("master"), origin.head()));
    }

    @Test
    void takesABranchOfAUsualNameForMasterWhereNoRefTells() {
        Sandbox origin = Sandbox.withCommit(temp.resolve("origin"));
        Sandbox clone = origin.cloned("clone", "--depth=1");
        clone.git("checkout", "-q", "--detach");
        clone.git("branch", "-q", "-D", "master");
        clone.git("remote", "remove", "origin");
        GitState state = state(clone.root, Map.of("BRANCH_NAME", "main"));
        assertThat(state.master()).isTrue();
        assertThat(state.masterRef()).contains(new MasterRef(Branch.of("main"), clone.head()));
    }

    @Test
    void worksInALinkedWorkTree() {
        Sandbox sandbox = Sandbox.withCommit(temp.resolve("a"));
        Path linked = temp.resolve("linked");
        sandbox.git("worktree", "add", "-q", "-b", "feature/a", linked.toString());
        Sandbox.at(linked).write("b.txt", "b").commit("two");
        GitState state = state(linked);
        assertThat(state.branch()).isEqualTo(Branch.of("feature/a"));
        assertThat(state.commit()).hasToString(Sandbox.at(linked).head());
        assertThat(state.masterRef()).contains(new MasterRef(Branch.of("master"), sandbox.head()));
        Sandbox.at(linked).write("b.txt", "c");
        assertThat(state(linked).commit().dirty()).isTrue();
        assertThat(state(sandbox.root).commit().dirty()).isFalse();
    }

    @Test
    void worksInASubmodule() {
        Sandbox library = Sandbox.withCommit(temp.resolve("library"));
        Sandbox sandbox = Sandbox.withCommit(temp.resolve("a"));
        sandbox.git("submodule", "--quiet", "add", "file://" + library.root, "lib");
        GitState state = state(sandbox.root.resolve("lib"));
        assertThat(state.root()).isEqualTo(sandbox.root.resolve("lib"));
        assertThat(state.branch()).isEqualTo(Branch.of("master"));
        assertThat(state.commit()).hasToString(library.head());
    }

    @Test
    void prefersOriginsMasterToAStaleLocalOne() {
        Sandbox origin = Sandbox.withCommit(temp.resolve("origin"));
        Sandbox clone = origin.cloned("clone");
        clone.git("checkout", "-q", "-b", "feature/a");
        origin.commit("two");
        clone.git("fetch", "-q");
        assertThat(master(clone)).contains(origin.head());
    }

    @Test
    void prefersALocalMasterThatIsAheadOfOrigins() {
        Sandbox origin = Sandbox.withCommit(temp.resolve("origin"));
        Sandbox clone = origin.cloned("clone");
        clone.commit("unpushed");
        assertThat(master(clone)).contains(clone.head());
        origin.commit("meanwhile");
        clone.git("fetch", "-q");
        assertThat(master(clone)).contains(origin.head());
    }

    @Test
    void takesTheConfiguredMasterBranch() {
        Sandbox sandbox = Sandbox.withCommit(temp.resolve("a"));
        sandbox.git("branch", "develop");
        try (GitRepository repository = sandbox.open()) {
            assertThat(repository.master(Optional.of("develop")))
                    .map(MasterRef::branch)
                    .contains(Branch.of("develop"));
            assertThat(repository.master(Optional.of("none"))).isEmpty();
        }
    }

    @Test
    void tellsForksFromTheEventFileOfGithub() throws IOException {
        Sandbox sandbox = Sandbox.withCommit(temp.resolve("a"));
        Path event = Files.writeString(
                temp.resolve("event.json"),
                "{\"pull_request\":{\"number\":12,\"head\":{\"repo\":{\"full_name\":\"someone/app\"},\"sha\":\"x\"}}}");
        Map<String, String> env = Map.of(
                "GITHUB_HEAD_REF", "feature/a", "GITHUB_REPOSITORY", "team/app", "GITHUB_EVENT_PATH", event.toString());
        assertThat(state(sandbox.root, env).branch()).isEqualTo(Branch.of("pr-12"));
        Files.writeString(event, "{\"pull_request\":{\"head\":{\"repo\":null");
        assertThat(state(sandbox.root, env).branch()).isEqualTo(Branch.of("feature/a"));
    }

    private Optional<String> master(Sandbox sandbox) {
        try (GitRepository repository = sandbox.open()) {
            return repository.master(Optional.empty()).map(MasterRef::sha);
        }
    }

    private static GitState state(Path folder) {
        return state(folder, Map.of());
    }

    private static GitState state(Path folder, Map<String, String> env) {
        try (GitRepository repository = GitRepository.open(folder)) {
            return repository.state(Optional.empty(), Optional.empty(), env, List.of());
        }
    }
}
