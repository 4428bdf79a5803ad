package io.drydock.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.drydock.config.Node;
import io.drydock.engine.Engine;
import io.drydock.model.Commit;
import io.drydock.model.DrydockException;
import io.drydock.model.Labels;
import io.drydock.model.Outcome;
import io.drydock.model.spec.ContainerRequest;
import io.drydock.model.state.ContainerState;
import io.drydock.model.state.ContainerSummary;
import io.drydock.model.state.VolumeState;
import io.drydock.plan.Renewal;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** On any engine: a newer commit ends the suites of an older one, which says so, and leaves the app that runs alone. */
@Timeout(120)
abstract class SupersedeContract {

    final Engine engine = engine();
    final String app = "se-" + Long.toString(System.nanoTime(), 36);

    /** A connection of its own to the engine. */
    abstract Engine engine();

    @TempDir
    private Path folder;

    final Up up(String digit, String command) {
        Up up = new Up(
                Commit.of(digit.repeat(40)),
                app,
                folder,
                Node.of(
                        "verify",
                        Node.of("suites", Node.of("suite", Node.text("name", "unit"), Node.text("command", command)))));
        engine.images().tag("busybox:1.36", up.environment().image(up.target().commit()));
        return up;
    }

    static Workflow workflow(Up up, Engine over) {
        return up.workflow(over, ServiceSecrets.NONE, Renewal.AS_NEEDED, new RunState());
    }

    @AfterEach
    void removeWhatWasMade() {
        for (String digit : List.of("a", "b")) {
            Up up = up(digit, "true");
            up.remove(engine);
            engine.images().remove(up.environment().image(up.target().commit()).toString());
            engine.images().remove(up.environment().verified().toString());
        }
        engine.close();
    }

    @Test
    void anOlderCommitsSuitesEndAndItsAppRunsOn() throws Exception {
        Up older = up("a", "echo begun; sleep 100");
        Up newer = up("b", "true");
        String serving = engine.containers()
                .create(ContainerRequest.running(
                        older.environment().appContainer(),
                        "busybox:1.36",
                        List.of("sleep", "300"),
                        older.target().labels(Labels.ROLE_APP)));
        engine.containers().start(serving);
        CompletableFuture<DrydockException> thrown = CompletableFuture.supplyAsync(() -> {
            try (Engine own = engine()) {
                return catchThrowableOfType(DrydockException.class, workflow(older, own)::verify);
            }
        });
        while (!older.told.contains("Output[source=unit, text=begun]")) {
            Thread.sleep(20);
        }

        workflow(newer, engine).servicesUp();

        DrydockException e = thrown.get(30, TimeUnit.SECONDS);
        assertThat(e.outcome()).isEqualTo(Outcome.SUPERSEDED);
        assertThat(e.why()).contains("bbbbbbb");
        assertThat(newer.told).contains("the suites of commit aaaaaaa, which is older, are told to end");
        assertThat(engine.containers().list(Map.of(Labels.APP, app)))
                .extracting(ContainerSummary::name)
                .containsExactly(older.environment().appContainer());
        assertThat(engine.containers().find(serving))
                .map(ContainerState::running)
                .contains(true);
        assertThat(engine.volumes().list(Map.of(Labels.APP, app))).isEmpty();

        workflow(newer, engine).verify();
        assertThat(engine.volumes().list(Map.of(Labels.APP, app, Labels.ROLE, Labels.ROLE_RECORD)))
                .hasSize(1);
    }

    @Test
    void anOlderCommitThatHasJustPassedStaysVerifiedAndNoWordToItIsLeft() throws Exception {
        Up older = up("a", "true");
        Up newer = up("b", "true");
        RunState state = new RunState();
        Engine overheard = Overheard.engine(engine, call -> {
            if (call.matches("create .*\\.record .*")) {
                workflow(newer, engine).servicesUp();
            }
        });

        older.workflow(overheard, ServiceSecrets.NONE, Renewal.AS_NEEDED, state).verify();

        assertThat(newer.told).contains("the suites of commit aaaaaaa, which is older, are told to end");
        assertThat(state.outcome()).contains(Outcome.VERIFIED);
        assertThatOnlyTheRecordIsLeft();
    }

    final void assertThatOnlyTheRecordIsLeft() {
        assertThat(engine.volumes().list(Map.of(Labels.APP, app)))
                .extracting(VolumeState::name)
                .containsExactly(app + ".x.aaaaaaa.record");
        assertThat(engine.containers().list(Map.of(Labels.APP, app, Labels.ROLE, Labels.ROLE_LOCK)))
                .isEmpty();
    }
}
