package io.drydock.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drydock.engine.EngineException;
import io.drydock.engine.FakeProgram;
import io.drydock.model.DrydockException;
import io.drydock.model.Labels;
import io.drydock.model.Subnet;
import io.drydock.model.state.ContainerState;
import io.drydock.model.state.ContainerSummary;
import io.drydock.plan.Given;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Opening the container of a failed suite again. */
class ShellTest {

    private final OnEngine on = new OnEngine(Given.plain());
    private final Shell shell = new Shell(on.engine, on.events, on.environment());

    @BeforeEach
    void network() {
        on.engine
                .networks()
                .create(
                        on.environment().network(),
                        Subnet.parse("10.210.0.0/27"),
                        on.target.labels(Labels.ROLE_NETWORK));
    }

    @Test
    void aCommandRunsInACopyAndItsExitCodeAndOutputComeBack() {
        String id = on.failedSuite("unit", 3);
        on.engine.script(
                List.of("/bin/sh", "-c", "ls"),
                FakeProgram.ends(7).prints("out\n").complains("err\n"));
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        int code = shell.run(shell.failed(Optional.empty()), "ls", out);

        assertThat(code).isEqualTo(7);
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("out\nerr\n");
        assertThat(on.engine.containers().find(id))
                .map(ContainerState::exitCode)
                .contains(3);
    }

    @Test
    void theCopyIsInTheEnvironmentsNetworkAndGoesWithItsImage() {
        String id = on.failedSuite("unit", 3);
        on.engine.script(List.of("/bin/sh", "-c", "ls"), FakeProgram.ends(0));
        shell.run(shell.failed(Optional.empty()), "ls", OutputStream.nullOutputStream());
        Map<String, String> ours = Map.of(Labels.SHELL, "");

        assertThat(on.engine.containers().list(ours)).singleElement().satisfies(copy -> {
            assertThat(copy.label(Labels.ROLE)).contains(Labels.ROLE_SHELL);
            assertThat(copy.addresses()).containsKey(on.environment().network());
        });
        assertThat(on.engine.images().list(ours)).hasSize(1);

        shell.close();
        shell.close();

        assertThat(on.engine.containers().list(ours)).isEmpty();
        assertThat(on.engine.images().list(ours)).isEmpty();
        assertThat(on.engine.containers().find(id)).isPresent();
    }

    @Test
    void aTerminalShowsWhatTheShellPrintsUntilItEnds() {
        on.failedSuite("unit", 3);
        on.engine.script(
                List.of("/bin/sh", "-c", "exec \"$(command -v bash || echo /bin/sh)\""),
                FakeProgram.ends(130).prints("/ # "));
        ByteArrayOutputStream screen = new ByteArrayOutputStream();

        int code = shell.open(shell.failed(Optional.empty()), terminal("exit\n", screen));

        assertThat(code).isEqualTo(130);
        assertThat(screen.toString(StandardCharsets.UTF_8)).isEqualTo("/ # ");
    }

    private static LocalTerminal terminal(String typed, OutputStream screen) {
        return new LocalTerminal() {
            @Override
            public InputStream input() {
                return new ByteArrayInputStream(typed.getBytes(StandardCharsets.UTF_8));
            }

            @Override
            public OutputStream output() {
                return screen;
            }

            @Override
            public Size size() {
                return new Size(80, 24);
            }
        };
    }

    @Test
    void stoppedServicesAreStartedAgainAndOnesThatAreDoneAreNot() throws InterruptedException {
        String redis = on.service("redis");
        String migration = on.service("migration");
        on.engine.end(redis, 0, false);
        on.engine.end(migration, 0, false);

        shell.wake(Set.of("migration"));

        assertThat(on.engine.containers().find(redis))
                .map(ContainerState::running)
                .contains(true);
        assertThat(on.engine.containers().find(migration))
                .map(ContainerState::running)
                .contains(false);
    }

    @Test
    void theSuiteMayBeNamedAndOneThatPassedIsNoneToOpen() {
        on.failedSuite("unit", 3);
        on.failedSuite("acceptance", 4);
        on.failedSuite("good", 0);

        assertThat(shell.failed(Optional.of("unit")))
                .extracting(ContainerSummary::name)
                .asString()
                .endsWith(".unit");
        assertThatThrownBy(() -> shell.failed(Optional.of("good")))
                .isInstanceOfSatisfying(DrydockException.class, e -> {
                    assertThat(e.what()).isEqualTo("there is no failed suite to open");
                    assertThat(e.next()).contains("mvn verify");
                });
    }

    @Test
    void anImageWithoutAShellIsToldAsSuchAndNothingIsLeft() {
        on.failedSuite("unit", 3);
        ContainerSummary failed = shell.failed(Optional.empty());
        on.engine.fail(
                "containers.start",
                new EngineException(
                        EngineException.Kind.OTHER, 400, "it failed", "exec: /bin/sh: not found", List.of(), null));

        assertThatThrownBy(() -> shell.run(failed, "ls", OutputStream.nullOutputStream()))
                .isInstanceOfSatisfying(
                        DrydockException.class, e -> assertThat(e.next().get(0)).contains("without /bin/sh"));
        shell.close();

        assertThat(on.engine.containers().list(Map.of(Labels.SHELL, ""))).isEmpty();
    }
}
