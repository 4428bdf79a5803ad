package io.drydock.report;

import io.drydock.model.result.SuiteResult;
import io.drydock.model.result.TestCounts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the console says of a suite that has ended. */
public final class SuiteSummary {

    private static final int MOST_NAMED = 20;

    private SuiteSummary() {}

    /** {@code unit: 128 tests, 2 failed, 1 skipped in 4.2 s}, then a line for each failed test, at most twenty. */
    public static List<String> lines(SuiteResult suite) {
        List<String> lines = new ArrayList<>();
        lines.add(headline(suite));
        suite.tests().ifPresent(tests -> {
            tests.failures().stream()
                    .limit(MOST_NAMED)
                    .map(failure ->
                            "  " + failure.test() + (failure.message().isEmpty() ? "" : ": " + failure.message()))
                    .forEach(lines::add);
            int more = tests.failed()
                    + tests.errors()
                    - Math.min(MOST_NAMED, tests.failures().size());
            if (more > 0) {
                lines.add("  ... and " + more + " more");
            }
        });
        return lines;
    }

    /** The first of the {@link #lines}. */
    public static String headline(SuiteResult suite) {
        String end = suite.exitCode().isEmpty()
                ? ", did not end by itself"
                : suite.exitCode().getAsInt() == 0
                        ? ""
                        : ", exit code " + suite.exitCode().getAsInt();
        return suite.name() + ": " + suite.tests().map(SuiteSummary::counts).orElse("no test reports") + " in "
                + Durations.human(suite.durationMs()) + end + (suite.reused() ? " (verified before)" : "");
    }

    /** {@code 128 tests, 2 failed, 1 skipped}; what is zero is left out. */
    static String counts(TestCounts tests) {
        StringBuilder text = new StringBuilder(tests.run() == 1 ? "1 test" : tests.run() + " tests");
        append(text, tests.failed(), "failed");
        append(text, tests.errors(), tests.errors() == 1 ? "error" : "errors");
        append(text, tests.skipped(), "skipped");
        return text.toString();
    }

    private static void append(StringBuilder text, int count, String word) {
        if (count > 0) {
            text.append(", ").append(count).append(' ').append(word);
        }
    }

    /**
     * What to warn of where the reports contradict the exit code, which decides.
     *
     * @return empty where they agree, or either is missing
     */
    public static Optional<String> disagreement(SuiteResult suite) {
        if (suite.tests().isEmpty() || suite.exitCode().isEmpty()) {
            return Optional.empty();
        }
        int bad = suite.tests().get().failed() + suite.tests().get().errors();
        int code = suite.exitCode().getAsInt();
        if ((bad == 0) == (code == 0)) {
            return Optional.empty();
        }
        return Optional.of("suite " + suite.name() + " ended with exit code " + code + " though its reports hold "
                + (bad == 0 ? "no failed test" : bad == 1 ? "1 failed test" : bad + " failed tests")
                + "; the exit code decides");
    }
}
