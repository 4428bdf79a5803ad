package io.drydock.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.drydock.docker.DockerEngine;
import io.drydock.docker.EngineLocator;
import io.drydock.engine.Builds;
import io.drydock.engine.Engine;
import io.drydock.model.App;
import io.drydock.model.Branch;
import io.drydock.model.ImageName;
import io.drydock.model.Labels;
import io.drydock.model.spec.ContainerRequest;
import io.drydock.model.spec.ImageSpec.Builder;
import io.drydock.plan.PressurePlanner.Relief;
import io.drydock.plan.PrunePlanner;
import io.drydock.plan.Step;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a real engine: where room is needed, what may go goes, and nothing else. */
@Tag("engine")
class PressureEngineIT {

    private static final String TEST = "io.drydock.test.pressure";
    private static final String BASE = "busybox:1.36";
    private static final long MEGABYTE = 1_000_000;

    private final Engine engine = DockerEngine.open(
            new EngineLocator(System.getenv(), Path.of(System.getProperty("user.home")), System.getProperty("os.name"))
                    .locate(Optional.empty()));
    private final String app = "pressure-" + Long.toString(System.nanoTime(), 36);
    private final List<String> told = new ArrayList<>();
    private final Pruning pruning = new Pruning(engine, event -> told.add(event.toString()));

    @TempDir
    Path folder;

    @AfterEach
    void removeWhatWasMade() {
        Map<String, String> ours = Map.of(TEST, app);
        engine.containers().list(ours).forEach(container -> engine.containers().remove(container.id()));
        engine.volumes().list(ours).forEach(volume -> engine.volumes().remove(volume.name()));
        for (int i = 0; i < 2; i++) {
            engine.images().list(ours).forEach(image -> image.tags().forEach(engine.images()::remove));
        }
        engine.close();
    }

    @Test
    void asMuchAsIsWantedGoesTheLeastValuableFirstAndNothingElse() throws InterruptedException {
        String old = image("work", 1, 3);
        String older = image("work", 2, 2);
        String kept = image("work", 3, 4);
        String newest = image("work", 4, 1);
        String pinned = image("pinned", 5, 1);
        String master = image("master", 6, 1);
        engine.images().tag(id(master), ImageName.parse(app + "/master:latest"));
        String previous = container(app + ".work." + sha7(3), kept, 3, Labels.ROLE_APP, List.of("true"), false);
        container(app + ".work.app", newest, 4, Labels.ROLE_APP, List.of("sleep", "600"), true);
        String theirs =
                build("pressure-theirs/" + app + ":" + sha7(9), "FROM " + old + "\nRUN echo theirs > /theirs\n");
        String stranger = engine.containers()
                .create(ContainerRequest.running(app + "-stranger", older, List.of("sleep", "1"), Map.of(TEST, app)));
        engine.volumes().create(app + ".work." + sha7(3) + ".record", labels("work", 3, Labels.ROLE_RECORD));

        Relief little = relief(MEGABYTE);
        Relief much = relief(1000 * MEGABYTE);
        pruning.run(much.plan());

        assertThat(images(little)).containsExactly(kept);
        assertThat(much.plan().steps())
                .extracting(Step::describe)
                .containsExactly(
                        "remove container " + app + ".work." + sha7(3) + " (a previous version of the app)",
                        "remove image " + kept + " (a previous version of the app, " + frees() + " 4.0 MB)",
                        "remove volume " + app + ".work." + sha7(3) + ".record (the record of an image that goes)");
        assertThat(much.enough()).isFalse();
        assertThat(much.freed()).isBetween(4 * MEGABYTE, 4 * MEGABYTE + 10_000);
        assertThat(told).noneMatch(line -> line.contains("not possible") || line.contains("still in use"));
        assertThat(engine.images().find(kept)).isEmpty();
        assertThat(engine.containers().find(previous)).isEmpty();
        assertThat(List.of(old, older, newest, pinned, master, theirs))
                .allMatch(name -> engine.images().find(name).isPresent());
        assertThat(engine.containers().find(stranger)).isPresent();
    }

    /** Podman and containerd's store tell sizes of images that are not the sum of their steps. */
    private String frees() {
        return engine.images().obstacleToDerive().map(store -> "frees at least").orElse("frees");
    }

    private Relief relief(long wanted) {
        return pruning.relief(
                App.of(app),
                new PrunePlanner.Rules(
                        Optional.of("0123456789"),
                        Optional.of(List.of("master", "work", "pinned")),
                        Set.of(Branch.of("master")),
                        10,
                        Duration.ofHours(24),
                        Duration.ofDays(30),
                        Optional.of("pinned"),
                        Instant.now()),
                wanted);
    }

    private static List<String> images(Relief relief) {
        return relief.plan().of(Step.RemoveImage.class).stream()
                .map(Step.RemoveImage::reference)
                .toList();
    }

    private String image(String branch, int commit, int megabytes) throws InterruptedException {
        String name = app + "/" + branch + ":" + sha7(commit);
        build(
                name,
                "FROM " + BASE + "\nRUN head -c " + megabytes * MEGABYTE + " /dev/urandom > /data\nLABEL "
                        + Labels.IMAGE_APP + "=" + app + " " + Labels.IMAGE_BRANCH + "=" + branch + " "
                        + Labels.IMAGE_SLUG
                        + "=" + branch + " " + Labels.IMAGE_COMMIT + "=" + sha(commit) + "\n");
        Thread.sleep(1100); // the engine tells times of images in seconds
        return name;
    }

    private String build(String name, String dockerfile) throws InterruptedException {
        engine.images().build(Builds.of(folder, name, Map.of(TEST, app), dockerfile, Builder.CLASSIC), line -> {});
        return name;
    }

    private String container(
            String name, String image, int commit, String role, List<String> command, boolean staysUp) {
        String id = engine.containers()
                .create(ContainerRequest.running(name, image, command, labels("work", commit, role)));
        engine.containers().start(id);
        if (!staysUp) {
            engine.containers().waitFor(id, Duration.ofSeconds(60));
        }
        return id;
    }

    private Map<String, String> labels(String branch, int commit, String role) {
        Map<String, String> labels = new LinkedHashMap<>();
        labels.put(TEST, app);
        labels.put(Labels.APP, app);
        labels.put(Labels.BRANCH, branch);
        labels.put(Labels.SLUG, branch);
        labels.put(Labels.COMMIT, sha(commit));
        labels.put(Labels.ROLE, role);
        labels.put(Labels.REMOTE, "0123456789");
        return labels;
    }

    private String id(String name) {
        return engine.images().find(name).orElseThrow().id();
    }

    private static String sha(int commit) {
        return sha7(commit) + "0".repeat(33);
    }

    private static String sha7(int commit) {
        return String.format(Locale.ROOT, "%07x", commit);
    }
}
