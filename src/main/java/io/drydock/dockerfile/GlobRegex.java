package io.drydock.dockerfile;

/**
 * Translates the patterns of {@code .dockerignore} into regular expressions, quirks included: {@code **} stands for any
 * number of folders, a caret keeps its meaning, a backslash escapes what follows.
 */
final class GlobRegex {

    private static final String SPECIAL = ".+()|{}$";

    private final String pattern;
    private final StringBuilder regex = new StringBuilder();
    private boolean inClass;
    private int position;

    private GlobRegex(String pattern) {
        this.pattern = pattern;
    }

    static String of(String pattern) {
        return new GlobRegex(pattern).translate();
    }

    private String translate() {
        while (position < pattern.length()) {
            int c = pattern.codePointAt(position);
            position += Character.charCount(c);
            switch (c) {
                case '*' -> star();
                case '?' -> regex.append("[^/]");
                case '\\' -> escape();
                case '[' -> {
                    regex.append(inClass ? "\\[" : "[");
                    inClass = true;
                }
                case ']' -> {
                    regex.append(inClass ? "]" : "\\]");
                    inClass = false;
                }
                // An ampersand is special to Java's classes only.
                case '&' -> regex.append("\\&");
                default -> regex.append(SPECIAL.indexOf(c) >= 0 ? "\\" : "").appendCodePoint(c);
            }
        }
        return regex.toString();
    }

    private void star() {
        if (!pattern.startsWith("*", position)) {
            regex.append("[^/]*");
            return;
        }
        position++;
        if (pattern.startsWith("/", position)) {
            position++;
        }
        regex.append(position == pattern.length() ? ".*" : "(.*/)?");
    }

    private void escape() {
        if (position == pattern.length()) {
            regex.append("\\\\");
            return;
        }
        int next = pattern.codePointAt(position);
        position += Character.charCount(next);
        regex.append('\\').appendCodePoint(next);
    }
}
