package io.drydock.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drydock.engine.FakeEngine;
import io.drydock.engine.FakeProgram;
import io.drydock.event.Event;
import io.drydock.model.spec.ContainerRequest;
import io.drydock.model.spec.Wait;
import io.drydock.model.state.ImageConfig;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What each wait waits for, and what ends the waiting. */
@Timeout(60)
class ReadinessTest {

    private final FakeEngine engine = new FakeEngine();
    private final List<Event> heard = new ArrayList<>();
    private String container;

    @BeforeEach
    void begin() {
        engine.image("busybox:1.36", ImageConfig.EMPTY, Map.of());
        container = run(FakeProgram.stays());
    }

    private String run(FakeProgram program) {
        List<String> command = List.of("serve", Long.toString(System.nanoTime()));
        engine.script(command, program);
        String id = engine.containers()
                .create(ContainerRequest.running("c" + command.get(1), "busybox:1.36", command, Map.of()));
        engine.containers().start(id);
        return id;
    }

    private Subject subject(Duration limit, Wait... waits) {
        return subject(limit, Optional.empty(), OptionalInt.empty(), waits);
    }

    private Subject subject(Duration limit, Optional<List<String>> healthcheck, OptionalInt port, Wait... waits) {
        return new Subject(
                "service x",
                container,
                "x",
                List.of(waits),
                limit,
                healthcheck,
                port,
                to -> Optional.of(new InetSocketAddress("127.0.0.1", to)),
                false);
    }

    private void passes(Wait... waits) throws Exception {
        new Readiness(engine, heard::add).await(subject(Duration.ofSeconds(10), waits));
    }

    @Test
    void whatWasHeardIsToldOnceForEachAnswerInARow() {
        fails(Duration.ofMillis(1500), new Wait.Running(), new Wait.Log(Pattern.compile("ready"), 1));

        assertThat(heard)
                .extracting(event -> ((Event.Probed) event).answer())
                .startsWith("it has only just begun to run", "")
                .hasSize(3);
        assertThat(heard).last().satisfies(event -> {
            Event.Probed probed = (Event.Probed) event;
            assertThat(probed.container()).isEqualTo("x");
            assertThat(probed.condition()).contains("ready");
            assertThat(probed.times()).isPositive();
        });
    }

    private NotReady fails(Duration limit, Wait... waits) {
        return fails(subject(limit, waits));
    }

    private NotReady fails(Subject subject) {
        NotReady[] caught = new NotReady[1];
        assertThatThrownBy(() -> new Readiness(engine, heard::add).await(subject))
                .isInstanceOfSatisfying(NotReady.class, e -> caught[0] = e);
        return caught[0];
    }

    private static Wait.Http http(
            int port, String method, Map<String, String> headers, int from, int to, String match) {
        Optional<Pattern> body = match.isEmpty() ? Optional.empty() : Optional.of(Pattern.compile(match));
        return new Wait.Http(OptionalInt.of(port), method, "/health?full", headers, from, to, body);
    }

    @Test
    void httpPassesWithItsMethodPathAndHeadersAndAStatusAndABodyAsWanted() throws Exception {
        try (Answering server = Answering.http("HTTP/1.1 503 No\r\n\r\nstatus: UP\n")) {
            passes(http(server.port(), "POST", Map.of("X-Key", "1", "Host", "shop"), 500, 503, "status: U[PQ]"));

            assertThat(server.heard())
                    .singleElement()
                    .asString()
                    .startsWith("POST /health?full HTTP/1.0\r\n")
                    .contains("X-Key: 1\r\n", "Host: shop\r\n")
                    .doesNotContain("127.0.0.1");
        }
    }

