package io.drydock.report;

import io.drydock.event.Event;
import io.drydock.event.EventSink;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Tells a run on the console as it goes: a line when a step begins and one when it ends, output with its source before
 * it, warnings and notes.
 */
public final class ConsoleReport implements EventSink {

    private final Out out;
    private final Redactor redactor;
    private final boolean interactive;
    private final Map<String, Instant> begun = new HashMap<>();

    /**
     * @param out where the lines go
     * @param redactor applied to every line
     * @param interactive whether a person watches a terminal: then colours in output are kept
     */
    public ConsoleReport(Out out, Redactor redactor, boolean interactive) {
        this.out = out;
        this.redactor = redactor;
        this.interactive = interactive;
    }

    @Override
    public synchronized void on(Event event) {
        if (event instanceof Event.StepStarted started) {
            begun.put(started.step(), started.at());
            info(started.step());
        } else if (event instanceof Event.StepFinished finished) {
            String result = finished.result().isEmpty() ? "done" : finished.result();
            info(finished.step() + ": " + result + took(finished.step(), finished.at()));
        } else if (event instanceof Event.StepFailed failed) {
            lines(failed.step() + ": " + failed.reason() + took(failed.step(), failed.at()))
                    .forEach(out::error);
        } else if (event instanceof Event.SuiteEnded ended) {
            ended(ended);
        } else if (event instanceof Event.Output output) {
            output(output);
        } else if (event instanceof Event.Warning warning) {
            lines(warning.text()).forEach(out::warn);
        } else if (event instanceof Event.Note note) {
            info(note.text());
        }
    }

    /** Several lines at once are one message to Maven, whose own mark is on the first of them then. */
    private void output(Event.Output output) {
        String prefix = "[" + output.source() + "] ";
        StringBuilder text = new StringBuilder();
        String separator = "";
        for (String line : output.text().split("\n", -1)) {
            text.append(separator).append(prefix).append(shown(line));
            separator = "\n";
        }
        out.info(text.toString());
    }

    private void ended(Event.SuiteEnded ended) {
        begun.remove(ended.step());
        boolean passed = ended.suite().exitCode().orElse(-1) == 0;
        SuiteSummary.lines(ended.suite()).stream().map(this::clean).forEach(passed ? out::info : out::error);
        SuiteSummary.disagreement(ended.suite()).ifPresent(out::warn);
    }

    private void info(String text) {
        lines(text).forEach(out::info);
    }

    private String took(String step, Instant end) {
        return Optional.ofNullable(begun.remove(step))
                .map(start -> " in " + Durations.human(Duration.between(start, end)))
                .orElse("");
    }

    /** A value may be cut by colours: where one is found without them, they go. */
    private String shown(String text) {
        String plain = Ansi.plain(text);
        String clean = redactor.redact(plain);
        return interactive && clean.equals(plain) ? redactor.redact(Ansi.coloured(text)) : clean;
    }

    /** The lines of a text, all after the first indented. */
    private List<String> lines(String text) {
        List<String> lines = new ArrayList<>();
        for (String line : text.lines().toList()) {
            lines.add((lines.isEmpty() ? "" : "  ") + clean(line));
        }
        return lines;
    }

    private String clean(String line) {
        return redactor.redact(Ansi.plain(line));
    }
}
