package io.drydock.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drydock.engine.BuildException;
import io.drydock.engine.BuildRequest;
import io.drydock.engine.Builds;
import io.drydock.engine.BuiltImage;
import io.drydock.engine.Credentials;
import io.drydock.engine.EngineException;
import io.drydock.engine.EngineException.Kind;
import io.drydock.engine.Images;
import io.drydock.model.DrydockException;
import io.drydock.model.Outcome;
import io.drydock.model.spec.ImageSpec.Builder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Replies that a healthy engine gives seldom, as engines were seen to give them. */
class EngineRepliesTest extends OnRecordedEngine {

    private static final Credentials LOGIN = new Credentials("me", "s3cret", "r.example.com");

    private final List<Long> pauses = new ArrayList<>();

    @Test
    void anErrorTellsTheEnginesWordsOnceWithHostRequestAndStatus() throws IOException {
        engine.answers(500, "{\"message\":\"{\\\"message\\\":\\\"disk full\\\"}\"}");

        EngineException e = refusal(() -> new DockerContainers(engine.client(), false).start("web"));

        assertThat(e.what()).isEqualTo("The engine could not start container web");
        assertThat(e.why())
                .isEqualTo("disk full (500 to POST /containers/web/start at "
                        + engine.address().host() + ")");
        assertThat(e.status()).isEqualTo(500);
        assertThat(e.kind()).isEqualTo(Kind.OTHER);
    }

    @Test
    void anErrorThatIsNotJsonIsToldAsItIs() throws IOException {
        engine.answers(502, "Bad Gateway\n");

        assertThat(refusal(() -> new DockerVolumes(engine.client()).list(Map.of()))
                        .why())
                .startsWith("Bad Gateway (502 ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "driver failed programming external connectivity on endpoint web (5d): Bind for 127.0.0.1:8080 failed:"
                        + " port is already allocated",
                "driver failed programming external connectivity on endpoint web (5d): Error starting userland proxy:"
                        + " listen tcp4 127.0.0.1:8080: bind: address already in use"
            })
    void aTakenHostPortIsToldFromOtherRefusals(String words) throws IOException {
        engine.answers(500, "{\"message\":\"" + words + "\"}");

        assertThat(refusal(() -> new DockerContainers(engine.client(), false).start("web"))
                        .kind())
                .isEqualTo(Kind.PORT_TAKEN);
    }

    @Test
    void podmansInternalErrorForATakenNameIsAConflict() throws IOException {
        engine.answers(
                500,
                "{\"cause\":\"that name is already in use\",\"message\":\"creating container storage: the container"
                        + " name \\\"web\\\" is already in use by 5d. You have to remove that container to be able to"
                        + " reuse that name: that name is already in use\",\"response\":500}");

        assertThat(refusal(() -> new DockerContainers(engine.client(), false).rename("a", "web"))
                        .kind())
                .isEqualTo(Kind.CONFLICT);
    }

    @Test
    void notModifiedAndNotRunningMeanThereIsNothingToDo() throws IOException {
        engine.raw("HTTP/1.1 304 Not Modified\r\n\r\n")
                .raw("HTTP/1.1 304 Not Modified\r\n\r\n")
                .answers(409, "{\"message\":\"Cannot kill container: web: Container 5d is not running\"}");
        DockerContainers containers = new DockerContainers(engine.client(), false);

        containers.start("web");
        containers.stop("web", Duration.ofMillis(1500));
        containers.kill("web", "SIGINT");

        assertThat(engine.requests().get(1)).startsWith("POST /containers/web/stop?t=2 ");
        assertThat(engine.requests()).hasSize(3);
    }

    @Test
    void aRemovalThatIsUnderWayIsWaitedFor() throws IOException {
        engine.answers(409, "{\"message\":\"removal of container web is already in progress\"}")
                .answers(200, "{\"StatusCode\":0}");

        new DockerContainers(engine.client(), false).remove("web");

        assertThat(engine.requests().get(1)).startsWith("POST /containers/web/wait?condition=removed ");
    }

    @Test
    void leavingANetworkThatItIsNotInIsNoError() throws IOException {
        engine.answers(500, "{\"message\":\"container 5d is not connected to network net\"}");

        new DockerNetworks(engine.client()).disconnect("net", "web");

        assertThat(engine.requests()).hasSize(1);
    }

    @Test
    void aRefusalThatComesBeforeTheBodyIsSentIsToldAndNotTheBrokenPipe() throws IOException {
        engine.refusesBeforeTheBody().answers(404, "{\"message\":\"No such container: web\"}");
        InputStream much = new ByteArrayInputStream(new byte[8 << 20]);

        EngineException e = refusal(() -> new DockerContainers(engine.client(), false).copyIn("web", "/", much));

        assertThat(e.kind()).isEqualTo(Kind.NOT_FOUND);
        assertThat(e.why()).startsWith("No such container: web");
    }

