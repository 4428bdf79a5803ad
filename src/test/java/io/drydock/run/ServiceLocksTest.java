package io.drydock.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.drydock.config.Node;
import io.drydock.engine.FakeEngine;
import io.drydock.engine.FakeProgram;
import io.drydock.model.Commit;
import io.drydock.model.Labels;
import io.drydock.model.Outcome;
import io.drydock.model.state.ContainerSummary;
import io.drydock.model.state.ImageConfig;
import io.drydock.plan.Lock;
import io.drydock.plan.Renewal;
import io.drydock.plan.Target;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Many who do the same for one commit at once make one set of services, one run of suites and one app. */
@Timeout(60)
class ServiceLocksTest {

    private final FakeEngine engine = new FakeEngine();

    @TempDir
    private Path folder;

    private Up up;

    @BeforeEach
    void images() {
        engine.image("one:1", ImageConfig.EMPTY, Map.of());
        engine.image("two:1", ImageConfig.EMPTY, Map.of());
        up = new Up(
                "shop",
                folder,
                Node.of(
                        "services",
                        Node.of("service", Node.text("image", "one:1")),
                        Node.of(
                                "service",
                                Node.text("image", "two:1"),
                                Node.of("dependsOn", Node.text("name", "one")))),
                Node.of(
                        "verify",
                        Node.of(
                                "suites",
                                Node.of(
                                        "suite",
                                        Node.text("name", "unit"),
                                        Node.of("args", Node.text("arg", "test"))))));
        engine.image(
                up.environment().image(up.target().commit()).toString(),
                ImageConfig.EMPTY,
                up.target()
                        .imageLabels(
                                Labels.ROLE_BRANCH,
                                up.environment(),
                                up.target().commit(),
                                ""));
        engine.script(List.of("test"), FakeProgram.ends(0));
    }

    @Test
    void anEnvironmentThatIsRightCostsOneListing() throws Exception {
        up.on(engine, ServiceSecrets.NONE);
        int listings = engine.listings().size();
        int calls = engine.calls().size();

        assertThat(up.on(engine, ServiceSecrets.NONE))
                .extracting(service -> service.reused())
                .containsOnly(true);

        // the first looks for runs of older commits, once in a run of Maven; the other is all that the services take
        assertThat(engine.listings().subList(listings, engine.listings().size()))
                .containsExactly("containers.list", "containers.list");
        assertThat(engine.calls()).hasSize(calls);
    }

    @Test
    void eightAtOnceMakeOneSetAndLeaveNoLock() throws Exception {
        List<Exception> thrown = Crowd.of(8, () -> {
            assertThat(up.on(engine, ServiceSecrets.NONE)).hasSize(2);
        });

        assertThat(thrown).isEmpty();
        assertThat(calls("networks.create ")).isEqualTo(1);
        assertThat(calls("containers.start ")).isEqualTo(2);
        assertThat(engine.containers().list(Map.of()))
                .extracting(ContainerSummary::name)
                .containsExactlyInAnyOrder("shop.x.one", "shop.x.two");
        assertThat(engine.volumes().list(Map.of())).isEmpty();
    }

    @Test
    void whereAllIsRightNothingIsAskedToChangeAndNoLockIsTaken() throws Exception {
        up.on(engine, ServiceSecrets.NONE);
        int before = engine.calls().size();

        up.on(engine, ServiceSecrets.NONE);

        assertThat(engine.calls()).hasSize(before);
    }

    @Test
    void eachWhoWantsFreshOnesGetsThemAndNoneIsDoubled() throws Exception {
        List<Exception> thrown = Crowd.of(3, () -> up.on(engine, ServiceSecrets.NONE, Renewal.FRESH));

        assertThat(thrown).isEmpty();
        assertThat(calls("containers.start ")).isEqualTo(6);
        assertThat(engine.containers().list(Map.of())).hasSize(2);
    }

    @Test
    void ofEightWhoVerifyAndRunOneCommitOneRunsItsSuitesAndOneStartsTheApp() throws Exception {
        List<Exception> thrown = Crowd.of(8, () -> {
            RunState state = new RunState();
            Workflow workflow = up.workflow(engine, ServiceSecrets.NONE, Renewal.AS_NEEDED, state);
            workflow.verify();
            workflow.run();
            assertThat(state.outcome()).contains(Outcome.RUNNING);
        });

        assertThat(thrown).isEmpty();
        assertThat(calls("containers.start shop.x.ccccccc.unit")).isEqualTo(1);
        assertThat(calls("containers.start shop.x.ccccccc")).as("suite and app").isEqualTo(2);
        assertThat(engine.containers().list(Map.of()))
                .extracting(ContainerSummary::name)
                .containsExactlyInAnyOrder("shop.x.one", "shop.x.two", "shop.x.app");
    }

    @Test
    void aFailureOfSuitesIsNotSharedEachRunsThemItself() throws Exception {
        engine.script(List.of("test"), FakeProgram.ends(1));

        List<Exception> thrown = Crowd.of(
                3,
                () -> up.workflow(engine, ServiceSecrets.NONE, Renewal.AS_NEEDED, new RunState())
                        .verify());

        assertThat(thrown).hasSize(3).allMatch(e -> e.getMessage().contains("unit"));
        assertThat(calls("containers.start shop.x.ccccccc.unit")).isEqualTo(3);
    }

    @Test
    void locksThatKilledRunsLeftGoWhereNothingElseIsToBeDone() throws Exception {
        Workflow workflow = up.workflow(engine, ServiceSecrets.NONE, Renewal.AS_NEEDED, new RunState());
        workflow.verify();
        workflow.run();
        Locks killed = new Locks(engine, event -> {}, new TestTime());
        Target target = up.target();
        Target earlier = target.at(Commit.of("d".repeat(40)));
        for (Lock lock : List.of(Lock.onApp(target), Lock.onSuites(earlier))) {
            assertThat(killed.take(lock)).isPresent();
        }

        workflow.verify();
        workflow.run();

        assertThat(engine.containers().list(Map.of()))
                .extracting(ContainerSummary::name)
                .containsExactlyInAnyOrder("shop.x.one", "shop.x.two", "shop.x.app");
        assertThat(engine.volumes().list(Map.of(Labels.LOCK, ""))).isEmpty();
    }

    @Test
    void aLockOnWhatIsRightAlreadyIsWaitedForAndGoes() throws Exception {
        Workflow workflow = up.workflow(engine, ServiceSecrets.NONE, Renewal.AS_NEEDED, new RunState());
        workflow.verify();
        workflow.run();
        Locks killed = new Locks(engine, event -> {}, new TestTime());
        assertThat(killed.take(Lock.onApp(up.target()))).isPresent();

        workflow.run();

        assertThat(engine.containers().list(Map.of(Labels.ROLE, Labels.ROLE_LOCK)))
                .isEmpty();
    }

    private long calls(String prefix) {
        return engine.calls().stream().filter(call -> call.startsWith(prefix)).count();
    }
}
