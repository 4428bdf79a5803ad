package io.drydock.dockerfile;

import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Go's path patterns ({@code path.Match}): {@code *}, {@code ?}, {@code [a-z]}, {@code [^a-z]} and the backslash. */
final class Glob {

    private Glob() {}

    /** Whether a name (without slashes) matches; a pattern with a mistake matches only itself. */
    static boolean matches(String pattern, String name) {
        if (!isGlob(pattern)) {
            return pattern.equals(name);
        }
        try {
            return Pattern.compile(GlobRegex.of(pattern)).matcher(name).matches();
        } catch (PatternSyntaxException e) {
            return pattern.equals(name);
        }
    }

    static boolean isGlob(String pattern) {
        return pattern.chars().anyMatch(c -> "*?[\\".indexOf(c) >= 0);
    }

    /** Whether a COPY source names something below a folder, or the folder itself other than by a bare star. */
    static boolean reachesInto(String source, List<String> folder) {
        String[] parts = Paths.relative(source).split("/");
        if (parts.length < folder.size()) {
            return false;
        }
        for (int i = 0; i < folder.size(); i++) {
            if (!matches(parts[i], folder.get(i))) {
                return false;
            }
        }
        return parts.length > folder.size() || !parts[parts.length - 1].equals("*");
    }

    /**
     * Checks the syntax as {@code path.Match} does.
     *
     * @throws IllegalArgumentException saying what is wrong
     */
    static void validate(String pattern) {
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            if (c == '\\') {
                i = escaped(pattern, i);
            } else if (c == '[') {
                i = classEnd(pattern, i);
            }
        }
    }

    private static int classEnd(String pattern, int open) {
        int i = open + 1 + (pattern.startsWith("^", open + 1) ? 1 : 0);
        boolean empty = true;
        while (true) {
            if (!empty && pattern.startsWith("]", i)) {
                return i;
            }
            i = member(pattern, i);
            if (pattern.startsWith("-", i)) {
                i = member(pattern, i + 1);
            }
            empty = false;
        }
    }

    private static int member(String pattern, int at) {
        if (at >= pattern.length() || pattern.charAt(at) == '-' || pattern.charAt(at) == ']') {
            throw new IllegalArgumentException("syntax error in pattern " + pattern);
        }
        int last = pattern.charAt(at) == '\\' ? escaped(pattern, at) : at;
        int after = last + Character.charCount(pattern.codePointAt(last));
        if (after >= pattern.length()) {
            throw new IllegalArgumentException("syntax error in pattern " + pattern);
        }
        return after;
    }

    private static int escaped(String pattern, int at) {
        if (at + 1 >= pattern.length()) {
            throw new IllegalArgumentException("syntax error in pattern " + pattern);
        }
        return at + 1;
    }
}
