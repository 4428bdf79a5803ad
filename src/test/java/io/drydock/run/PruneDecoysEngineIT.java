package io.drydock.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.drydock.docker.DockerEngine;
import io.drydock.docker.EngineLocator;
import io.drydock.engine.Builds;
import io.drydock.engine.Engine;
import io.drydock.model.spec.ImageSpec.Builder;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The same twenty kinds on a real engine; {@code busybox:1.36} must be there. */
@Tag("engine")
@Timeout(120)
class PruneDecoysEngineIT {

    private static final List<String> ALIVE = List.of("master", "alive");

    private final Engine engine = DockerEngine.open(
            new EngineLocator(System.getenv(), Path.of(System.getProperty("user.home")), System.getProperty("os.name"))
                    .locate(Optional.empty()));
    private final String app = "it-decoys-" + Long.toString(System.nanoTime(), 36);

    @TempDir
    Path folder;

    @AfterEach
    void removeWhatWasMade() {
        engine.containers().list(Map.of()).stream()
                .filter(container -> container.name().contains(app))
                .forEach(container -> engine.containers().remove(container.id()));
        engine.networks().list(Map.of()).stream()
                .filter(network -> network.name().contains(app))
                .forEach(network -> engine.networks().remove(network.name()));
        engine.volumes().list(Map.of()).stream()
                .filter(volume -> volume.name().contains(app))
                .forEach(volume -> engine.volumes().remove(volume.name()));
        engine.images().list(Map.of()).stream()
                .flatMap(image -> image.tags().stream())
                .filter(tag -> tag.contains(app))
                .forEach(engine.images()::remove);
        engine.close();
    }

    @Test
    void noneOfTwentyKindsIsTouched() {
        Decoys decoys = new Decoys(engine, this::image, app);
        List<String> before = decoys.there();
        assertThat(decoys.stay()).hasSize(20).doesNotHaveDuplicates();
        assertThat(before).containsAll(decoys.stay()).containsAll(decoys.go());

        decoys.pruning().run(decoys.plan(Optional.of(ALIVE)));

        assertThat(decoys.there()).containsAll(decoys.stay()).doesNotContainAnyElementsOf(decoys.go());
        assertThat(before).hasSizeGreaterThanOrEqualTo(25);
    }

    private void image(String name, Map<String, String> labels) {
        try {
            engine.images().build(Builds.of(folder, name, labels, "FROM busybox:1.36\n", Builder.AUTO), line -> {});
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