    @Test
    void httpDoesNotPassWithAnotherStatusOrBodyAndTheLastAnswerIsTold() {
        try (Answering server = Answering.http("HTTP/1.1 302 Found\r\nLocation: /login\r\n\r\nmoved")) {
            assertThat(fails(Duration.ofMillis(300), http(server.port(), "GET", Map.of(), 200, 299, "")))
                    .hasMessageContaining("\"http GET /health?full\" did not pass")
                    .hasMessageEndingWith("the last answer: status 302");
            assertThat(fails(Duration.ofMillis(300), http(server.port(), "GET", Map.of(), 200, 399, "UP")))
                    .hasMessageContaining("status 302, but no \"UP\" in the answer");
        }
        try (Answering server = Answering.http("220 mail.example.org\r\n")) {
            assertThat(fails(Duration.ofMillis(300), http(server.port(), "GET", Map.of(), 200, 299, "")))
                    .hasMessageContaining("no HTTP answer: 220 mail.example.org");
        }
    }

    @Test
    void tcpPassesOnceThePortIsOpenAndNotBefore() throws Exception {
        try (Answering server = new Answering((in, out) -> in.read())) {
            passes(new Wait.Tcp(server.port()));
        }
        // bound, so that no other process opens it meanwhile, and not listened on
        try (Socket held = new Socket()) {
            held.bind(new InetSocketAddress("127.0.0.1", 0));
            NotReady closed = fails(Duration.ofMillis(300), new Wait.Tcp(held.getLocalPort()));
            assertThat(closed.reason()).isEqualTo(NotReady.Cause.TIMEOUT);
            assertThat(closed).hasMessageContaining("Connection refused on port " + held.getLocalPort());
        }
    }

    @Test
    void aForwarderThatHangsUpIsNoOpenPort() {
        try (Answering server = Answering.at(new byte[0])) {
            assertThat(fails(Duration.ofMillis(300), new Wait.Tcp(server.port())))
                    .hasMessageContaining("closed");
        }
    }

