package io.drydock.config;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * HTTP statuses that count as good.
 *
 * @param from the lowest
 * @param to the highest
 */
record StatusRange(int from, int to) {

    private static final Pattern RANGE = Pattern.compile("([1-5]\\d\\d)(?:-([1-5]\\d\\d))?");

    /** Reads {@code 204} or {@code 200-299}. */
    static StatusRange parse(String text) {
        Matcher range = RANGE.matcher(text);
        if (!range.matches()) {
            throw Parser.refused(text, "a range of HTTP statuses", "write 200 or 200-299");
        }
        int from = Integer.parseInt(range.group(1));
        int to = range.group(2) == null ? from : Integer.parseInt(range.group(2));
        if (to < from) {
            throw Parser.refused(text, "a range of HTTP statuses", "write the lower one first: " + to + "-" + from);
        }
        return new StatusRange(from, to);
    }
}
