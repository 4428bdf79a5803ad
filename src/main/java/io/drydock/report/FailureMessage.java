package io.drydock.report;

import io.drydock.model.DrydockException;
import io.drydock.model.result.FailureResult;
import java.util.ArrayList;
import java.util.List;

/**
 * What a user reads when a run fails: what failed, why, what to do next.
 *
 * <pre>
 * Suite unit failed
 *   Why:  exit code 1
 *         2 of 128 tests failed
 *   Next: mvn docker:logs
 *         mvn docker:shell
 * </pre>
 */
public final class FailureMessage {

    private static final String WHY = "  Why:  ";
    private static final String NEXT = "  Next: ";
    private static final String INDENT = " ".repeat(WHY.length());

    private final Redactor redactor;

    /** @param redactor applied to all three parts */
    public FailureMessage(Redactor redactor) {
        this.redactor = redactor;
    }

    /** The message for the console and for Maven; no line end after the last line. */
    public String of(DrydockException e) {
        return of(resultOf(e));
    }

    /** The message of a failure that is already a value; parts that are empty are left out. */
    public String of(FailureResult failure) {
        List<String> lines = new ArrayList<>(clean(failure.what()));
        part(WHY, clean(failure.why()), lines);
        part(NEXT, failure.next().stream().flatMap(next -> clean(next).stream()).toList(), lines);
        return String.join("\n", lines);
    }

    /** The three parts as they are written to files. */
    public FailureResult resultOf(DrydockException e) {
        return new FailureResult(
                redactor.redact(e.what()),
                redactor.redact(e.why()),
                e.next().stream().map(redactor::redact).toList());
    }

    private static void part(String head, List<String> part, List<String> lines) {
        for (int i = 0; i < part.size(); i++) {
            lines.add((i == 0 ? head : INDENT) + part.get(i));
        }
    }

    private List<String> clean(String text) {
        return text.strip()
                .lines()
                .map(Ansi::plain)
                .map(redactor::redact)
                .map(String::stripTrailing)
                .toList();
    }
}
