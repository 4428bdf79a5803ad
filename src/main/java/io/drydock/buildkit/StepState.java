package io.drydock.buildkit;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** What is known of one step: its last state, and the end of its output. */
final class StepState {

    /** How far a step has come; a step that is told twice is shown once. */
    enum Phase {
        WAITING,
        STARTED,
        ENDED
    }

    private static final int TAIL = 50;
    private static final int MAX_LINE = 16 * 1024;

    private final BuildEvent.Step step;
    private final Deque<String> tail = new ArrayDeque<>();
    private final ByteArrayOutputStream partial = new ByteArrayOutputStream();
    private Phase phase = Phase.WAITING;
    private String error = "";

    StepState(BuildEvent.Step step) {
        this.step = step;
    }

    BuildEvent.Step step() {
        return step;
    }

    /** Moves forward to a phase; false if the step is there or further already. */
    boolean reach(Phase next) {
        boolean news = phase.compareTo(next) < 0;
        phase = news ? next : phase;
        return news;
    }

    String error() {
        return error;
    }

    void fail(String reason) {
        error = reason;
    }

    /** The last lines of output, oldest first. */
    List<String> tail() {
        return List.copyOf(tail);
    }

    /** Takes in a piece of output and gives back the lines that it completes; a line too long is broken. */
    List<String> append(byte[] text, Redaction redaction) {
        List<String> lines = new ArrayList<>();
        for (byte b : text) {
            if (b == '\n' || partial.size() == MAX_LINE) {
                lines.add(takeLine(redaction));
            }
            if (b != '\n') {
                partial.write(b);
            }
        }
        return lines;
    }

    /** Ends the output: what is left is a line. */
    List<String> flush(Redaction redaction) {
        return partial.size() == 0 ? List.of() : List.of(takeLine(redaction));
    }

    private String takeLine(Redaction redaction) {
        String line = redaction.apply(partial.toString(StandardCharsets.UTF_8).stripTrailing());
        partial.reset();
        tail.addLast(line);
        if (tail.size() > TAIL) {
            tail.removeFirst();
        }
        return line;
    }
}
