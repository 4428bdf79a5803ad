package io.drydock.buildkit;

import io.drydock.model.DrydockException;
import io.drydock.model.Outcome;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A build that BuildKit ran and that failed: in which step, how, and what the step said last. */
public final class BuildFailedException extends DrydockException {

    private static final long serialVersionUID = 1L;
    private static final Pattern EXIT_CODE = Pattern.compile("exit code: (\\d{1,9})");

    private final String step;
    private final int exitCode;
    private final transient List<String> lastLines;

    private BuildFailedException(String what, String step, String reason, List<String> lastLines, String next) {
        super(Outcome.BUILD_FAILED, what, why(reason, lastLines), List.of(next));
        this.step = step;
        this.lastLines = List.copyOf(lastLines);
        Matcher code = EXIT_CODE.matcher(reason);
        this.exitCode = code.find() ? Integer.parseInt(code.group(1)) : -1;
    }

    static BuildFailedException inStep(StepState state) {
        String step = state.step().name();
        return new BuildFailedException(
                "Image build failed in step " + step,
                step,
                state.error(),
                state.tail(),
                "Correct this step and build again; the steps before it are cached");
    }

    /** A failure outside any step, such as a Dockerfile that does not parse. */
    static BuildFailedException outsideSteps(String reason) {
        return new BuildFailedException(
                "Image build failed", "", reason, List.of(), "Correct the Dockerfile and build again");
    }

    private static String why(String reason, List<String> lines) {
        return lines.isEmpty() ? reason : reason + "; last output:\n  " + String.join("\n  ", lines);
    }

    /** The step as BuildKit words it; empty if no step failed. */
    public String step() {
        return step;
    }

    /** The exit code of the step's command, if it is a command that failed. */
    public OptionalInt exitCode() {
        return exitCode < 0 ? OptionalInt.empty() : OptionalInt.of(exitCode);
    }

    /** At most 50 lines. */
    public List<String> lastLines() {
        return lastLines;
    }
}
