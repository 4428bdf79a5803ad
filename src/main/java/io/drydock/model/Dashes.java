package io.drydock.model;

/** Removes the dashes that an app name and a slug must not begin or end with. */
final class Dashes {

    private Dashes() {}

    static String trim(String text) {
        return trimEnd(text.startsWith("-") ? trimStart(text) : text);
    }

    static String trimEnd(String text) {
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) == '-') {
            end--;
        }
        return text.substring(0, end);
    }

    private static String trimStart(String text) {
        int start = 0;
        while (start < text.length() && text.charAt(start) == '-') {
            start++;
        }
        return text.substring(start);
    }
}
