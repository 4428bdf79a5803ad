package io.drydock.config;

import java.util.regex.Pattern;

/** Whole numbers in a range, processors and yes-or-no. */
final class Numbers {

    private static final Pattern WHOLE = Pattern.compile("\\d{1,9}");
    private static final Pattern DECIMAL = Pattern.compile("\\d{1,4}(\\.\\d{1,9})?|\\.\\d{1,9}");
    private static final double LEAST_CPUS = 0.01;

    private Numbers() {}

    /** A whole number of this kind, from least to most. */
    static Parser<Integer> between(int least, int most, String kind) {
        return text -> {
            if (!WHOLE.matcher(text).matches() || Integer.parseInt(text) < least || Integer.parseInt(text) > most) {
                throw Parser.refused(text, kind, "write a whole number from " + least + " to " + most);
            }
            return Integer.parseInt(text);
        };
    }

    /** How many of something are kept: 0 or more. */
    static int count(String text) {
        return between(0, 1_000_000, "a count").parse(text);
    }

    /** How many processors' time: a decimal number; the engine takes no less than a hundredth. */
    static double cpus(String text) {
        if (!DECIMAL.matcher(text).matches() || Double.parseDouble(text) < LEAST_CPUS) {
            throw Parser.refused(text, "a number of processors", "write 0.5, 1, 2");
        }
        return Double.parseDouble(text);
    }

    /** Exactly {@code true} or {@code false}. */
    static boolean bool(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw Parser.refused(text, "a yes or no", "write true or false");
        };
    }
}
