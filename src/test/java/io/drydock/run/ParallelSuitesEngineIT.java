package io.drydock.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.drydock.config.Node;
import io.drydock.engine.Engine;
import io.drydock.model.DrydockException;
import io.drydock.model.Labels;
import io.drydock.model.Outcome;
import io.drydock.model.result.SuiteResult;
import io.drydock.model.state.ContainerSummary;
import io.drydock.plan.Renewal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * On a real engine: suites that may run side by side do. Each leaves a sign in Redis and ends only once it has seen the other's, so
 * one after the other they would never end.
 */
@Tag("engine")
@Timeout(120)
class ParallelSuitesEngineIT {

    private static final String MEET = """
            ask() { printf "$1\\r\\nQUIT\\r\\n" | nc $REDIS_HOST $REDIS_PORT; }
            mkdir /reports
            echo '<testsuite name="ME"><testcase classname="ME" name="meets" time="0.1"/></testsuite>' > /reports/TEST-ME.xml
            ask 'SET ME 1'
            i=0
            until ask 'EXISTS OTHER' | grep -q :1; do i=$((i+1)); [ $i -lt 300 ] || exit 9; sleep 0.1; done
            i=0; while [ $i -lt 50 ]; do echo ME line $i; i=$((i+1)); done
            """;

    private final Engine engine = Up.open();
    private final String app = "ps-" + Long.toString(System.nanoTime(), 36);
    private final RunState state = new RunState();

    @TempDir
    private Path folder;

    private Up up(boolean failAtEnd, String endOfLeft) {
        Up up = new Up(
                app,
                folder,
                Node.of("services", Node.of("service", Node.text("image", "redis:7"))),
                Node.of(
                        "verify",
                        Node.text("failAtEnd", Boolean.toString(failAtEnd)),
                        Node.of(
                                "suites",
                                suite("left", "right", endOfLeft),
                                suite("right", "left", "true"),
                                Node.of(
                                        "suite",
                                        Node.text("name", "last"),
                                        Node.text("command", "echo last; exit 4")))));
        engine.images().tag("busybox:1.36", up.environment().image(up.target().commit()));
        return up;
    }

    private static Node suite(String name, String other, String end) {
        return Node.of(
                "suite",
                Node.text("name", name),
                Node.text("command", MEET.replace("ME", name).replace("OTHER", other) + end),
                Node.text("parallel", "true"),
                Node.of("reports", Node.text("path", "/reports")));
    }

    private DrydockException fails(Up up) {
        return catchThrowableOfType(
                DrydockException.class, up.workflow(engine, ServiceSecrets.NONE, Renewal.AS_NEEDED, state)::verify);
    }

    @AfterEach
    void removeWhatWasMade() {
        Up up = up(false, "true");
        up.remove(engine);
        engine.images().remove(up.environment().image(up.target().commit()).toString());
        engine.close();
    }

    @Test
    void theyRunSideBySideAndTheNextOneOnlyAfterBoth() throws Exception {
        Up up = up(false, "true");

        DrydockException ofLast = fails(up);

        assertThat(ofLast.what()).contains("last").doesNotContain("left", "right");
        assertThat(results())
                .extracting(SuiteResult::name, result -> result.exitCode().getAsInt())
                .containsExactly(tuple("left", 0), tuple("right", 0), tuple("last", 4));
        for (String name : List.of("left", "right")) {
            List<String> lines =
                    IntStream.range(0, 50).mapToObj(i -> name + " line " + i).toList();
            assertThat(told(up, name)).containsSubsequence(lines);
            assertThat(Files.readAllLines(up.log(name))).containsSubsequence(lines);
            assertThat(told(up, name)).noneMatch(line -> line.startsWith(name.equals("left") ? "right" : "left"));
        }
        assertThatBothReportsAreThere();
    }

    @Test
    void oneThatFailsIsToldWhileTheOtherRunsToItsEnd() throws Exception {
        DrydockException alone = fails(up(false, "exit 3"));
        List<SuiteResult> before = results();
        DrydockException atEnd = fails(up(true, "exit 3"));

        assertThat(alone.outcome()).isEqualTo(Outcome.TESTS_FAILED);
        assertThat(alone.what()).contains("left").doesNotContain("right");
        assertThat(before)
                .extracting(SuiteResult::name, result -> result.exitCode().getAsInt())
                .containsExactly(tuple("left", 3), tuple("right", 0));
        assertThat(atEnd.what()).isEqualTo(alone.what());
        assertThat(results())
                .extracting(SuiteResult::name, result -> result.exitCode().getAsInt())
                .containsExactly(tuple("left", 3), tuple("right", 0), tuple("last", 4));
        assertThatBothReportsAreThere();
        assertThat(engine.containers().list(Map.of(Labels.APP, app, Labels.ROLE, Labels.ROLE_VERIFY)))
                .as("those that failed are kept")
                .extracting(ContainerSummary::name)
                .containsExactlyInAnyOrder(app + ".x.ccccccc.left", app + ".x.ccccccc.last");
    }

    private List<SuiteResult> results() {
        return state.result(List.of()).suites();
    }

    private void assertThatBothReportsAreThere() {
        assertThat(results().subList(0, 2))
                .extracting(result -> result.tests().orElseThrow().run())
                .containsExactly(1, 1);
        assertThat(folder.resolve("target/docker/reports/left/TEST-left.xml")).exists();
        assertThat(folder.resolve("target/docker/reports/right/TEST-right.xml")).exists();
    }

    /** Lines that are shown under a suite's name. */
    private static List<String> told(Up up, String suite) {
        String head = "Output[source=" + suite + ", text=";
        return up.told.stream()
                .filter(event -> event.startsWith(head))
                .flatMap(event ->
                        event.substring(head.length(), event.length() - 1).lines())
                .toList();
    }
}
