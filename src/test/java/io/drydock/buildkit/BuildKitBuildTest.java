package io.drydock.buildkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drydock.model.DrydockException;
import io.drydock.model.Outcome;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class BuildKitBuildTest {

    private static final EngineFacts LINUX = new EngineFacts(false, "linux", "1.41", "20.10.24+dfsg1", false);
    private static final SessionTransport NO_SESSION = headers -> {
        throw new IOException("403 Forbidden");
    };

    private final List<String> posted = new ArrayList<>();
    private final List<BuildEvent> events = new ArrayList<>();

    @Test
    void asksForASessionWithOneHeaderLineForEachMethod() throws Exception {
        List<String> sent = new ArrayList<>();
        SessionTransport sessions = headers -> {
            sent.addAll(headers);
            InputStream silent = InputStream.nullInputStream();
            return new TestStream(silent, java.io.OutputStream.nullOutputStream(), silent);
        };

        BuildResult result = new BuildKitBuild(LINUX, sessions, answering(image())).run(request(Map.of()), events::add);

        assertThat(result).isEqualTo(new BuildResult.Built("sha256:0123"));
        assertThat(sent)
                .contains(
                        "Connection: Upgrade",
                        "Upgrade: h2c",
                        "X-Docker-Expose-Session-Sharedkey: key",
                        "X-Docker-Expose-Session-Grpc-Method: /grpc.health.v1.Health/Check",
                        "X-Docker-Expose-Session-Grpc-Method: /moby.filesync.v1.FileSync/DiffCopy",
                        "X-Docker-Expose-Session-Grpc-Method: /moby.filesync.v1.Auth/Credentials",
                        "X-Docker-Expose-Session-Grpc-Method: /moby.buildkit.secrets.v1.Secrets/GetSecret");
        String id = sent.stream()
                .filter(line -> line.startsWith("X-Docker-Expose-Session-Uuid: "))
                .map(line -> line.substring(30))
                .findFirst()
                .orElseThrow();
        assertThat(posted)
                .containsExactly("/build?version=2&t=app%3A1&dockerfile=Dev.df&remote=client-session&session=" + id);
    }

    @Test
    void sendsATarWithTheReasonWhereTheSessionIsRefused() throws Exception {
        new BuildKitBuild(LINUX, NO_SESSION, answering(image())).run(request(Map.of()), events::add);

        assertThat(posted).containsExactly("/build?version=2&t=app%3A1&dockerfile=docker%2FDev.df", "the tar");
        assertThat(events)
                .containsExactly(
                        new BuildEvent.WayChosen("BuildKit with a tar", "the engine gives no session: 403 Forbidden"));
    }

    @Test
    void isNotAvailableWithoutASessionWhereTheTarWouldFail() throws Exception {
        assertThat(unavailable(LINUX, request(Map.of("id", new byte[1])))).contains("secrets need a session");
        assertThat(unavailable(new EngineFacts(false, "linux", "1.45", "26.1.5", true), request(Map.of())))
                .contains("403 Forbidden")
                .contains("27.5");
        assertThat(posted).isEmpty();
    }

    @Test
    void sendsATarToAContainerdStoreThatCanReadIt() throws Exception {
        for (String version : List.of("27.5.0", "28.0.1", "29.1")) {
            EngineFacts engine = new EngineFacts(false, "linux", "1.47", version, true);
            assertThat(new BuildKitBuild(engine, NO_SESSION, answering(image())).run(request(Map.of()), events::add))
                    .isInstanceOf(BuildResult.Built.class);
        }
    }

    @Test
    void isNotAvailableOnEnginesWithoutBuildKit() throws Exception {
        assertThat(unavailable(new EngineFacts(true, "linux", "1.41", "5.4.2", false), request(Map.of())))
                .contains("podman");
        assertThat(unavailable(new EngineFacts(false, "windows", "1.41", "20.10", false), request(Map.of())))
                .contains("windows");
        assertThat(unavailable(new EngineFacts(false, "linux", "1.38", "18.06", false), request(Map.of())))
                .contains("1.38");
        assertThat(unavailable(new EngineFacts(false, "linux", "", "", false), request(Map.of())))
                .isNotEmpty();
        BuildKitRequest bridge = request(BuildOptions.tagged("app:1").withNetworkMode("bridge"), Map.of());
        assertThat(unavailable(LINUX, bridge)).contains("bridge");
        assertThat(posted).isEmpty();
    }

    @Test
    void putsAllOptionsIntoTheQuery() throws Exception {
        BuildOptions options = BuildOptions.tagged("app:1", "app:2")
                .withLabels(Map.of("a", "\"1\""))
                .withBuildArgs(Map.of("B", "\u00fc&="))
                .withTarget("run time")
                .withPlatform("linux/arm64")
                .withNetworkMode("host")
                .withNoCache(true)
                .withPull(true);

        new BuildKitBuild(LINUX, NO_SESSION, answering(image())).run(request(options, Map.of()), events::add);

        assertThat(posted.get(0))
                .isEqualTo("/build?version=2&t=app%3A1&t=app%3A2&labels=%7B%22a%22%3A%22%5C%221%5C%22%22%7D"
                        + "&buildargs=%7B%22B%22%3A%22%C3%BC%26%3D%22%7D&target=run+time&platform=linux%2Farm64"
                        + "&networkmode=host&nocache=1&pull=1&dockerfile=docker%2FDev.df");
    }

    @Test
    void tellsAFailureOutsideAnyStepInTheEnginesWords() {
        assertThatThrownBy(() -> runWith("{\"errorDetail\":{\"message\":\"no such stage\"}}"))
                .isInstanceOfSatisfying(BuildFailedException.class, e -> {
                    assertThat(e.outcome()).isEqualTo(Outcome.BUILD_FAILED);
                    assertThat(e.why()).isEqualTo("no such stage");
                    assertThat(e.step()).isEmpty();
                    assertThat(e.exitCode()).isEmpty();
                });
    }

    @Test
    void believesAFailureEvenAfterAnImage() {
        assertThatThrownBy(() -> runWith(image() + "{\"error\":\"export failed\"}"))
                .hasMessageContaining("export failed");
    }

    @Test
    void tellsThatTheEngineRefused() {
        assertThatThrownBy(() -> runWith("{\"message\":\"squash is experimental\"}"))
                .isInstanceOfSatisfying(DrydockException.class, e -> {
                    assertThat(e.outcome()).isEqualTo(Outcome.ENGINE_ERROR);
                    assertThat(e.why()).isEqualTo("squash is experimental");
                });
    }

    @Test
    void tellsThatTheAnswerEndedTooSoon() {
        for (String answer : List.of("", "{\"stream\":\"x\"}", "{\"id\":\"moby.buildkit.tr")) {
            assertThatThrownBy(() -> runWith(answer))
                    .isInstanceOfSatisfying(
                            DrydockException.class, e -> assertThat(e.outcome()).isEqualTo(Outcome.ENGINE_ERROR));
        }
    }

    @Test
    void closingEndsABuildWhoseAnswerDoesNotCome() throws Exception {
        CountDownLatch waiting = new CountDownLatch(1);
        CountDownLatch dropped = new CountDownLatch(1);
        InputStream hanging = new InputStream() {
            @Override
            public int read() throws IOException {
                waiting.countDown();
                await(dropped);
                throw new IOException("closed");
            }

            @Override
            public void close() {
                dropped.countDown();
            }
        };
        BuildKitBuild build = new BuildKitBuild(LINUX, NO_SESSION, (path, body, type) -> hanging);
        Thread closer = new Thread(() -> {
            await(waiting);
            build.close();
        });
        closer.start();

        assertThatThrownBy(() -> build.run(request(Map.of()), events::add)).isInstanceOf(CancellationException.class);
        assertThat(dropped.getCount()).isZero();
    }

    @Test
    void aClosedBuildDoesNotStart() {
        BuildKitBuild build = new BuildKitBuild(LINUX, NO_SESSION, answering(image()));
        build.close();

        assertThatThrownBy(() -> build.run(request(Map.of()), events::add)).isInstanceOf(CancellationException.class);
        assertThat(posted).isEmpty();
    }

    @Test
    void printsNoSecretAndNoPassword() {
        assertThat(request(Map.of("id", "hunter22".getBytes())).toString()).doesNotContain("hunter22");
        assertThat(new Login("me", "hunter22").toString()).isEqualTo("Login[me]");
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void runWith(String answer) throws InterruptedException {
        new BuildKitBuild(LINUX, NO_SESSION, answering(answer)).run(request(Map.of()), events::add);
    }

    private String unavailable(EngineFacts engine, BuildKitRequest request) throws InterruptedException {
        BuildResult result = new BuildKitBuild(engine, NO_SESSION, answering(image())).run(request, events::add);
        return ((BuildResult.NotAvailable) result).reason();
    }

    private BuildPost answering(String answer) {
        return (path, body, type) -> {
            posted.add(path);
            if (body.isPresent()) {
                posted.add(new String(body.get().open().readAllBytes(), StandardCharsets.UTF_8));
            }
            return new ByteArrayInputStream(answer.getBytes(StandardCharsets.UTF_8));
        };
    }

    private static String image() {
        return "{\"id\":\"moby.image.id\",\"aux\":{\"ID\":\"sha256:0123\"}}\n";
    }

    private static BuildKitRequest request(Map<String, byte[]> secrets) {
        return request(BuildOptions.tagged("app:1"), secrets);
    }

    private static BuildKitRequest request(BuildOptions options, Map<String, byte[]> secrets) {
        return new BuildKitRequest(
                options,
                "docker/Dev.df",
                "FROM scratch".getBytes(),
                new MemoryContext(),
                () -> new ByteArrayInputStream("the tar".getBytes()),
                "key",
                secrets,
                host -> Optional.empty());
    }
}
