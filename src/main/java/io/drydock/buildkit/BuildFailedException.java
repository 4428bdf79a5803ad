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
    private static final Pattern EXIT_CODE = Pattern.compile("exit code: (\\d{1,9})$");

    private final String step;
    private final int exitCode;
    private final transient List<String> lastLines;

    private BuildFailedException(
            String what, String step, String why, List<String> lastLines, int exitCode, String next) {
        super(Outcome.BUILD_FAILED, what, why, List.of(next));
        this.step = step;
        this.exitCode = exitCode;
        this.lastLines = List.copyOf(lastLines);
    }

    /** Of a command that failed, the exit code is the reason: BuildKit's own words only repeat the command. */
    static BuildFailedException inStep(StepState state) {
        String step = state.step().name();
        Matcher code = EXIT_CODE.matcher(state.error());
        boolean command = code.find();
        String reason = command ? "exit code " + code.group(1) : state.error();
        return new BuildFailedException(
                "Image build failed in step " + step,
                step,
                state.tail().isEmpty() ? reason : reason + "; last output:\n  " + String.join("\n  ", state.tail()),
                state.tail(),
                command ? Integer.parseInt(code.group(1)) : -1,
                "Correct this step and build again; the steps before it are cached");
    }

    /** A failure outside any step, such as a Dockerfile that does not parse. */
    static BuildFailedException outsideSteps(String reason) {
        return new BuildFailedException(
                "Image build failed", "", reason, List.of(), -1, "Correct the Dockerfile and build again");
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
