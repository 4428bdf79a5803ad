package io.drydock.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.drydock.engine.BuildRequest;
import io.drydock.engine.Builds;
import io.drydock.engine.EngineException;
import io.drydock.engine.EngineException.Kind;
import io.drydock.engine.Tars;
import io.drydock.model.DrydockException;
import io.drydock.model.spec.ContainerRequest;
import io.drydock.model.spec.ImageSpec.Builder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the adapter offers beyond the port's contract, on the real engine: raw streams, much output, cancelling. */
@Tag("engine")
class DockerStreamsEngineIT {

    @TempDir
    private Path folder;

    private final EngineAddress address = new EngineLocator(
                    System.getenv(), Path.of(System.getProperty("user.home")), System.getProperty("os.name"))
            .locate(Optional.empty());
    private final DockerEngine engine = DockerEngine.open(address);
    private final String name = "dct-" + Long.toString(System.nanoTime(), 36);

    @Test
    void aBuildSessionTurnsTheConnectionOverAndPodmanHasNone() throws Exception {
        if (engine.state().podman()) {
            BuildRequest build = Builds.of(folder, name + "/kit:1", Map.of(), "FROM busybox:1.36\n", Builder.BUILDKIT);
            assertThatThrownBy(() -> engine.images().build(build, line -> {}))
                    .isInstanceOfSatisfying(DrydockException.class, e -> {
                        assertThat(e.what()).isEqualTo("The image cannot be built with BuildKit");
                        assertThat(e.why()).isEqualTo("podman builds with its own builder");
                    });
            return;
        }
        List<String> headers = List.of(
                "Connection: Upgrade",
                "Upgrade: h2c",
                "X-Docker-Expose-Session-Uuid: " + name,
                "X-Docker-Expose-Session-Name: test",
                "X-Docker-Expose-Session-Grpc-Method: /grpc.health.v1.Health/Check");

        try (var session = new BuildKitTransport(client()).open(headers)) {
            String preface = new String(session.in().readNBytes(24), StandardCharsets.US_ASCII);

            assertThat(preface)
                    .as("HTTP/2's first words (RFC 9113, section 3.4)")
                    .isEqualTo("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");
        }
    }

    @Test
    void aRawPostStreamsItsAnswerAndTellsARefusal() throws Exception {
        byte[] tar = Tars.of("Dockerfile", "FROM busybox:1.36\n");
        BuildKitTransport transport = new BuildKitTransport(client());

        try (InputStream answer =
                transport.post("/build?rm=1", Optional.of(() -> new ByteArrayInputStream(tar)), "application/x-tar")) {
            assertThat(new String(answer.readAllBytes(), StandardCharsets.UTF_8))
                    .contains("FROM busybox:1.36");
        }

        assertThatThrownBy(() -> transport.post("/nothing", Optional.empty(), "text/plain"))
                .isInstanceOf(IOException.class)
                .cause()
                .isInstanceOfSatisfying(
                        EngineException.class, e -> assertThat(e.kind()).isEqualTo(Kind.NOT_FOUND));
    }

    private EngineClient client() throws IOException {
        return new EngineClient(new Dialer(address), "/v" + engine.state().api());
    }

    @Test
    void muchOutputReachesASlowReaderWhole() {
        String count = "i=0; while [ $i -lt 60000 ]; do i=$((i+1)); echo \"line $i of the test\"; done";
        String id = engine.containers()
                .create(ContainerRequest.of(name, "busybox:1.36")
                        .command(Optional.of(List.of("sh", "-c", count)))
                        .build());
        try {
            engine.containers().start(id);
            StringBuilder log = new StringBuilder();

            engine.containers().logs(id, true, 0, (error, bytes) -> {
                log.append(new String(bytes, StandardCharsets.US_ASCII));
                if (log.length() % 7 == 0) {
                    Pause.millis(1);
                }
            });

            String[] lines = log.toString().split("\n");
            assertThat(lines).hasSize(60000);
            assertThat(lines[59999]).isEqualTo("line 60000 of the test");
        } finally {
            engine.containers().remove(id);
        }
    }

    @Test
    void anInterruptEndsABuildWithoutAnImage() throws Exception {
        CountDownLatch running = new CountDownLatch(1);
        String dockerfile = "FROM busybox:1.36\nRUN echo " + name + "; sleep 300\n";
        BuildRequest build = Builds.of(folder, name + "/slow:1", Map.of(), dockerfile, Builder.CLASSIC);
        CompletableFuture<EngineException> thrown = new CompletableFuture<>();
        Thread building = new Thread(() -> thrown.complete(catchThrowableOfType(
                EngineException.class,
                () -> engine.images().build(build, line -> {
                    if (line.equals(name)) {
                        running.countDown();
                    }
                }))));
        building.start();
        assertThat(running.await(60, TimeUnit.SECONDS)).isTrue();

        building.interrupt();

        assertThat(thrown.get(5, TimeUnit.SECONDS).kind()).isEqualTo(Kind.INTERRUPTED);
        assertThat(engine.images().find(name + "/slow:1")).isEmpty();
    }
}