    private static final String SOCKETS = """
              sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt
               0: 0100007F:0539 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0
               1: 00000000:053A 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0
               2: 0200D20A:053B 0100D20A:9C40 01 00000000:00000000 00:00000000 00000000     0
            """;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1337 | listens on 127.0.0.1:1337 only, where nobody else reaches it: let it listen on 0.0.0.0",
                "1338 | listens on port 1338, so containers reach it; this process asked 127.0.0.1:1338",
                "1339 | nothing listens on port 1339"
            })
    void whatIsNotReachedIsToldWithTheSideThatFailed(int port, String side) {
        engine.script(
                List.of("cat", "/proc/net/tcp", "/proc/net/tcp6"),
                FakeProgram.ends(0).prints(SOCKETS));
        assertThat(fails(Duration.ofMillis(100), new Wait.Tcp(port)))
                .hasMessageContaining("Connection refused on port " + port)
                .hasMessageEndingWith(side);
    }

    @Test
    void aLogPassesWhenSoManyLinesMatch() throws Exception {
        container = run(FakeProgram.stays().prints("ready 1\nnot yet\n").complains("ready 2\n"));
        passes(new Wait.Log(Pattern.compile("^ready \\d"), 2));
        assertThat(fails(Duration.ofMillis(600), new Wait.Log(Pattern.compile("^ready"), 3)))
                .hasMessageContaining("2 of 3 matching lines in 3");
    }

    @Test
    void anExecPassesWithExitCodeZeroAndTheLastLineOfAFailureIsTold() throws Exception {
        engine.script(List.of("check", "good"), FakeProgram.ends(0));
        engine.script(List.of("check", "bad"), FakeProgram.ends(2).prints("first\nno leader\n"));
        passes(new Wait.Exec(List.of("check", "good")));
        assertThat(fails(Duration.ofMillis(600), new Wait.Exec(List.of("check", "bad"))))
                .hasMessageContaining("exit code 2, no leader");
    }

    @Test
    void allOfAListMustPassInOrder() {
        engine.script(List.of("check"), FakeProgram.ends(0));
        assertThat(fails(
                        Duration.ofMillis(400),
                        new Wait.Exec(List.of("check")),
                        new Wait.Log(Pattern.compile("never"), 1),
                        new Wait.Exec(List.of("later"))))
                .hasMessageContaining("\"log \"never\"\" did not pass");
        assertThat(engine.calls()).noneMatch(call -> call.endsWith("later"));
    }

    @Test
    void healthyTakesTheEnginesVerdictOrTheImagesOwnCommandAtItsOwnPace() throws Exception {
        engine.script(List.of("probe"), FakeProgram.ends(0));
        Optional<List<String>> check = Optional.of(List.of("probe"));
        new Readiness(engine, heard::add)
                .await(subject(Duration.ofSeconds(5), check, OptionalInt.empty(), new Wait.Healthy()));

        engine.health(container, "healthy");
        passes(new Wait.Healthy());
    }

    @Test
    void healthyRunsNoCommandBeforeThePortIsOpen() throws Exception {
        engine.script(List.of("probe"), FakeProgram.ends(0));
        int port;
        try (Answering server = Answering.at(new byte[0])) {
            port = server.port();
        }
        Subject subject = subject(
                Duration.ofMillis(300), Optional.of(List.of("probe")), OptionalInt.of(port), new Wait.Healthy());

        assertThat(fails(subject)).hasMessageContaining("Connection refused");
        assertThat(engine.calls()).noneMatch(call -> call.startsWith("containers.exec"));
    }

    @Test
    void whatEndsIsUnhealthyOrRemovedEndsTheWaitingAtOnce() {
        Wait never = new Wait.Log(Pattern.compile("never"), 1);
        Duration patient = Duration.ofSeconds(50);

        engine.health(container, "unhealthy");
        assertThat(fails(patient, never)).hasMessageStartingWith("the engine says it is unhealthy");

        container = run(FakeProgram.ends(3).complains("bad option\n"));
        NotReady ended = fails(patient, never);
        assertThat(ended)
                .hasMessageMatching("it ended with exit code 3; \"log \"never\"\" had not passed after \\d\\.\\d s");
        assertThat(ended.reason()).isEqualTo(NotReady.Cause.ENDED);
        assertThat(ended.log()).containsExactly("bad option");

        container = run(FakeProgram.stays());
        engine.end(container, 137, true);
        assertThat(fails(patient, never).reason()).isEqualTo(NotReady.Cause.OUT_OF_MEMORY);

        container = run(FakeProgram.stays());
        CompletableFuture.runAsync(() -> engine.containers().remove(container));
        NotReady removed = fails(patient, never);
        assertThat(removed.reason()).isEqualTo(NotReady.Cause.REMOVED);
        assertThat(removed).hasMessageStartingWith("its container was removed; ");
    }

    @Test
    void whatEndsLateIsToldWithTheCheckTheTimeAndTheLastAnswer() {
        String late = container;
        CompletableFuture.delayedExecutor(400, TimeUnit.MILLISECONDS).execute(() -> engine.end(late, 3, false));

        assertThat(fails(Duration.ofSeconds(50), new Wait.Log(Pattern.compile("never"), 1)))
                .hasMessageMatching("it ended with exit code 3; \"log \"never\"\" had not passed after \\d\\.\\d s; "
                        + "the last answer: 0 of 1 matching lines in 0");
    }

    @Test
    void whatTheEngineHasRestartedMeanwhileFailsAtOnceAndIsNotSaidToHaveEndedWell() {
        engine.restarted(container);

        assertThat(fails(Duration.ofSeconds(50), new Wait.Log(Pattern.compile("never"), 1)))
                .hasMessageContaining("it ended, and runs again only since the engine restarted it")
                .hasMessageNotContaining("exit code");
    }

    @Test
    void aOneShotPassesWithItsExitCodeAndFailsWithAnother() throws Exception {
        container = run(FakeProgram.ends(4));
        passes(new Wait.Exit(4));
        assertThat(fails(Duration.ofSeconds(5), new Wait.Exit(0)))
                .hasMessageStartingWith("it ended with exit code 4, not 0; ");
    }

    @Test
    void oneThatIsInNoNetworkIsNotLookedForOnThisHost() {
        assertThat(Reach.direct("").to(80)).isEmpty();
        assertThat(Reach.direct("10.210.0.2").to(80)).contains(new InetSocketAddress("10.210.0.2", 80));
    }
}
