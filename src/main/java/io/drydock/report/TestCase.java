package io.drydock.report;

import io.drydock.model.result.TestCounts.TestFailure;

/**
 * A {@code testcase} element.
 *
 * @param name class and name
 * @param end how it ended
 * @param flaky whether it failed first and passed when run again
 * @param message what its {@code failure} or {@code error} gives as message; may be empty
 * @param detail the text of that element; may be empty
 */
record TestCase(String name, End end, boolean flaky, String message, String detail) {

    /** Characters kept of a message's first line. */
    static final int LONGEST_MESSAGE = 500;

    /** How a test ended. */
    enum End {
        PASSED,
        FAILED,
        ERROR,
        SKIPPED
    }

    /** The two in one; a class that failed as a whole has no test's name. */
    static String name(String className, String name) {
        if (className.isEmpty() || name.equals(className)) {
            return name;
        }
        return name.isEmpty() ? className : className + "." + name;
    }

    TestFailure failure() {
        String firstLine = (message.isBlank() ? detail : message)
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .findFirst()
                .map(line -> line.length() <= LONGEST_MESSAGE ? line : line.substring(0, LONGEST_MESSAGE) + "...")
                .orElse("");
        return new TestFailure(name, firstLine, detail.isBlank() ? message : detail);
    }
}
