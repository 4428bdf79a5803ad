package io.drydock.report;

import io.drydock.model.result.TestCounts;
import io.drydock.model.result.TestCounts.TestFailure;
import java.util.ArrayList;
import java.util.List;

/** Adds tests up, over all files of a suite. */
final class TestTally {

    /** How many failures are kept in full; all are counted. */
    static final int MOST_FAILURES = 1000;

    /** Characters kept of what all failures say; what comes after is kept by its first line alone. */
    static final int MOST_DETAIL = 1024 * 1024;

    private final List<TestFailure> failures = new ArrayList<>();
    private final List<String> flaky = new ArrayList<>();
    private int detail;
    private int run;
    private int failed;
    private int errors;
    private int skipped;

    void add(TestCase test) {
        run++;
        switch (test.end()) {
            case PASSED -> {
                if (test.flaky()) {
                    flaky.add(test.name());
                }
            }
            case SKIPPED -> skipped++;
            case FAILED -> {
                failed++;
                keep(test);
            }
            case ERROR -> {
                errors++;
                keep(test);
            }
        }
    }

    private void keep(TestCase test) {
        if (failures.size() == MOST_FAILURES) {
            return;
        }
        TestFailure failure = test.failure();
        boolean room = detail + failure.detail().length() <= MOST_DETAIL;
        failures.add(room ? failure : new TestFailure(failure.test(), failure.message(), failure.message()));
        detail += room ? failure.detail().length() : 0;
    }

    TestCounts counts() {
        return new TestCounts(run, failed, errors, skipped, List.copyOf(failures));
    }

    /** Tests that failed first and passed when they were run again. */
    List<String> flaky() {
        return List.copyOf(flaky);
    }
}
