package io.drydock.dockerfile;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads and writes the one bit of JSON that a Dockerfile knows: an array of strings. A text that is no such array is no
 * error there, it is the shell form; hence no library, which would also have to be loaded for it.
 */
final class JsonStrings {

    private final String text;
    private int position;

    private JsonStrings(String text) {
        this.text = text;
    }

    static Optional<List<String>> parse(String text) {
        return new JsonStrings(text.strip()).array();
    }

    static String write(List<String> values) {
        StringBuilder out = new StringBuilder("[");
        for (String value : values) {
            out.append(out.length() == 1 ? "\"" : ", \"");
            value.chars().forEach(c -> escape(out, (char) c));
            out.append('"');
        }
        return out.append(']').toString();
    }

    private static void escape(StringBuilder out, char c) {
        if (c == '"' || c == '\\') {
            out.append('\\').append(c);
        } else if (c < ' ') {
            out.append(String.format("\\u%04x", (int) c));
        } else {
            out.append(c);
        }
    }

    private Optional<List<String>> array() {
        List<String> values = new ArrayList<>();
        if (!take('[')) {
            return Optional.empty();
        }
        boolean more = !take(']');
        while (more) {
            Optional<String> value = string();
            if (value.isEmpty()) {
                return Optional.empty();
            }
            values.add(value.get());
            more = take(',');
            if (!more && !take(']')) {
                return Optional.empty();
            }
        }
        return position == text.length() ? Optional.of(values) : Optional.empty();
    }

    private boolean take(char c) {
        position = Words.skipSpaces(text, position);
        boolean here = position < text.length() && text.charAt(position) == c;
        position += here ? 1 : 0;
        return here;
    }

    private Optional<String> string() {
        if (!take('"')) {
            return Optional.empty();
        }
        StringBuilder value = new StringBuilder();
        while (position < text.length()) {
            char c = text.charAt(position++);
            if (c == '"') {
                return Optional.of(value.toString());
            }
            if (c != '\\') {
                value.append(c);
            } else if (!unescape(value)) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    private boolean unescape(StringBuilder value) {
        if (position == text.length()) {
            return false;
        }
        char c = text.charAt(position++);
        int known = "\"\\/bfnrt".indexOf(c);
        if (known >= 0) {
            value.append("\"\\/\b\f\n\r\t".charAt(known));
            return true;
        }
        boolean unicode = c == 'u'
                && position + 4 <= text.length()
                && text.substring(position, position + 4).matches("[0-9a-fA-F]{4}");
        if (unicode) {
            value.append((char) Integer.parseInt(text.substring(position, position + 4), 16));
            position += 4;
        }
        return unicode;
    }
}
