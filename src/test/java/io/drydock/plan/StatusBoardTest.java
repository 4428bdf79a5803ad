package io.drydock.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.drydock.model.Outcome;
import io.drydock.model.result.EnvironmentStatus;
import io.drydock.model.state.ContainerSummary;
import io.drydock.model.state.VolumeState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** What one listing tells of how builds ended. */
class StatusBoardTest {

    private static final String OLD = "a8e8e83".repeat(5) + "a8e8e";
    private static final String NEW = "77aa01b".repeat(5) + "77aa0";

    private final Listed old = Listed.on("feature/login", OLD);
    private final Listed now = Listed.on("feature/login", NEW);

    @Test
    void anAppThatRunsIsRunningWithItsServicesAndItsAddress() {
        EnvironmentStatus status = only(
                List.of(now.app(3), now.service("redis", true, 4), now.service("db", false, 4)),
                List.of(now.record(4)));

        assertThat(status.outcome()).contains(Outcome.RUNNING);
        assertThat(status.branch()).isEqualTo("feature/login");
        assertThat(status.commit()).contains(NEW);
        assertThat(status.servicesUp()).isEqualTo(1);
        assertThat(status.services())
                .extracting(EnvironmentStatus.Service::name)
                .containsExactly("db", "redis");
        assertThat(status.url()).contains("http://127.0.0.1:32768");
        assertThat(status.since()).isEqualTo(Listed.NOW.minusSeconds(180));
    }

    @Test
    void aFailedSuiteOfANewerCommitIsToldWhileTheOldAppServesOn() {
        EnvironmentStatus status = only(List.of(old.app(60), now.suite("unit", 3, 2)), List.of(old.record(61)));

        assertThat(status.outcome()).contains(Outcome.TESTS_FAILED);
        assertThat(status.commit()).contains(NEW);
        assertThat(status.detail()).isEqualTo("suite unit ended with exit code 3");
        assertThat(status.failure())
                .hasValueSatisfying(f -> assertThat(f.exitCode()).isEqualTo(OptionalInt.of(3)));
        assertThat(status.url()).contains("http://127.0.0.1:32768");
        assertThat(status.serving()).map(EnvironmentStatus.Serving::commit).contains(OLD);
    }

    @Test
    void aLockIsNoEnvironmentAndChangesNone() {
        assertThat(StatusBoard.of(Given.ENGINE, List.of(now.lock(0)), List.of(now.sign(0)), List.of()))
                .isEmpty();
        assertThat(only(List.of(old.app(60), now.lock(0)), List.of(old.record(61), now.sign(0))))
                .isEqualTo(only(List.of(old.app(60)), List.of(old.record(61))));
    }

    @Test
    void whatASuiteHasOfItsOwnIsNoServiceOfTheEnvironment() {
        EnvironmentStatus status = only(
                List.of(now.service("db", true, 9), now.suite("it", 3, 2), now.ofSuite("it", "redis", 2)), List.of());

        assertThat(status.outcome()).contains(Outcome.TESTS_FAILED);
        assertThat(status.services())
                .extracting(EnvironmentStatus.Service::name)
                .containsExactly("db");
    }

    @Test
    void aFailureOfAnOlderCommitIsHistoryOnceANewerOneRuns() {
        EnvironmentStatus status = only(List.of(old.suite("unit", 3, 50), now.app(3)), List.of());

        assertThat(status.outcome()).contains(Outcome.RUNNING);
        assertThat(status.failure()).isEmpty();
    }

    @Test
    void aSuiteThatWasKilledIsNotSaidToHaveAnExitCode() {
        assertThat(only(List.of(now.suite("slow", 137, 1)), List.of()).detail()).startsWith("suite slow was killed");
    }

    @Test
    void aRecordThatWasMadeAnewDoesNotHideThatItsCommitRuns() {
        assertThat(only(List.of(now.app(60)), List.of(now.record(1))).outcome()).contains(Outcome.RUNNING);
    }

