package io.drydock.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.drydock.docker.DockerEngine;
import io.drydock.docker.EngineLocator;
import io.drydock.engine.Builds;
import io.drydock.engine.Engine;
import io.drydock.engine.FlatImage;
import io.drydock.model.DrydockException;
import io.drydock.model.ImageName;
import io.drydock.model.Outcome;
import io.drydock.model.spec.ImageSpec.Builder;
import io.drydock.model.state.ImageState;
import io.drydock.plan.Given;
import io.drydock.plan.Target;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a real engine: a flat image is the image that it was made of. */
@Tag("engine")
class FlattenEngineIT {

    private static final String LABEL = "io.drydock.test.flatten";
    private static final String DOCKERFILE = """
            FROM busybox:1.36
            ENV MODE=one
            RUN mkdir -p /app/lib /app/gone && echo one > /app/lib/one && echo gone > /app/gone/file && chmod 750 /app/lib
            RUN echo two > /app/two && ln /app/two /app/two-hard && ln -s two /app/two-soft && chown -R 7:8 /app/two
            RUN rm /app/two && echo changed > /app/lib/one && rm -r /app/gone
            RUN echo now a file > /app/gone && rm -r /var && mkdir /var && echo new > /var/new
            RUN rm /app/gone && mkdir /app/gone && echo back > /app/gone/other && mknod /app/device c 1 3 && mkfifo /app/pipe
            RUN touch "/app/ümläut 漢字" && n=$(printf 'n%.0s' $(seq 200)) && echo long > /app/$n && chmod 4755 /app/$n
            RUN rm /bin/vi /bin/[ && echo mine > /bin/vi && touch -d '2020-01-02 03:04:05' /app/lib
            COPY copied /app/copied/
            RUN chmod 600 /app/copied/file && rm -r /tmp && echo "no folder" > /tmp
            RUN true
            WORKDIR /app/work
            ENV MODE=two
            EXPOSE 8080 53/udp
            VOLUME /data
            LABEL kind=app
            STOPSIGNAL SIGINT
            HEALTHCHECK --interval=7s CMD true
            USER 1000:1000
            ENTRYPOINT ["sh"]
            CMD ["-c", "id"]
            """;

    private final Engine engine = DockerEngine.open(
            new EngineLocator(System.getenv(), Path.of(System.getProperty("user.home")), System.getProperty("os.name"))
                    .locate(Optional.empty()));
    private final String prefix = "fl-" + Long.toString(System.nanoTime(), 36);
    private final ImageName name = ImageName.parse(prefix + "/app:1");
    private final ImageState base = engine.images().find("busybox:1.36").orElseThrow();

    @TempDir
    Path folder;

    @AfterEach
    void removeImages() {
        engine.images().list(Map.of(LABEL, prefix)).forEach(image -> {
            image.tags().forEach(engine.images()::remove);
            engine.images().remove(image.id());
        });
        engine.close();
    }

    @Test
    void filesAndConfigurationStayAndTheBaseIsShared() throws InterruptedException, IOException {
        assumeThat(engine.images().obstacleToDerive()).isEmpty();
        for (Builder builder : new Builder[] {Builder.BUILDKIT, Builder.CLASSIC}) {
            ImageState before = build(builder);
            ImageTree tree = tree(before);
            int steps = engine.images().history(base.id()).size();

            String id = flatten(before, base.layers().size(), steps);

            ImageState after = engine.images().find(name.toString()).orElseThrow();
            assertThat(after.id()).isEqualTo(id);
            assertThat(after.layers()).hasSize(base.layers().size() + 1).containsAll(base.layers());
            assertThat(after.size()).isLessThan(before.size());
            assertThat(tree(after).files()).isEqualTo(tree.files());
            assertThat(tree(after).config()).isEqualTo(tree.config());
            assertThat(engine.images().history(id)).hasSize(steps + 1);
        }
    }

    @Test
    void allLayersAreMergedWithTheBase() throws InterruptedException, IOException {
        assumeThat(engine.images().obstacleToDerive()).isEmpty();
        ImageState before = build(Builder.BUILDKIT);
        ImageTree tree = tree(before);

        flatten(before, 0, 0);

        ImageState after = engine.images().find(name.toString()).orElseThrow();
        assertThat(after.layers()).hasSize(1).doesNotContainAnyElementsOf(base.layers());
        assertThat(tree(after).files()).isEqualTo(tree.files());
        assertThat(tree(after).config()).isEqualTo(tree.config());
    }

    /** Podman and Docker with containerd's store. */
    @Test
    void whereTheEngineCannotThatIsToldBeforeAnythingIsDone() throws InterruptedException, IOException {
        ImageState image = build(Builder.AUTO);
        OneCommit commit = new OneCommit(prefix, folder, DOCKERFILE);
        Flattening flattening = new Flattening(engine, event -> {}, commit.target(), folder.resolve("target"));

        if (engine.images().obstacleToDerive().isEmpty()) {
            assertThat(engine.state().podman()).isFalse();
            assertThat(flattening.plan(image, true).base()).isZero();
        } else {
            assertThatThrownBy(() -> flattening.plan(image, true)).isInstanceOfSatisfying(DrydockException.class, e -> {
                assertThat(e.outcome()).isEqualTo(Outcome.ENGINE_ERROR);
                assertThat(e.what()).isEqualTo("image " + commit.image() + " cannot be flattened");
                assertThat(e.why())
                        .isEqualTo((engine.state().podman() ? "podman" : "the engine's image store (containerd's)")
                                + " cannot make an image of layers that it has");
                assertThat(e.next()).containsExactly("use Docker with its own image store (overlay2)");
            });
        }
        assertThat(engine.images().find(name.toString())).map(ImageState::id).contains(image.id());
    }

    private String flatten(ImageState image, int baseLayers, int steps) {
        FlatImage flat = new FlatImage(image.id(), List.of(name), baseLayers, steps, "merged");
        return engine.images().flatten(flat, folder.resolve("target"));
    }

    private ImageState build(Builder builder) throws InterruptedException, IOException {
        Path context = Files.createDirectories(folder.resolve("context/copied"));
        Files.writeString(context.resolve("file"), "copied");
        engine.images()
                .build(
                        Builds.of(context.getParent(), name.toString(), Map.of(LABEL, prefix), DOCKERFILE, builder),
                        line -> {});
        return engine.images().find(name.toString()).orElseThrow();
    }

    private ImageTree tree(ImageState image) {
        Target target = Given.plain().target();
        Job job = new Job(
                target,
                engine,
                event -> {},
                container -> OutputStream.nullOutputStream(),
                ServiceSecrets.NONE,
                host -> Optional.empty());
        return ImageTree.read(engine, job, image.id());
    }
}
