package io.drydock.model.result;

import java.util.List;

/**
 * What the JUnit XML files of a suite say.
 *
 * @param run tests run, skipped ones included
 * @param failed assertions that did not hold
 * @param errors unexpected exceptions
 * @param skipped tests not run
 * @param failures the failed ones and those in error, in the order of the files
 */
public record TestCounts(int run, int failed, int errors, int skipped, List<TestFailure> failures) {

    /** No test at all. */
    public static final TestCounts NONE = new TestCounts(0, 0, 0, 0, List.of());

    /**
     * A test that failed.
     *
     * @param test its class and name
     * @param message the first line of what it said
     * @param detail the whole of it
     */
    public record TestFailure(String test, String message, String detail) {}
}
