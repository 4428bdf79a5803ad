package io.drydock.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.drydock.model.Branch;
import io.drydock.model.DrydockException;
import io.drydock.model.MasterRef;
import io.drydock.model.Outcome;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RemoteTest {

    @TempDir
    Path temp;

    private Sandbox origin;
    private String feature;

    @BeforeEach
    void originWithTwoBranches() {
        origin = Sandbox.withCommit(temp.resolve("origin"));
        origin.commit("two");
        origin.git("checkout", "-q", "-b", "feature/a");
        feature = origin.commit("three").head();
        origin.git("checkout", "-q", "master");
    }

    @Test
    void fetchesTheMasterBranchThatACheckoutOfOneBranchLacks() {
        Sandbox clone = origin.cloned("clone", "--depth=1", "--branch=feature/a");
        try (GitRepository repository = clone.open()) {
            assertThat(repository.master(Optional.empty())).isEmpty();
            repository.fetch("master");
            String master = origin.git("rev-parse", "master");
            assertThat(repository.master(Optional.empty())).contains(new MasterRef(Branch.of("master"), master));
            assertThat(repository.isAncestor(origin.git("rev-parse", "master^"), master))
                    .isEqualTo(Ancestry.ANCESTOR);
            assertThat(repository.isAncestor(master, clone.head())).isEqualTo(Ancestry.ANCESTOR);
        }
    }

    @Test
    void fetchesWhatIsMissingInALinkedWorkTree() {
        Sandbox clone = origin.cloned("clone");
        Path linked = temp.resolve("linked");
        clone.git("worktree", "add", "-q", "-b", "other", linked.toString());
        origin.git("checkout", "-q", "-b", "new");
        origin.commit("four");
        try (GitRepository repository = GitRepository.open(linked)) {
            repository.fetch("new");
            assertThat(repository.facts().originBranches()).containsEntry(Branch.of("new"), origin.head());
        }
    }

    @Test
    void saysWhichBranchCannotBeFetched() {
        Sandbox clone = origin.cloned("clone");
        clone.git("remote", "set-url", "origin", "file://user:secret@localhost/none");
        try (GitRepository repository = clone.open()) {
            DrydockException failure =
                    catchThrowableOfType(DrydockException.class, () -> repository.fetch("feature/none"));
            assertThat(failure.outcome()).isEqualTo(Outcome.GIT_ERROR);
            assertThat(failure.what()).contains("feature/none");
            assertThat(failure.getMessage() + failure.next()).doesNotContain("secret");
            assertThat(failure.next().get(0)).startsWith("git fetch");
        }
    }

    @Test
    void listsTheBranchesOfOrigin() {
        try (GitRepository repository = origin.cloned("clone").open()) {
            assertThat(repository.remoteBranches()).contains(List.of("feature/a", "master"));
        }
    }

    @Test
    void listsNothingWhereOriginDoesNotAnswerOrIsNone() {
        Sandbox clone = origin.cloned("clone");
        clone.git("remote", "set-url", "origin", temp.resolve("none").toString());
        try (GitRepository repository = clone.open()) {
            assertThat(repository.remoteBranches()).isEmpty();
        }
        try (GitRepository repository = origin.open()) {
            assertThat(repository.remoteBranches()).isEmpty();
        }
    }

    @Test
    void clonesABranchFromAPathOrAUrl() {
        for (String source : List.of(origin.root.toString(), "file://" + origin.root)) {
            Path target = temp.resolve("target" + source.length());
            try (GitRepository clone = GitRepository.cloneTo(source, "feature/a", target)) {
                var state = clone.state(Optional.empty(), Optional.empty(), Map.of(), List.of());
                assertThat(state.branch()).isEqualTo(Branch.of("feature/a"));
                assertThat(state.commit()).hasToString(feature);
                assertThat(state.masterRef()).contains(new MasterRef(Branch.of("master"), origin.head()));
                assertThat(clone.facts().originHead()).contains(Branch.of("master"));
                assertThat(state.pushed()).isTrue();
                assertThat(target.resolve("app.txt")).hasContent("one");
            }
        }
    }

    @Test
    void saysThatABranchOrASourceToCloneIsNotThere() {
        DrydockException branch = catchThrowableOfType(
                DrydockException.class, () -> GitRepository.cloneTo(origin.root.toString(), "none", temp.resolve("x")));
        assertThat(branch.outcome()).isEqualTo(Outcome.GIT_ERROR);
        assertThat(branch.getMessage()).contains("none");
        DrydockException source = catchThrowableOfType(
                DrydockException.class,
                () -> GitRepository.cloneTo("https://user:secret@localhost:1/none.git", "master", temp.resolve("y")));
        assertThat(source.outcome()).isEqualTo(Outcome.GIT_ERROR);
        assertThat(source.what()).contains("https://localhost:1/none.git");
        assertThat(source.getMessage() + source.next()).doesNotContain("secret").doesNotContain("user");
        String nowhere = temp.resolve("nowhere").toString();
        DrydockException path = catchThrowableOfType(
                DrydockException.class, () -> GitRepository.cloneTo(nowhere, "master", temp.resolve("z")));
        assertThat(path.why()).contains(nowhere).contains("not found");
    }

    @Test
    void refusesABranchNameThatIsNone() {
        DrydockException failure = catchThrowableOfType(
                DrydockException.class,
                () -> GitRepository.cloneTo(origin.root.toString(), "--upload-pack=x", temp.resolve("x")));
        assertThat(failure.outcome()).isEqualTo(Outcome.GIT_ERROR);
    }
}
