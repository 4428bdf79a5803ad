package io.drydock.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MasterBranchTest {

    private static final Map<Branch, String> NONE = Map.of();

    @Test
    void isTheConfiguredOneWhetherItExistsOrNot() {
        assertThat(MasterBranch.name(Optional.of("develop"), facts(Optional.of("main"), NONE, NONE)))
                .contains(Branch.of("develop"));
    }

    @Test
    void isElseTheOneThatOriginNames() {
        GitFacts facts = facts(Optional.of("develop"), branches("master"), branches("main"));
        assertThat(MasterBranch.name(Optional.empty(), facts)).contains(Branch.of("develop"));
        assertThat(MasterBranch.name(Optional.of(" "), facts)).contains(Branch.of("develop"));
    }

    @Test
    void isElseTheFirstUsualOneThatExists() {
        assertThat(MasterBranch.name(Optional.empty(), facts(Optional.empty(), branches("trunk"), branches("main"))))
                .contains(Branch.of("main"));
        assertThat(MasterBranch.name(Optional.empty(), facts(Optional.empty(), branches("trunk"), NONE)))
                .contains(Branch.of("trunk"));
    }

    @Test
    void isUnknownInACheckoutOfAnotherBranchAlone() {
        assertThat(MasterBranch.name(Optional.empty(), facts(Optional.empty(), NONE, branches("feature/a"))))
                .isEmpty();
    }

    @Test
    void isRefusedWhereTheSettingIsNoBranchName() {
        DrydockException failure = catchThrowableOfType(
                DrydockException.class,
                () -> MasterBranch.name(Optional.of("a b"), facts(Optional.empty(), NONE, NONE)));
        assertThat(failure.outcome()).isEqualTo(Outcome.CONFIG_ERROR);
        assertThat(failure.why()).contains("\"a b\"");
    }

    private static Map<Branch, String> branches(String name) {
        return Map.of(Branch.of(name), "f".repeat(40));
    }

    private static GitFacts facts(Optional<String> originHead, Map<Branch, String> local, Map<Branch, String> origin) {
        return new GitFacts(
                Optional.empty(),
                Optional.empty(),
                Set.of(),
                Optional.empty(),
                originHead.map(Branch::of),
                local,
                origin,
                List.of());
    }
}
