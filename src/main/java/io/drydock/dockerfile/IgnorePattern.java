package io.drydock.dockerfile;

import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * One line of a {@code .dockerignore}. A path is compared whole; that a match of a folder takes what is in it is the
 * business of {@link IgnoreRules}.
 */
final class IgnorePattern {

    private final String pattern;
    private final boolean exception;
    private final Predicate<String> matcher;

    /** @throws IllegalArgumentException when the pattern is malformed (also by PatternSyntaxException) */
    IgnorePattern(String pattern, boolean exception) {
        Glob.validate(pattern);
        this.pattern = pattern;
        this.exception = exception;
        this.matcher = matcher(pattern);
    }

    boolean isException() {
        return exception;
    }

    boolean matches(String path) {
        return matcher.test(path);
    }

    /** Whether something strictly below a folder could match where the folder itself does not. */
    boolean couldMatchBelow(String folder) {
        String[] parts = pattern.split("/");
        String[] names = folder.split("/");
        for (int i = 0; i < names.length; i++) {
            if (i == parts.length) {
                return false;
            }
            if (parts[i].contains("**")) {
                return true;
            }
            if (!Glob.matches(parts[i], names[i])) {
                return false;
            }
        }
        return parts.length > names.length;
    }

    /**
     * Docker compares {@code **rest} and {@code rest**} as plain text, not as a pattern: {@code **rest} takes
     * {@code unrest}.
     */
    private static Predicate<String> matcher(String pattern) {
        String withoutLead = pattern.startsWith("**") ? pattern.substring(2) : pattern;
        if (pattern.startsWith("**") && isPlain(withoutLead)) {
            String alone = withoutLead.startsWith("/") ? withoutLead.substring(1) : withoutLead;
            return path -> path.endsWith(withoutLead) || path.equals(alone);
        }
        if (pattern.endsWith("**") && isPlain(pattern.substring(0, pattern.length() - 2))) {
            String prefix = pattern.substring(0, pattern.length() - 2);
            return path -> path.startsWith(prefix);
        }
        if (isPlain(pattern)) {
            return pattern::equals;
        }
        // Only a line feed ends a line for Go's dot.
        Pattern regex = Pattern.compile(GlobRegex.of(pattern), Pattern.UNIX_LINES);
        return path -> regex.matcher(path).matches();
    }

    private static boolean isPlain(String text) {
        return text.chars().noneMatch(c -> "*?[]\\".indexOf(c) >= 0);
    }
}
