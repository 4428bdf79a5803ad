package io.drydock.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drydock.config.Node;
import io.drydock.engine.Engine;
import io.drydock.event.EventSink;
import io.drydock.model.DrydockException;
import io.drydock.model.Labels;
import io.drydock.model.Outcome;
import io.drydock.model.state.ContainerSummary;
import io.drydock.plan.Renewal;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** On a real engine with a real Redis: a suite that wipes its data leaves those of the branch alone. */
@Tag("engine")
@Timeout(180)
class SuiteServicesEngineIT {

    private static final String WIPE =
            "test \"$(redis-cli -h $REDIS_HOST dbsize)\" = 0 && redis-cli -h redis set seen 1 && redis-cli -h $REDIS_HOST flushall";

    private final Engine engine = Up.open();
    private final String app = "ss-" + Long.toString(System.nanoTime(), 36);

    @TempDir
    private Path folder;

    private Up up(String command) {
        Up up = new Up(
                app,
                folder,
                Node.of("services", Node.of("service", Node.text("name", "redis"), Node.text("image", "redis:7"))),
                Node.of(
                        "verify",
                        Node.of(
                                "suites",
                                Node.of(
                                        "suite",
                                        Node.text("name", "it"),
                                        Node.text("command", command),
                                        Node.text("freshServices", "true")))));
        engine.images().tag("redis:7", up.environment().image(up.target().commit()));
        return up;
    }

    @AfterEach
    void removeWhatWasMade() {
        Up up = up("true");
        up.remove(engine);
        engine.images().remove(up.environment().image(up.target().commit()).toString());
        engine.images().remove(up.environment().verified().toString());
        engine.close();
    }

    @Test
    void aSuiteThatPassesHasWipedOnlyItsOwnDataAndLeavesNothing() throws Exception {
        Up up = up(WIPE);
        up.on(engine, ServiceSecrets.NONE);
        redis("set", "mark", "kept");

        up.workflow(engine, ServiceSecrets.NONE, Renewal.AS_NEEDED, new RunState())
                .verify();

        assertThat(redis("get", "mark").strip()).isEqualTo("kept");
        assertThat(engine.containers().list(Map.of(Labels.APP, app)))
                .extracting(ContainerSummary::name)
                .containsExactly(app + ".x.redis");
        assertThat(engine.networks().list(Map.of(Labels.APP, app))).hasSize(1);
    }

    @Test
    void aSuiteThatFailsIsOpenedAmongItsServices() throws Exception {
        Up up = up("redis-cli -h $REDIS_HOST set left behind && exit 3");
        up.on(engine, ServiceSecrets.NONE);
        Workflow workflow = up.workflow(engine, ServiceSecrets.NONE, Renewal.AS_NEEDED, new RunState());

        assertThatThrownBy(workflow::verify)
                .isInstanceOfSatisfying(
                        DrydockException.class, e -> assertThat(e.outcome()).isEqualTo(Outcome.TESTS_FAILED));

        assertThat(redis("get", "left").strip()).isEmpty();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        EventSink silent = event -> {};
        try (Shell shell = new Shell(engine, silent, up.environment())) {
            ContainerSummary failed = shell.failed(Optional.of("it"));
            shell.wake(failed, Set.of());
            shell.run(failed, "redis-cli -h $REDIS_HOST get left; redis-cli -h redis get left", out);
        }
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("behind\nbehind\n");

        new Removal(engine, silent, up.environment()).all();
        assertThat(engine.containers().list(Map.of(Labels.APP, app))).isEmpty();
        assertThat(engine.networks().list(Map.of(Labels.APP, app))).isEmpty();
    }

    private String redis(String... command) {
        List<String> whole = new ArrayList<>(List.of("redis-cli"));
        whole.addAll(List.of(command));
        return engine.containers()
                .exec(app + ".x.redis", whole, Duration.ofSeconds(20))
                .output();
    }
}
