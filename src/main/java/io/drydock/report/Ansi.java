package io.drydock.report;

import java.util.regex.Pattern;

/**
 * Makes a line of a program's output safe to print after a prefix: terminal commands (ECMA-48) are taken out, as are
 * the characters that turn the direction of text (Unicode annex 9), and colours are kept where wanted.
 */
final class Ansi {

    private static final String RESET = "\u001b[0m";
    private static final Pattern COLOUR = Pattern.compile("\u001b\\[[0-9;:]*m");
    /** Control sequences, operating system commands (window titles, links), other escapes, other control characters. */
    private static final Pattern COMMAND = Pattern.compile("\u001b\\[[0-?]*[ -/]*[@-~]"
            + "|\u001b[\\]PX^_][^\u0007\u001b]*(?:\u0007|\u001b\\\\)?"
            + "|\u001b[ -/]*[0-~]?"
            + "|[\\p{Cntrl}\u0080-\u009f\u202a-\u202e\u2066-\u2069&&[^\t\u001b]]");

    private Ansi() {}

    /** The text alone; tabs stay. */
    static String plain(String line) {
        return isPlain(line) ? line : COMMAND.matcher(line).replaceAll("");
    }

    /** The text with its colours, which end with the line. */
    static String coloured(String line) {
        if (isPlain(line)) {
            return line;
        }
        boolean[] colour = {false};
        String kept = COMMAND.matcher(line).replaceAll(match -> {
            boolean isColour = COLOUR.matcher(match.group()).matches();
            colour[0] |= isColour;
            return isColour ? match.group() : "";
        });
        return colour[0] ? kept + RESET : kept;
    }

    private static boolean isPlain(String line) {
        for (int i = 0; i < line.length(); i++) {
            if (suspicious(line.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean suspicious(int c) {
        return c < ' ' && c != '\t'
                || c >= 0x7f && c < 0xa0
                || c >= 0x202a && c <= 0x202e
                || c >= 0x2066 && c <= 0x2069;
    }
}
