package io.drydock.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.drydock.docker.DockerEngine;
import io.drydock.docker.EngineLocator;
import io.drydock.engine.Engine;
import io.drydock.model.Labels;
import io.drydock.model.state.ImageState;
import io.drydock.plan.Lock;
import io.drydock.plan.Target;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** On a real engine: of many builds that miss the same image one builds it, and a killed one is taken over from. */
@Tag("engine")
@Timeout(180)
class SingleFlightEngineIT {

    private final Engine engine = open();
    private final String app = "sf-" + Long.toString(System.nanoTime(), 36);

    @TempDir
    private Path folder;

    @AfterEach
    void removeWhatWasMade() {
        Map<String, String> ours = Map.of(Labels.APP, app);
        engine.containers().list(ours).forEach(container -> engine.containers().remove(container.id()));
        engine.volumes().list(ours).forEach(volume -> engine.volumes().remove(volume.name()));
        for (ImageState image : engine.images().list(Map.of(Labels.IMAGE_APP, app))) {
            image.tags().forEach(engine.images()::remove);
        }
        engine.close();
    }

    static Engine open() {
        Path home = Path.of(System.getProperty("user.home"));
        return DockerEngine.open(
                new EngineLocator(System.getenv(), home, System.getProperty("os.name")).locate(Optional.empty()));
    }

    @Test
    void eightAtOnceMakeOneBuild() throws Exception {
        OneCommit commit = new OneCommit(app, folder, "FROM busybox:1.36\nRUN echo " + app + "; sleep 3\n");

        List<Exception> thrown = Crowd.of(8, () -> {
            try (Engine own = open()) {
                commit.goals(own).branchImage();
            }
        });

        assertThat(thrown).isEmpty();
        assertThat(commit.told)
                .filteredOn(line -> line.contains("StepStarted") && line.contains("build image"))
                .hasSize(1);
        assertThat(commit.told)
                .filteredOn(line -> line.startsWith("waiting for image " + commit.image() + ": test makes it since 2"))
                .hasSize(7);
        assertThat(engine.images().list(Map.of(Labels.IMAGE_APP, app))).hasSize(1);
        assertNothingLeft();
    }

    @Test
    void whoWasKilledIsTakenOverFromWithinFifteenSeconds() throws Exception {
        Process holder = holder();
        OneCommit commit = new OneCommit(app, folder, "FROM busybox:1.36\nRUN date +%N > /made\n");
        Thread.sleep(Duration.ofSeconds(5).toMillis());
        assertThat(engine.volumes().list(Map.of(Labels.APP, app)))
                .as("the holder gives signs of life")
                .hasSize(1);
        holder.destroyForcibly().waitFor();
        long killed = System.nanoTime();

        List<Exception> thrown = Crowd.of(3, () -> {
            try (Engine own = open()) {
                commit.goals(own).branchImage();
            }
        });

        Duration took = Duration.ofNanos(System.nanoTime() - killed);
        System.out.println(
                "single flight: image there " + took.toMillis() + " ms after kill -9 of who was building it");
        assertThat(thrown).isEmpty();
        assertThat(took).isLessThan(Duration.ofSeconds(15));
        assertThat(commit.told)
                .filteredOn(line -> line.contains("StepStarted") && line.contains("build image"))
                .hasSize(1);
        assertNothingLeft();
    }

    private void assertNothingLeft() {
        assertThat(engine.containers().list(Map.of(Labels.APP, app))).isEmpty();
        assertThat(engine.volumes().list(Map.of(Labels.APP, app))).isEmpty();
    }

    /** A process that takes the lock and keeps it. */
    private Process holder() throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Holder.class.getName(),
                        app,
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        assertThat(out.readLine()).isEqualTo("held");
        return process;
    }

    /** What that process does. */
    static final class Holder {

        private Holder() {}

        public static void main(String[] args) throws Exception {
            OneCommit commit = new OneCommit(args[0], Path.of(args[1]), "FROM busybox:1.36\n");
            Target target = commit.target();
            Lock lock = new Lock(
                    commit.environment(),
                    "image " + commit.image(),
                    commit.environment().lock(OneCommit.COMMIT.tag()),
                    target.labels(Labels.ROLE_LOCK));
            boolean held =
                    new Locks(open(), event -> {}, Time.SYSTEM).take(lock).isPresent();
            System.out.println(held ? "held" : "not held");
            Thread.sleep(Duration.ofMinutes(3).toMillis());
        }
    }
}