    @Test
    void anAnswerThatEndsEarlyIsAnErrorAndNotAShortAnswer() throws IOException {
        engine.raw("HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\n[]")
                .raw("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhel")
                .raw("");

        for (int i = 0; i < 3; i++) {
            EngineException e = refusal(() -> new DockerNetworks(engine.client()).list(Map.of()));
            assertThat(e.why()).contains("closed the connection");
        }
    }

    @Test
    void anErrorInMidStreamFailsAPull() throws IOException {
        engine.streams(
                "{\"status\":\"Pulling from library/redis\",\"id\":\"7\"}\r\n{\"sta",
                "tus\":\"Downloading\",\"progressDetail\":{\"current\":1,\"total\":2},\"id\":\"a\"}\r\n",
                "{\"errorDetail\":{\"message\":\"manifest unknown\"},\"error\":\"manifest unknown\"}\r\n");
        List<String> lines = new ArrayList<>();

        EngineException e = refusal(() -> transfers().pull("redis:7", Optional.empty(), lines::add));

        assertThat(e.kind()).isEqualTo(Kind.NOT_FOUND);
        assertThat(e.what()).isEqualTo("The engine could not pull redis:7");
        assertThat(lines).containsExactly("7: Pulling from library/redis");
        assertThat(pauses).as("another try would not help").isEmpty();
    }

    @Test
    void aPullIsTriedThreeTimesWhereOnlyTheNetworkFails() throws IOException {
        engine.answers(500, "{\"message\":\"Get \\\"https://r.example.com/v2/\\\": dial tcp: i/o timeout\"}")
                .streams("{\"errorDetail\":{\"message\":\"unexpected EOF\"},\"error\":\"unexpected EOF\"}")
                .streams("{\"status\":\"Status: Downloaded newer image\"}");

        transfers().pull("r.example.com/app:1", Optional.of(LOGIN), line -> {});

        assertThat(engine.requests()).hasSize(3);
        assertThat(pauses).hasSize(2);
        assertThat(pauses.get(0)).isBetween(1000L, 2000L);
        assertThat(pauses.get(1)).isBetween(2000L, 4000L);
    }

    @Test
    void aPullThatIsDeniedIsNotTriedAgainAndTheMessageHoldsNoPassword() throws IOException {
        engine.answers(500, "{\"message\":\"denied: requested access to the resource is denied\"}");

        EngineException e = refusal(() -> transfers().pull("r.example.com/app:1", Optional.of(LOGIN), line -> {}));

        assertThat(engine.requests()).hasSize(1);
        assertThat(e.getMessage()).doesNotContain("s3cret").doesNotContain("X-Registry-Auth");
        String header = engine.requests().get(0).replaceAll("(?s).*X-Registry-Auth: (\\S+).*", "$1");
        assertThat(new String(Base64.getUrlDecoder().decode(header), StandardCharsets.UTF_8))
                .isEqualTo("{\"username\":\"me\",\"password\":\"s3cret\",\"serveraddress\":\"r.example.com\"}");
    }

    @Test
    void aPushTellsTheDigest() throws IOException {
        engine.streams(
                "{\"status\":\"Preparing\",\"progressDetail\":{},\"id\":\"a\"}\r\n",
                "{\"progressDetail\":{},\"aux\":{\"Tag\":\"1\",\"Digest\":\"sha256:ab\",\"Size\":528}}\r\n");

        assertThat(transfers().push("r.example.com:5000/app:1", Optional.empty(), line -> {}))
                .isEqualTo("sha256:ab");
        assertThat(engine.requests().get(0)).startsWith("POST /images/r.example.com:5000/app/push?tag=1 ");
    }

    @Test
    void aBrokenDockerfileIsTheAppsFailureInTheEnginesWords() throws IOException {
        engine.answers(400, "{\"message\":\"dockerfile parse error line 2: unknown instruction: RUNN\"}");

        assertThatThrownBy(() -> images().build(build(), line -> {}))
                .isInstanceOfSatisfying(BuildException.class, e -> {
                    assertThat(e.why()).startsWith("dockerfile parse error line 2: unknown instruction: RUNN");
                    assertThat(e.next()).containsExactly("check the Dockerfile");
                });
    }

    @Test
    void aBuildNeverAsksForNewerBasesAndRemovesItsContainers() throws Exception {
        engine.streams("{\"stream\":\"Step 1/1 : FROM x\\n\"}", "{\"aux\":{\"ID\":\"sha256:ab\"}}");

        assertThat(images().build(build(), line -> {})).isEqualTo(new BuiltImage("sha256:ab", "classic"));

        assertThat(engine.requests().get(0))
                .startsWith("POST /build?dockerfile=.drydock.Dockerfile&")
                .contains("&rm=1&forcerm=1&t=app%2Fmaster%3A1 ")
                .contains("FROM x")
                .doesNotContain("pull=");
    }

