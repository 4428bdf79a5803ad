package io.drydock.config;

/**
 * Makes a value of its text.
 *
 * @param <T> the value
 */
@FunctionalInterface
interface Parser<T> {

    /** How much of an offending text is shown. */
    int SHOWN = 60;

    /**
     * Reads a text that is stripped and not empty.
     *
     * @throws IllegalArgumentException with the offending text and what would be right
     */
    T parse(String text);

    /** The refusal of a text: {@code "10x" is not a duration: write 30, 30s, 5m, 24h}. */
    static IllegalArgumentException refused(String text, String kind, String right) {
        return new IllegalArgumentException(quoted(text) + " is not " + kind + ": " + right);
    }

    /** A text as messages show it: in quotes, on one line, not endless. */
    static String quoted(String text) {
        String line = text.replaceAll("\\p{Cntrl}+", " ");
        return "\"" + (line.length() > SHOWN ? line.substring(0, SHOWN) + "..." : line) + "\"";
    }
}
