package io.drydock.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.drydock.config.Node;
import io.drydock.engine.Engine;
import io.drydock.engine.EngineException;
import io.drydock.engine.FakeEngine;
import io.drydock.engine.FakeProgram;
import io.drydock.model.DrydockException;
import io.drydock.model.Labels;
import io.drydock.model.Outcome;
import io.drydock.model.state.ImageConfig;
import io.drydock.plan.Renewal;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An engine that goes away around a suite's end: it is waited for, and what is said of the suite is true. */
@Timeout(60)
class SuiteAwayTest {

    private final FakeEngine engine = new FakeEngine();

    @TempDir
    private Path folder;

    private Up up;

    @BeforeEach
    void suite() {
        engine.image("busybox:1.36", ImageConfig.EMPTY, Map.of());
        engine.script(List.of("/bin/sh", "-c", "test"), FakeProgram.ends(0));
        up = new Up(
                "away",
                folder,
                Node.of(
                        "verify",
                        Node.of("suites", Node.of("suite", Node.text("name", "unit"), Node.text("command", "test")))));
        engine.images().tag("busybox:1.36", up.environment().image(up.target().commit()));
    }

    /** It tells of the suite's end, and refuses so many requests that come next. */
    private Engine goesAway(int requests) {
        AtomicInteger left = new AtomicInteger(requests + 1);
        return Overheard.engine(engine, call -> {
            boolean ended = call.startsWith("waitFor ") || left.get() <= requests;
            if (ended && left.getAndDecrement() <= requests && left.get() >= 0) {
                throw new EngineException(
                        EngineException.Kind.UNREACHABLE,
                        0,
                        "No Docker engine answers",
                        "its socket is gone",
                        List.of(),
                        null);
            }
        });
    }

    private DrydockException verify(Engine over) {
        return catchThrowableOfType(
                DrydockException.class,
                () -> up.workflow(over, ServiceSecrets.NONE, Renewal.AS_NEEDED, new RunState())
                        .verify());
    }

    @Test
    void oneThatStopsAndComesBackMayHaveEndedTheSuiteWhateverItsExitCode() {
        DrydockException e = verify(goesAway(3));

        assertThat(e).isNotNull();
        assertThat(e.outcome()).isEqualTo(Outcome.ENGINE_ERROR);
        assertThat(e.what()).isEqualTo("suite unit has no verdict");
        assertThat(e.why())
                .contains(
                        up.environment().verifyContainer(up.target().commit(), "unit"),
                        "exit code 0, which an engine that stops may have caused");
        assertThat(up.told).contains("WARN the engine went away as suite unit ended: its socket is gone");
        assertThat(engine.volumes().list(Map.of(Labels.ROLE, Labels.ROLE_RECORD)))
                .isEmpty();
        assertThat(verify(engine)).as("the next run").isNull();
    }
}
