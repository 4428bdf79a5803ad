package io.drydock.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.drydock.engine.EngineException;
import io.drydock.engine.EngineException.Kind;
import io.drydock.engine.FakeProgram;
import io.drydock.model.Commit;
import io.drydock.model.DrydockException;
import io.drydock.model.Labels;
import io.drydock.model.Outcome;
import io.drydock.model.Subnet;
import io.drydock.model.result.AppResult;
import io.drydock.model.spec.ContainerRequest;
import io.drydock.model.spec.PortSpec;
import io.drydock.model.spec.RunSpec;
import io.drydock.model.spec.Wait;
import io.drydock.model.state.ContainerState.Published;
import io.drydock.model.state.ContainerSummary;
import io.drydock.model.state.NetworkState;
import io.drydock.plan.Given;
import io.drydock.plan.Target;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class AppRunnerTest {

    private static final String OLD = Bench.ENVIRONMENT + ".a8e8e83";
    private static final String NEW = Bench.ENVIRONMENT + ".77aa01b";
    private static final String LEAVING = OLD + "_leaving";
    private static final String SUCCESSOR = Bench.ENVIRONMENT + ".App";

    private static final String WAITING = "shop-.feature-login-df7c7aeb35";
    private static final int HOST_PORT = 18_080;

    private static final EngineException IN_USE =
            new EngineException(Kind.CONFLICT, 409, "the engine refuses", "the name is in use", List.of(), null);

    private static final EngineException PORT_TAKEN = new EngineException(
            Kind.PORT_TAKEN, 500, "the engine refuses", "port is already allocated", List.of(), null);

    private final Bench bench = new Bench();
    private final Given first = Given.plain().at(Given.OTHER);
    private final Given second = Given.plain();

    @Test
    void theAppRunsUnderItsName() throws Exception {
        AppResult result = bench.images(first).runWithServices(first);

        assertThat(result.container()).isEqualTo(Bench.APP);
        assertThat(bench.container(Bench.APP).running()).isTrue();
        assertThat(bench.container(Bench.APP).label(Labels.COMMIT))
                .contains(first.commit().toString());
    }

    @Test
    void theNewOneIsReadyBeforeTheOldOneGoes() throws Exception {
        bench.images(first).runWithServices(first);
        bench.images(second).runWithServices(second);

        assertThat(bench.container(Bench.APP).label(Labels.COMMIT))
                .contains(second.commit().toString());
        assertThat(bench.container(Bench.ENVIRONMENT + ".a8e8e83").running()).isFalse();
        assertThat(bench.engine.calls())
                .containsSubsequence(
                        "containers.start " + NEW,
                        "networks.disconnect " + Bench.ENVIRONMENT + " " + id(Bench.APP),
                        "networks.connect " + Bench.ENVIRONMENT + " " + id(Bench.APP),
                        "containers.rename " + NEW + " " + SUCCESSOR,
                        "containers.rename " + Bench.APP + " " + LEAVING,
                        "containers.rename " + SUCCESSOR + " " + Bench.APP,
                        "networks.disconnect " + Bench.ENVIRONMENT + " " + id(OLD),
                        "containers.stop " + LEAVING,
                        "containers.rename " + LEAVING + " " + OLD);
        assertThat(bench.time.passed()).isEqualTo(Duration.ofSeconds(1));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 100, 30_000})
    void theOldOneServesOnAsLongAsConfigured(long millis) throws Exception {
        RunSpec run = second.run();
        Duration drain = Duration.ofMillis(millis);
        bench.images(first).runWithServices(first);

        bench.images(second).runWithServices(second.run(run(run, run.ports(), run.waits(), drain, run.keep())));

        assertThat(bench.time.passed()).isEqualTo(drain);
        assertThatTheSecondServesAlone();
    }

    @Test
    void whereAnEngineTakesBothCasesForOneNameTheNewOneTakesOverAllTheSame() throws Exception {
        bench.images(first).runWithServices(first);
        bench.engine.fail("containers.rename", IN_USE);

        bench.images(second).runWithServices(second);

        assertThatTheSecondServesAlone();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void aRunThatWasKilledBetweenRenamesIsFinishedByTheNext(int renames) throws Exception {
        bench.images(first).runWithServices(first);
        bench.engine.fail("containers.rename", renames, new IllegalStateException("killed"));
        assertThatThrownBy(() -> bench.images(second).runWithServices(second)).hasMessage("killed");

        bench.runWithServices(second);

        assertThatTheSecondServesAlone();
    }

    @Test
    void aRunThatWasKilledWhileTheOldOneServedOnIsFinishedByTheNext() throws Exception {
        bench.images(first).runWithServices(first);
        bench.meanwhile = slept -> {
            throw new IllegalStateException("killed");
        };
        assertThatThrownBy(() -> bench.images(second).runWithServices(second)).hasMessage("killed");
        bench.meanwhile = slept -> {};

        bench.runWithServices(second);

        assertThatTheSecondServesAlone();
    }

    @Test
    void aSwapOfAnotherRunThatIsUnderWayIsWaitedFor() throws Exception {
        bench.images(first).runWithServices(first);
        bench.images(second);
        bench.engine.containers().rename(id(Bench.APP), SUCCESSOR);
        String serving = id(SUCCESSOR);
        bench.meanwhile = slept -> {
            if (slept.equals(Duration.ofSeconds(1))) {
                bench.engine.containers().rename(serving, Bench.APP);
            }
        };

        bench.runWithServices(first);

        assertThat(id(Bench.APP)).isEqualTo(serving);
        assertThat(bench.time.passed()).isEqualTo(Duration.ofSeconds(1));
    }

    private String id(String name) {
        return bench.container(name).id();
    }

    private void assertThatTheSecondServesAlone() {
        assertThat(bench.container(Bench.APP).label(Labels.COMMIT))
                .contains(second.commit().toString());
        assertThat(bench.container(Bench.APP).running()).isTrue();
        assertThat(bench.engine.containers().list(Map.of(Labels.ROLE, Labels.ROLE_APP)))
                .extracting(ContainerSummary::name, ContainerSummary::running)
                .containsExactlyInAnyOrder(tuple(Bench.APP, true), tuple(OLD, false));
    }

    @Test
    void aNewOneThatFailsIsKeptStoppedAndTheOldOneServesOn() throws Exception {
        bench.images(first).runWithServices(first);
        bench.engine.script(List.of("serve", "77aa01b"), FakeProgram.ends(1).complains("no config\n"));

        assertThatThrownBy(() -> bench.images(second).runWithServices(second))
                .isInstanceOfSatisfying(DrydockException.class, e -> {
                    assertThat(e.outcome()).isEqualTo(Outcome.APP_NOT_READY);
                    assertThat(e.why()).contains("no config").contains("the app that ran before still serves");
                });

        assertThat(bench.container(Bench.APP).running()).isTrue();
        assertThat(bench.container(Bench.APP).label(Labels.COMMIT))
                .contains(first.commit().toString());
        assertThat(bench.container(Bench.ENVIRONMENT + ".77aa01b").running()).isFalse();
    }

    @Test
    void aSecondRunOfTheSameCommitChangesNothing() throws Exception {
        bench.images(first).runWithServices(first);
        String id = bench.container(Bench.APP).id();

        bench.runWithServices(first);

        assertThat(bench.container(Bench.APP).id()).isEqualTo(id);
    }

    @Test
    void anAppThatStoppedIsStartedInItsOldContainer() throws Exception {
        bench.images(first).runWithServices(first);
        String id = bench.container(Bench.APP).id();
        bench.engine.end(id, 1, false);

        bench.runWithServices(first);

        assertThat(bench.container(Bench.APP).id()).isEqualTo(id);
        assertThat(bench.container(Bench.APP).running()).isTrue();
    }

    @Test
    void aChangedDefinitionOfTheSameCommitLeavesOneContainer() throws Exception {
        bench.images(first).runWithServices(first);
        String old = bench.container(Bench.APP).id();

        bench.runWithServices(first.env(Map.of("JAVA_OPTS", "-Xmx1g")));

        assertThat(bench.container(Bench.APP).id()).isNotEqualTo(old);
        assertThat(bench.container(Bench.APP).env()).contains("JAVA_OPTS=-Xmx1g");
        assertThat(bench.engine.containers().list(Map.of(Labels.ROLE, Labels.ROLE_APP)))
                .hasSize(1);
    }

    private Given publishing(Given given) {
        RunSpec run = given.run();
        PortSpec fixed = new PortSpec(OptionalInt.of(HOST_PORT), 8080);
        return given.run(run(run, List.of(fixed), List.of(Bench.READY), run.drain(), run.keep()));
    }

    private static RunSpec run(RunSpec run, List<PortSpec> ports, List<Wait> waits, Duration drain, int keep) {
        return new RunSpec(
                ports,
                run.bind(),
                waits,
                run.timeout(),
                drain,
                keep,
                run.labels(),
                run.volumes(),
                run.command(),
                run.entrypoint(),
                run.limits(),
                run.restart());
    }

    @Test
    void aHostPortGoesOverToTheNewOneOnceThatIsProven() throws Exception {
        bench.images(first).runWithServices(publishing(first));

        bench.images(second).runWithServices(publishing(second));

        assertThatTheSecondServesAlone();
        assertThat(bench.container(Bench.APP).published())
                .extracting(Published::host)
                .containsExactly(HOST_PORT);
        assertThat(bench.engine.calls())
                .containsSubsequence(
                        "containers.start " + NEW,
                        "networks.disconnect " + Bench.ENVIRONMENT + " " + id(OLD),
                        "containers.start " + NEW,
                        "containers.stop " + LEAVING);
        String serving = id(Bench.APP);
        bench.runWithServices(publishing(second));
        assertThat(id(Bench.APP)).isEqualTo(serving);
    }

    @Test
    void aHostPortStaysWhereOnlyTheDefinitionChanges() throws Exception {
        bench.images(first).runWithServices(publishing(first));
        String old = id(Bench.APP);

        bench.runWithServices(publishing(first).env(Map.of("MODE", "other")));

        assertThat(id(Bench.APP)).isNotEqualTo(old);
        assertThat(bench.container(Bench.APP).published())
                .extracting(Published::host)
                .containsExactly(HOST_PORT);
        assertThat(bench.engine.containers().list(Map.of(Labels.ROLE, Labels.ROLE_APP)))
                .extracting(ContainerSummary::name)
                .containsExactly(Bench.APP);
    }

    @Test
    void whereTheHostPortCannotBeHadTheOldOneServesAgain() throws Exception {
        bench.images(first).runWithServices(publishing(first));
        String old = id(Bench.APP);
        bench.engine.fail("containers.start", 1, new EngineException(Kind.OTHER, 500, "no", "taken", List.of(), null));

        assertThatThrownBy(() -> bench.images(second).runWithServices(publishing(second)))
                .hasMessageContaining("taken");

        assertThat(id(Bench.APP)).isEqualTo(old);
        assertThat(bench.container(Bench.APP).published())
                .extracting(Published::host)
                .containsExactly(HOST_PORT);
        assertThat(bench.engine.containers().list(Map.of(Labels.ROLE, Labels.ROLE_APP)))
                .extracting(ContainerSummary::name)
                .containsExactlyInAnyOrder(Bench.APP, NEW);
    }

    @Test
    void aRunThatWasKilledBeforeTheHostPortWentOverIsFinishedByTheNext() throws Exception {
        bench.images(first).runWithServices(publishing(first));
        bench.engine.fail("containers.start", 1, new IllegalStateException("killed"));
        assertThatThrownBy(() -> bench.images(second).runWithServices(publishing(second)))
                .hasMessage("killed");

        bench.runWithServices(publishing(second));

        assertThatTheSecondServesAlone();
        assertThat(bench.container(Bench.APP).published())
                .extracting(Published::host)
                .containsExactly(HOST_PORT);
    }

    @Test
    void aHostPortIsHandedOverBetweenRunningContainersAndNoNetworkIsLeft() throws Exception {
        bench.engine.networks().hasSilentOnes();
        bench.images(first).runWithServices(publishing(first));

        bench.images(second).runWithServices(publishing(second));

        assertThatTheSecondServesAloneAtTheHostPort();
        assertThat(bench.engine.calls())
                .containsSubsequence(
                        "networks.createUpon " + WAITING,
                        "containers.start " + NEW,
                        "networks.disconnect " + WAITING + " " + id(Bench.APP),
                        "containers.stop " + LEAVING);
        assertThat(bench.container(OLD).addresses()).doesNotContainKey(WAITING);
    }

    @Test
    void whereverAHandoverIsKilledThePlainRunAfterItLeavesNothingOfIt() throws Exception {
        int calls = 0;
        boolean killed = true;
        for (; killed; calls++) {
            Bench here = new Bench();
            here.engine.networks().hasSilentOnes();
            here.images(first).runWithServices(publishing(first));
            here.images(second);
            here.engine.killAfter(calls);
            killed = killed(here, publishing(second));
            here.engine.revive();

            here.runWithServices(publishing(second));

            assertThatTheSecondServesAloneAtTheHostPort(here, "killed after " + calls + " calls");
        }
        assertThat(calls).isGreaterThan(15);
    }

    private static boolean killed(Bench bench, Given given) throws InterruptedException {
        try {
            bench.runWithServices(given);
            return false;
        } catch (IllegalStateException e) {
            return true;
        }
    }

    private void assertThatTheSecondServesAloneAtTheHostPort() {
        assertThatTheSecondServesAloneAtTheHostPort(bench, "");
    }

    private void assertThatTheSecondServesAloneAtTheHostPort(Bench there, String when) {
        assertThat(there.container(Bench.APP).label(Labels.COMMIT))
                .as(when)
                .contains(second.commit().toString());
        assertThat(there.container(Bench.APP).published())
                .as(when)
                .extracting(Published::host)
                .containsExactly(HOST_PORT);
        assertThat(there.engine.containers().list(Map.of(Labels.ROLE, Labels.ROLE_APP)))
                .as(when)
                .extracting(ContainerSummary::name, ContainerSummary::running)
                .containsExactlyInAnyOrder(tuple(Bench.APP, true), tuple(OLD, false));
        assertThat(there.container(Bench.APP).addresses()).as(when).containsOnlyKeys(Bench.ENVIRONMENT);
        assertThat(there.engine.networks().list(Map.of()))
                .as(when)
                .extracting(NetworkState::name)
                .containsExactly(Bench.ENVIRONMENT);
    }

    @Test
    void whatAKilledHandoverLeftIsSeenInTheListingThatIsMadeAnyway() throws Exception {
        bench.images(first).runWithServices(first);
        int before = bench.engine.listings().size();
        bench.runWithServices(first);
        int without = bench.engine.listings().size() - before;
        bench.engine.networks().hasSilentOnes();
        bench.engine
                .networks()
                .createUpon(
                        "br",
                        WAITING,
                        Subnet.parse("10.210.9.0/27"),
                        first.target().labels("network"));

        bench.runWithServices(first);

        assertThat(bench.engine.networks().find(WAITING)).isEmpty();
        before = bench.engine.listings().size();
        bench.runWithServices(first);
        assertThat(bench.engine.listings().size() - before).isEqualTo(without);
    }

    @Test
    void onPodmanTheOldOneStopsBeforeItsPortIsTaken() throws Exception {
        bench.engine.asPodman();
        bench.images(first).runWithServices(publishing(first));
        String old = id(Bench.APP);

        bench.images(second).runWithServices(publishing(second));

        assertThatTheSecondServesAloneAtTheHostPort();
        assertThat(bench.engine.calls())
                .containsSubsequence(
                        "containers.start " + NEW,
                        "networks.disconnect " + Bench.ENVIRONMENT + " " + old,
                        "containers.stop " + LEAVING,
                        "containers.start " + NEW);
    }

    @Test
    void onPodmanTheOldOneIsStartedAgainWhereTheNewOneCannotHaveThePort() throws Exception {
        bench.engine.asPodman();
        bench.images(first).runWithServices(publishing(first));
        String old = id(Bench.APP);
        bench.engine.fail("containers.start", 1, PORT_TAKEN);

        assertThatThrownBy(() -> bench.images(second).runWithServices(publishing(second)))
                .hasMessageContaining("the app did not start");

        assertThat(id(Bench.APP)).isEqualTo(old);
        assertThat(bench.container(Bench.APP).published())
                .extracting(Published::host)
                .containsExactly(HOST_PORT);
    }

    @Test
    void aStartWhosePortIsTakenStillIsTriedAgain() throws Exception {
        bench.engine.networks().hasSilentOnes();
        bench.images(first).runWithServices(publishing(first));
        bench.engine.fail("containers.start", 1, PORT_TAKEN);
        bench.engine.fail("containers.start", 0, PORT_TAKEN);

        bench.images(second).runWithServices(publishing(second));

        assertThatTheSecondServesAloneAtTheHostPort();
        assertThat(starts(NEW)).isEqualTo(4);
    }

    @Test
    void aStartThatIsRefusedForAnythingElseIsNotTriedAgain() throws Exception {
        bench.engine.networks().hasSilentOnes();
        bench.images(first).runWithServices(publishing(first));
        bench.engine.fail(
                "containers.start", 1, new EngineException(Kind.OTHER, 500, "no", "disk full", List.of(), null));

        bench.images(second).runWithServices(publishing(second));

        assertThatTheSecondServesAloneAtTheHostPort();
        assertThat(starts(NEW)).isEqualTo(3);
        assertThat(bench.events.toString()).contains("disk full");
    }

    private long starts(String container) {
        return bench.engine.calls().stream()
                .filter(call -> call.equals("containers.start " + container))
                .count();
    }

    @Test
    void asManyPreviousOnesAreKeptAsConfigured() throws Exception {
        RunSpec run = first.run();
        RunSpec keepsOne = run(run, run.ports(), run.waits(), run.drain(), 1);
        for (char digit = 'a'; digit < 'e'; digit++) {
            Given given = first.run(keepsOne).at(Commit.of(String.valueOf(digit).repeat(40)));
            bench.images(given).runWithServices(given);
        }

        assertThat(bench.engine.containers().list(Map.of(Labels.ROLE, Labels.ROLE_APP)))
                .hasSize(2);
        assertThat(bench.container(Bench.APP).label(Labels.COMMIT)).contains("d".repeat(40));
    }

    @Test
    void aCandidateThatAKilledRunLeftOutsideOfTheNetworkIsMadeAnew() throws Exception {
        bench.images(first).runWithServices(first);
        Given second = first.at(Given.OTHER);
        bench.images(second).runWithServices(second);
        String left = bench.engine
                .containers()
                .create(ContainerRequest.running(
                        "left",
                        first.image(),
                        List.of("serve"),
                        bench.container(Bench.APP).labels()));
        bench.engine.containers().start(left);
        bench.engine.containers().rename(Bench.APP, "elsewhere");
        bench.engine.containers().remove("elsewhere");
        bench.engine.containers().rename(left, second.environment().keptContainer(second.commit()));

        bench.runWithServices(second);

        assertThat(bench.container(Bench.APP).id()).isNotEqualTo(left);
        assertThat(bench.container(Bench.APP).addresses()).containsKey(Bench.ENVIRONMENT);
    }

    @Test
    void oneTooManyThatAKilledRunKeptGoesWithTheNextRunThoughNothingChanges() throws Exception {
        bench.images(first).runWithServices(first);
        for (char digit = 'a'; digit < 'e'; digit++) {
            Target earlier =
                    first.at(Commit.of(String.valueOf(digit).repeat(40))).target();
            bench.engine
                    .containers()
                    .create(ContainerRequest.running(
                            earlier.environment().keptContainer(earlier.commit()),
                            first.image(),
                            List.of("serve"),
                            earlier.labels(Labels.ROLE_APP)));
        }

        bench.runWithServices(first);

        assertThat(bench.engine.containers().list(Map.of(Labels.ROLE, Labels.ROLE_APP)))
                .hasSize(1 + first.run().keep());
    }

    @Test
    void aContainerOfAnotherUnderTheAppsNameIsLeftAlone() {
        bench.images(first);
        String id = Foreign.run(bench.engine, Bench.APP, first.image());

        assertThatThrownBy(() -> bench.runWithServices(first))
                .isInstanceOfSatisfying(
                        DrydockException.class, e -> assertThat(e.what()).contains(Bench.APP));
        assertThat(bench.container(Bench.APP).id()).isEqualTo(id);
        assertThat(bench.container(Bench.APP).running()).isTrue();
    }

    @Test
    void aContainerOfAnotherUnderTheCandidatesNameIsLeftAlone() {
        bench.images(first);
        String name = Bench.ENVIRONMENT + ".a8e8e83";
        String id = Foreign.run(bench.engine, name, first.image());

        assertThatThrownBy(() -> bench.runWithServices(first))
                .isInstanceOfSatisfying(
                        DrydockException.class, e -> assertThat(e.what()).contains(name));
        assertThat(bench.container(name).id()).isEqualTo(id);
        assertThat(bench.container(name).running()).isTrue();
    }
}
