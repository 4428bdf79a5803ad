package io.drydock.buildkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BuildProgressTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final List<BuildEvent> events = new ArrayList<>();
    private final BuildProgress progress =
            new BuildProgress(events::add, new Redaction(List.of("hunter22\nsecond-line\n\nab".getBytes())));

    @Test
    void tellsAStepThatIsReportedManyTimesOnceForEachChange() {
        BuildTrace.Vertex waiting = vertex("a", false, false, "");
        progress.accept(trace(waiting));
        progress.accept(trace(waiting));
        assertThat(events).isEmpty();

        progress.accept(trace(vertex("a", true, false, "")));
        progress.accept(trace(vertex("a", true, false, "")));
        progress.accept(trace(vertex("a", true, true, "")));
        progress.accept(trace(vertex("a", true, true, "")));
        progress.accept(trace(vertex("a", true, false, "")));

        BuildEvent.Step step = new BuildEvent.Step(1, "RUN a");
        assertThat(events)
                .containsExactly(
                        new BuildEvent.StepStarted(step), new BuildEvent.StepDone(step, Duration.ofMillis(1500)));
    }

    @Test
    void tellsACachedStepWithoutAStart() {
        progress.accept(trace(new BuildTrace.Vertex("a", "RUN a", true, Optional.of(START), Optional.of(START), "")));

        assertThat(events).containsExactly(new BuildEvent.StepCached(new BuildEvent.Step(1, "RUN a")));
    }

    @Test
    void putsLinesTogetherFromPiecesAndFlushesTheLastAtTheEnd() {
        progress.accept(trace(vertex("a", true, false, "")));
        log("a", "hal");
        log("a", "f\r\nsecond\nthi");
        log("unknown", "nobody's\n");
        assertThat(lines()).containsExactly("half", "second");

        progress.accept(trace(vertex("a", true, true, "")));

        assertThat(lines()).containsExactly("half", "second", "thi");
        assertThat(events.get(events.size() - 1)).isInstanceOf(BuildEvent.StepDone.class);
    }

    @Test
    void keepsCharactersWholeThatPiecesCutInTwo() {
        progress.accept(trace(vertex("a", true, false, "")));
        byte[] text = "\u00e9\u20ac\n".getBytes(java.nio.charset.StandardCharsets.UTF_8);
        for (byte b : text) {
            progress.accept(new BuildTrace(List.of(), List.of(new BuildTrace.Log("a", new byte[] {b}))));
        }

        assertThat(lines()).containsExactly("\u00e9\u20ac");
    }

    @Test
    void breaksALineThatDoesNotEnd() {
        progress.accept(trace(vertex("a", true, false, "")));
        log("a", "x".repeat(40_000));

        assertThat(lines()).hasSize(2).allMatch(line -> line.length() == 16_384);
    }

    @Test
    void remembersTheLastFiftyLinesOfTheStepThatFailed() {
        progress.accept(trace(vertex("a", true, false, "")));
        for (int i = 1; i <= 200; i++) {
            log("a", "line " + i + "\n");
        }
        progress.accept(trace(vertex("a", true, true, "it broke")));

        StepState failed = progress.failed().orElseThrow();
        assertThat(failed.error()).isEqualTo("it broke");
        assertThat(failed.tail()).hasSize(50).startsWith("line 151").endsWith("line 200");
    }

    @Test
    void blamesTheStepThatFailedNotThoseThatWereStoppedForIt() {
        progress.accept(trace(
                vertex("a", true, true, "context canceled: context canceled"),
                vertex("b", true, true, "exit code: 1")));

        assertThat(progress.failed().orElseThrow().step().name()).isEqualTo("RUN b");
    }

    @Test
    void hidesSecretsInLinesErrorsAndNames() {
        BuildTrace.Vertex vertex = new BuildTrace.Vertex(
                "s", "RUN echo hunter22", false, Optional.of(START), Optional.empty(), "second-line was wrong, ab");
        progress.accept(new BuildTrace(
                List.of(vertex), List.of(new BuildTrace.Log("s", "the password is hunter22!\n".getBytes()))));

        assertThat(lines()).containsExactly("the password is ****!");
        assertThat(events)
                .contains(new BuildEvent.StepFailed(new BuildEvent.Step(1, "RUN echo ****"), "**** was wrong, ab"));
    }

    @Test
    void understandsWhatAnEngineSaidDuringABuildThatFailed() throws Exception {
        try (InputStream answer = getClass().getResourceAsStream("build-20.10.24.jsonl")) {
            BuildOutput output = new BuildOutput(answer);
            for (var next = output.next(); next.isPresent(); next = output.next()) {
                if (next.get() instanceof BuildOutput.Trace trace) {
                    progress.accept(TraceDecoder.decode(trace.status()));
                }
            }
        }

        BuildEvent.Step copy = new BuildEvent.Step(6, "[2/4] COPY app.txt /");
        assertThat(events)
                .containsSubsequence(
                        new BuildEvent.StepStarted(copy), new BuildEvent.StepDone(copy, Duration.ofNanos(12_208_678)));
        assertThat(lines()).containsExactly("12", "line 1", "line 2", "line 3", "on stderr");
        BuildFailedException failure =
                BuildFailedException.inStep(progress.failed().orElseThrow());
        assertThat(failure.exitCode()).hasValue(7);
        assertThat(failure.step()).startsWith("[4/4] RUN for i in 1 2 3");
        assertThat(failure.lastLines()).containsExactly("line 1", "line 2", "line 3", "on stderr");
        assertThat(failure.why()).isEqualTo("exit code 7; last output:\n  line 1\n  line 2\n  line 3\n  on stderr");
    }

    private void log(String vertex, String text) {
        progress.accept(new BuildTrace(List.of(), List.of(new BuildTrace.Log(vertex, text.getBytes()))));
    }

    private List<String> lines() {
        return events.stream()
                .filter(BuildEvent.StepLog.class::isInstance)
                .map(event -> ((BuildEvent.StepLog) event).line())
                .toList();
    }

    private static BuildTrace trace(BuildTrace.Vertex... vertices) {
        return new BuildTrace(List.of(vertices), List.of());
    }

    private static BuildTrace.Vertex vertex(String digest, boolean started, boolean completed, String error) {
        return new BuildTrace.Vertex(
                digest,
                "RUN " + digest,
                false,
                started ? Optional.of(START) : Optional.empty(),
                completed ? Optional.of(START.plusMillis(1500)) : Optional.empty(),
                error);
    }
}