    @Test
    void aFailingStepsMessageHoldsOnlyTheLastFiftyLines() throws IOException {
        StringBuilder lines = new StringBuilder("{\"stream\":\"Step 2/3 : RUN make\\n\"}");
        for (int i = 1; i <= 80; i++) {
            lines.append("{\"stream\":\"line ").append(i).append("\\n\"}");
        }
        engine.streams(
                lines.toString(),
                "{\"errorDetail\":{\"code\":2,\"message\":\"The command '/bin/sh -c make'"
                        + " returned a non-zero code: 2\"},\"error\":\"The command ... returned a non-zero code: 2\"}");

        assertThatThrownBy(() -> images().build(build(), line -> {}))
                .isInstanceOfSatisfying(
                        BuildException.class,
                        e -> assertThat(e.why())
                                .startsWith("step 2/3 (RUN make) ended with exit code 2\nline 31\n")
                                .endsWith("line 80"));
    }

    @Test
    void aContextThatCannotBeReadIsToldAsThatAndNotAsTheEnginesFailure() throws IOException {
        engine.answers(200, "");
        BuildRequest broken = Builds.of(folder.resolve("gone"), "app/master:1", Map.of(), "FROM x\n", Builder.CLASSIC);

        assertThatThrownBy(() -> images().build(broken, line -> {}))
                .isInstanceOfSatisfying(DrydockException.class, e -> {
                    assertThat(e.outcome()).isEqualTo(Outcome.BUILD_FAILED);
                    assertThat(e.why()).contains("gone vanished");
                });
    }

    @Test
    void theApiVersionIsTheNewestThatBothKnow() {
        engine.answers(200, RecordedEngine.VERSION)
                .answers(200, "{\"Version\":\"30\",\"ApiVersion\":\"1.60\",\"MinAPIVersion\":\"1.44\"}")
                .answers(200, "{\"Version\":\"99\",\"ApiVersion\":\"1.99\",\"MinAPIVersion\":\"1.90\"}")
                .answers(
                        200,
                        "{\"Version\":\"4.3.1\",\"ApiVersion\":\"1.41\",\"MinAPIVersion\":\"1.24\","
                                + "\"Components\":[{\"Name\":\"Podman Engine\",\"Version\":\"4.3.1\"}]}");

        assertThat(DockerEngine.open(engine.address()).state().api()).isEqualTo("1.41");
        assertThat(DockerEngine.open(engine.address()).state().api()).isEqualTo("1.51");
        assertThat(refusal(() -> DockerEngine.open(engine.address())).why())
                .contains("API 1.90 and newer")
                .contains("1.51 and older");
        assertThat(DockerEngine.open(engine.address()).state().podman()).isTrue();
    }

    @Test
    void aSocketThatIsNotThereIsToldWithItsSourceAndAWayOut() {
        EngineAddress address = EngineAddress.of("unix:///nowhere/docker.sock", "DOCKER_HOST");

        EngineException e = refusal(() -> DockerEngine.open(address));

        assertThat(e.kind()).isEqualTo(Kind.UNREACHABLE);
        assertThat(e.what()).isEqualTo("No Docker engine answers at unix:///nowhere/docker.sock (from DOCKER_HOST)");
        assertThat(e.why()).isEqualTo("the socket /nowhere/docker.sock does not exist");
        assertThat(e.next()).contains("start Docker");
    }

    @Test
    void aPortOnWhichNobodyListensIsConnectionRefused() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }

        EngineException e =
                refusal(() -> DockerEngine.open(EngineAddress.of("tcp://127.0.0.1:" + port, "DOCKER_HOST")));

        assertThat(e.why()).isEqualTo("connection refused: nothing listens there");
    }

    @Test
    void anEngineThatWantsTlsIsHinted() {
        engine.answers(400, "Client sent an HTTP request to an HTTPS server.\n");

        assertThat(refusal(() -> DockerEngine.open(engine.address())).next())
                .anyMatch(line -> line.contains("DOCKER_TLS_VERIFY"));
    }

    @Test
    void whatNeedsBuildKitIsNotSentToTheClassicBuilder(@TempDir Path empty) throws IOException {
        Images images = images();
        BuildRequest build =
                Builds.of(empty, "app/master:1", Map.of(), "FROM x\nRUN <<EOF\ntrue\nEOF\n", Builder.CLASSIC);

        assertThatThrownBy(() -> images.build(build, line -> {}))
                .isInstanceOf(BuildException.class)
                .hasMessageContaining("line 2")
                .hasMessageContaining("RUN <<EOF")
                .hasMessageContaining("the configuration asks for it");
    }

    private Images images() throws IOException {
        return new DockerImages(
                engine.client(),
                new FactsOnce(
                        engine.client(), Json.parse("{\"ApiVersion\":\"1.41\"}".getBytes(StandardCharsets.UTF_8))));
    }

    private Transfers transfers() {
        try {
            return new Transfers(engine.client(), pauses::add);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private BuildRequest build() {
        return Builds.of(folder, "app/master:1", Map.of(), "FROM x\n", Builder.CLASSIC);
    }

    @FunctionalInterface
    private interface Call {
        void run() throws Exception;
    }

    private static EngineException refusal(Call call) {
        try {
            call.run();
        } catch (EngineException e) {
            return e;
        } catch (Exception e) {
            throw new AssertionError(e);
        }
        throw new AssertionError("it was not refused");
    }
}
