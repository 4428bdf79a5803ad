package io.drydock.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.drydock.config.Node;
import io.drydock.engine.Engine;
import io.drydock.model.Labels;
import io.drydock.model.state.ContainerSummary;
import io.drydock.plan.Lock;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** On a real engine: processes that bring up the same services at once, and one that is killed in their midst. */
@Tag("engine")
@Timeout(180)
class ServiceLocksEngineIT {

    private final Engine engine = Up.open();
    private final String app = "sl-" + Long.toString(System.nanoTime(), 36);

    @TempDir
    private Path folder;

    @AfterEach
    void removeWhatWasMade() {
        up(app, folder).remove(engine);
        engine.close();
    }

    static Up up(String app, Path folder) {
        return new Up(app, folder, Node.of("services", service("one"), service("two", "one")));
    }

    private static Node service(String name, String... after) {
        List<Node> parts = new ArrayList<>(List.of(
                Node.text("name", name),
                Node.text("image", "busybox:1.36"),
                Node.text("command", "sh -c 'echo began; trap exit TERM; while :; do sleep 0.1; done'"),
                Node.of("volumes", Node.text("volume", "data:/data")),
                Node.of("waits", Node.of("wait", Node.text("log", "began")))));
        for (String before : after) {
            parts.add(Node.of("dependsOn", Node.text("name", before)));
        }
        return Node.of("service", parts.toArray(Node[]::new));
    }

    @Test
    void eightAtOnceMakeOneSet() throws Exception {
        Up up = up(app, folder);

        List<Exception> thrown = Crowd.of(8, () -> {
            try (Engine own = Up.open()) {
                assertThat(up.on(own, ServiceSecrets.NONE)).hasSize(2);
            }
        });

        assertThat(thrown).isEmpty();
        assertThat(up.told)
                .filteredOn(line -> line.contains("StepStarted") && line.contains("start service "))
                .hasSize(2);
        assertThat(up.told)
                .filteredOn(line -> line.startsWith("waiting for the set of services of " + app + ".x: test makes it"))
                .hasSize(7);
        assertOneSet();
    }

    @Test
    void processesOfTheirOwnMakeOneSetAndWhoIsKilledIsTakenOverFrom() throws Exception {
        List<Process> processes = List.of(process("lock"), process("up"), process("up"));
        assertThat(line(processes.get(0))).isEqualTo("held");
        Thread.sleep(Duration.ofSeconds(5).toMillis());
        processes.get(0).destroyForcibly().waitFor();
        long killed = System.nanoTime();

        for (Process process : processes.subList(1, 3)) {
            assertThat(line(process)).isEqualTo("2 services");
            assertThat(process.waitFor()).isZero();
        }

        System.out.println("services: up "
                + Duration.ofNanos(System.nanoTime() - killed).toMillis() + " ms after kill -9 of who held their lock");
        assertOneSet();
    }

    private void assertOneSet() {
        Map<String, String> ours = Map.of(Labels.APP, app);
        assertThat(engine.containers().list(ours))
                .extracting(ContainerSummary::name)
                .containsExactlyInAnyOrder(app + ".x.one", app + ".x.two");
        assertThat(engine.networks().list(ours)).hasSize(1);
        assertThat(engine.volumes().list(ours)).hasSize(2);
    }

    private static String line(Process process) throws IOException {
        return new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8)).readLine();
    }

    private Process process(String what) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Other.class.getName(),
                        what,
                        app,
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    /** What another process does: brings the services up, or takes their lock and keeps it. */
    static final class Other {

        private Other() {}

        public static void main(String[] args) throws Exception {
            Up up = up(args[1], Path.of(args[2]));
            Engine engine = Up.open();
            if (args[0].equals("up")) {
                // the other one has the lock by then
                Thread.sleep(Duration.ofSeconds(3).toMillis());
                System.out.println(up.on(engine, ServiceSecrets.NONE).size() + " services");
                return;
            }
            boolean held = new Locks(engine, event -> {}, Time.SYSTEM)
                    .take(Lock.onServices(up.target()))
                    .isPresent();
            System.out.println(held ? "held" : "not held");
            Thread.sleep(Duration.ofMinutes(3).toMillis());
        }
    }
}