    @Test
    void aRecordOfANewerCommitIsVerifiedAndTheOldAppStillHasItsAddress() {
        EnvironmentStatus status = only(List.of(old.app(60)), List.of(old.record(61), now.record(1)));

        assertThat(status.outcome()).contains(Outcome.VERIFIED);
        assertThat(status.commit()).contains(NEW);
        assertThat(status.url()).isPresent();
    }

    @Test
    void aNewVersionThatStoppedBesideTheOldOneWasNotReadyAndAKeptOneIsNoFailure() {
        ContainerSummary candidate = now.stoppedApp("shop.x.77aa01b", 1, 2);
        ContainerSummary kept = old.stoppedApp("shop.x.a8e8e83", 0, 90);

        assertThat(only(List.of(old.app(60), candidate), List.of()).outcome()).contains(Outcome.APP_NOT_READY);
        assertThat(only(List.of(now.app(60), kept), List.of()).outcome()).contains(Outcome.RUNNING);
    }

    @Test
    void anAppThatHasStoppedIsNotRunningAndHasNoAddress() {
        ContainerSummary app = now.stoppedApp(now.environment().appContainer(), 1, 60);

        EnvironmentStatus status = only(List.of(app), List.of(now.record(61)));

        assertThat(status.outcome()).contains(Outcome.VERIFIED);
        assertThat(status.detail()).isEqualTo("the app has stopped");
        assertThat(status.url()).isEmpty();
    }

    @Test
    void servicesAloneAreReadyWhenAllRun() {
        assertThat(only(List.of(now.service("db", true, 1)), List.of()).outcome())
                .contains(Outcome.SERVICES_READY);
        assertThat(only(List.of(now.service("db", true, 1), now.service("mq", false, 1)), List.of())
                        .outcome())
                .contains(Outcome.SERVICE_NOT_READY);
    }

    @Test
    void whatTheClockOfTheMachineThatMadeARecordSaysDoesNotMatter() {
        EnvironmentStatus behind = only(List.of(now.suite("unit", 3, 2)), List.of(now.record(1, 60)));
        EnvironmentStatus ahead = only(List.of(now.suite("unit", 3, 2)), List.of(old.record(3, -60)));

        assertThat(behind.outcome()).contains(Outcome.VERIFIED);
        assertThat(behind.since()).isEqualTo(Listed.NOW.minusSeconds(60));
        assertThat(ahead.outcome()).contains(Outcome.TESTS_FAILED);
        assertThat(ahead.since()).isEqualTo(Listed.NOW.minusSeconds(120));
    }

    @Test
    void aNetworkAloneIsAnEnvironmentOfWhichNothingMoreIsKnown() {
        List<EnvironmentStatus> all = StatusBoard.of(Given.ENGINE, List.of(), List.of(), List.of(now.network()));

        assertThat(all).singleElement().satisfies(e -> {
            assertThat(e.outcome()).isEmpty();
            assertThat(e.commit()).isEmpty();
            assertThat(e.app()).isEqualTo("shop");
        });
    }

    @Test
    void eachBranchIsAnEnvironmentAndWhatBearsNoLabelOfOursIsNone() {
        ContainerSummary stranger = new ContainerSummary(
                "id",
                "stranger",
                "sha256:1",
                Map.of("io.drydock.image.app", "shop"),
                "running",
                "Up",
                1,
                Map.of(),
                List.of());

        assertThat(StatusBoard.of(
                        Given.ENGINE,
                        List.of(Listed.on("b", NEW).app(1), Listed.on("a", OLD).app(1), stranger),
                        List.of(),
                        List.of()))
                .extracting(EnvironmentStatus::branch)
                .containsExactly("a", "b");
    }

    private EnvironmentStatus only(List<ContainerSummary> containers, List<VolumeState> volumes) {
        List<EnvironmentStatus> all =
                StatusBoard.of(Given.ENGINE, new ArrayList<>(containers), volumes, List.of(now.network()));
        assertThat(all).hasSize(1);
        assertThat(all.get(0).remote()).isEqualTo(Optional.of("0123456789"));
        return all.get(0);
    }
}
