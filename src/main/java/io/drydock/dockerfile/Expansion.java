package io.drydock.dockerfile;

import java.util.Optional;
import java.util.function.Function;

/**
 * Replaces variables and removes quotes and escapes in a word, as a Dockerfile does: {@code $X}, {@code ${X}}, and the
 * modifiers {@code :-}, {@code :+}, {@code -} and {@code +}. A modifier that it does not know is left as written, which
 * {@link #complete} tells.
 */
final class Expansion {

    private final String text;
    private final char escape;
    private final Function<String, Optional<String>> variables;
    private final StringBuilder out = new StringBuilder();
    private int position;

    private Expansion(String text, char escape, Function<String, Optional<String>> variables) {
        this.text = text;
        this.escape = escape;
        this.variables = variables;
    }

    static String of(String text, char escape, Function<String, Optional<String>> variables) {
        return new Expansion(text, escape, variables).run();
    }

    /** Whether an expanded text holds no variable that could not be replaced. */
    static boolean complete(String expanded) {
        return !expanded.contains("${");
    }

    private String run() {
        char quote = 0;
        while (position < text.length()) {
            char c = text.charAt(position);
            if (quote == '\'') {
                quote = c == '\'' ? 0 : literal(c, quote);
                position++;
            } else if (c == escape) {
                escaped(quote);
            } else if (c == '"' || c == '\'' && quote == 0) {
                quote = quote == 0 ? c : 0;
                position++;
            } else if (c == '$') {
                variable();
            } else {
                out.append(c);
                position++;
            }
        }
        return out.toString();
    }

    private char literal(char c, char quote) {
        out.append(c);
        return quote;
    }

    private void escaped(char quote) {
        position++;
        if (position == text.length()) {
            return;
        }
        char next = text.charAt(position++);
        // Inside double quotes the escape character keeps its own meaning before anything but these.
        if (quote == '"' && next != '"' && next != '$' && next != escape) {
            out.append(escape);
        }
        out.append(next);
    }

    private void variable() {
        if (position + 1 < text.length() && text.charAt(position + 1) == '{') {
            braced();
            return;
        }
        int end = endOfName(position + 1);
        if (end == position + 1) {
            out.append('$');
        } else {
            out.append(variables.apply(text.substring(position + 1, end)).orElse(""));
        }
        position = end;
    }

    private void braced() {
        int nameEnd = endOfName(position + 2);
        int close = closingBrace(position + 2);
        if (close < 0 || nameEnd == position + 2) {
            out.append(text.substring(position));
            position = text.length();
            return;
        }
        String name = text.substring(position + 2, nameEnd);
        String modifier = text.substring(nameEnd, close);
        String whole = text.substring(position, close + 1);
        position = close + 1;
        out.append(modified(variables.apply(name), modifier).orElse(whole));
    }

    private Optional<String> modified(Optional<String> value, String modifier) {
        if (modifier.isEmpty()) {
            return Optional.of(value.orElse(""));
        }
        boolean emptyCounts = modifier.startsWith(":");
        String rest = emptyCounts ? modifier.substring(1) : modifier;
        boolean set = emptyCounts ? value.filter(v -> !v.isEmpty()).isPresent() : value.isPresent();
        if (rest.startsWith("-")) {
            return Optional.of(set ? value.orElse("") : of(rest.substring(1), escape, variables));
        }
        if (rest.startsWith("+")) {
            return Optional.of(set ? of(rest.substring(1), escape, variables) : "");
        }
        return Optional.empty();
    }

    private int endOfName(int start) {
        int i = start;
        while (i < text.length() && isNameCharacter(text.charAt(i))) {
            i++;
        }
        return i;
    }

    private static boolean isNameCharacter(char c) {
        return c == '_' || c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z';
    }

    private int closingBrace(int start) {
        int depth = 1;
        for (int i = start; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == escape) {
                i++;
            } else if (c == '{') {
                depth++;
            } else if (c == '}' && --depth == 0) {
                return i;
            }
        }
        return -1;
    }
}
