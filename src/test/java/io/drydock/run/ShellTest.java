package io.drydock.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drydock.engine.Engine;
import io.drydock.engine.EngineException;
import io.drydock.engine.FakeProgram;
import io.drydock.model.DrydockException;
import io.drydock.model.Labels;
import io.drydock.model.Subnet;
import io.drydock.model.spec.ContainerRequest;
import io.drydock.model.state.ContainerState;
import io.drydock.model.state.ContainerSummary;
import io.drydock.plan.Given;
import io.drydock.plan.Target;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatTheSuiteMayGainTheShellMayGainAndNothingMore(boolean mayGain) {
        String id = on.container(
                on.environment().verifyContainer(on.target.commit(), "unit"),
                Labels.ROLE_VERIFY,
                mayGain ? Map.of(Labels.SUITE, "unit", Labels.NEW_PRIVILEGES, "true") : Map.of(Labels.SUITE, "unit"),
                List.of(),
                List.of("test", "unit"));
        on.engine.containers().start(id);
        on.engine.end(id, 3, false);
        on.engine.script(List.of("/bin/sh", "-c", "sudo id"), FakeProgram.ends(0));
        List<String> made = new ArrayList<>();
        Engine engine = Overheard.engine(on.engine, call -> {
            if (call.startsWith("create ContainerRequest")) {
                made.add(call);
            }
        });
        try (Shell privileged = new Shell(engine, on.events, on.environment())) {
            privileged.run(privileged.failed(Optional.empty()), "sudo id", OutputStream.nullOutputStream());
        }

        assertThat(made).singleElement().asString().contains("newPrivileges=" + mayGain);
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
        on.failedSuite("unit", 3);
        String redis = on.service("redis");
        String migration = on.service("migration");
        on.engine.end(redis, 0, false);
        on.engine.end(migration, 0, false);

        shell.wake(shell.failed(Optional.empty()), Set.of("migration"));

        assertThat(on.engine.containers().find(redis))
                .map(ContainerState::running)
                .contains(true);
        assertThat(on.engine.containers().find(migration))
                .map(ContainerState::running)
                .contains(false);
    }

    @Test
    void aSuiteWithServicesOfItsOwnIsOpenedAmongThem() throws InterruptedException {
        on.failedSuite("it", 3);
        String branchs = on.service("redis");
        Target own = on.target.in(on.environment().of(on.target.commit(), "it"));
        on.engine
                .networks()
                .create(own.environment().network(), Subnet.parse("10.210.0.32/27"), own.labels(Labels.ROLE_NETWORK));
        Map<String, String> labels = own.labels(Labels.ROLE_SUITE_SERVICE);
        labels.put(Labels.SERVICE, "redis");
        String theirs = on.engine
                .containers()
                .create(ContainerRequest.running(
                        own.environment().service("redis"), on.image(), List.of("redis"), labels));
        on.engine.end(branchs, 0, false);
        on.engine.script(List.of("/bin/sh", "-c", "ls"), FakeProgram.ends(0));
        ContainerSummary failed = shell.failed(Optional.empty());

        shell.wake(failed, Set.of());
        shell.run(failed, "ls", OutputStream.nullOutputStream());

        assertThat(on.engine.containers().find(theirs))
                .map(ContainerState::running)
                .contains(true);
        assertThat(on.engine.containers().find(branchs))
                .map(ContainerState::running)
                .contains(false);
        assertThat(on.engine.containers().list(Map.of(Labels.SHELL, "")))
                .singleElement()
                .satisfies(copy -> assertThat(copy.addresses())
                        .containsOnlyKeys(own.environment().network()));
    }

    @Test
    void theAppThatTheSuiteTestedRunsAgainAsLongAsTheShellIsOpen() throws InterruptedException {
        String suite = on.environment().verifyContainer(on.target.commit(), "it");
        on.container(
                suite,
                Labels.ROLE_VERIFY,
                Map.of(Labels.SUITE, "it"),
                List.of("APP_HOST=10.210.0.99", "APP_PORT=8080", "APP_URL=http://10.210.0.99:8080"),
                List.of("test", "it"));
        on.engine.containers().start(suite);
        on.engine.end(suite, 3, false);
        String app = on.engine
                .containers()
                .create(ContainerRequest.running(
                        on.environment().keptContainer(on.target.commit()),
                        on.image(),
                        List.of("serve"),
                        on.target.labels(Labels.ROLE_APP)));
        on.engine.networks().connect(on.environment().network(), app, List.of());
        on.engine.script(List.of("/bin/sh", "-c", "ls"), FakeProgram.ends(0));
        ContainerSummary failed = shell.failed(Optional.empty());

        shell.wakeApp(failed);
        shell.run(failed, "ls", OutputStream.nullOutputStream());

        ContainerState there = on.engine.containers().find(app).orElseThrow();
        String host = there.addresses().getOrDefault(on.environment().network(), "");
        assertThat(there.running()).isTrue();
        assertThat(host).startsWith("10.210.0.");
        assertThat(copy().env()).contains("APP_HOST=" + host, "APP_PORT=8080", "APP_URL=http://" + host + ":8080");

        shell.close();
        assertThat(on.engine.containers().find(app))
                .map(ContainerState::running)
                .contains(false);
    }

    private ContainerState copy() {
        return on.engine.containers().list(Map.of(Labels.SHELL, "")).stream()
                .flatMap(copy -> on.engine.containers().find(copy.id()).stream())
                .findFirst()
                .orElseThrow();
    }

    @Test
    void anAppThatIsGoneIsTold() throws InterruptedException {
        on.failedSuite("it", 3);

        shell.wakeApp(shell.failed(Optional.empty()));

        assertThat(on.told).singleElement().asString().startsWith("WARN the app that the suite tested is gone");
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
