package io.drydock.config;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Puts variables into texts as the Compose specification says (chapter Interpolation): {@code $X}, {@code ${X}},
 * {@code ${X:-default}}, {@code ${X-default}}, {@code ${X:?error}}, {@code ${X?error}}, {@code ${X:+other}},
 * {@code ${X+other}}, and {@code $$} for a dollar. Unlike there, a variable that is not set needs a default: an empty
 * text in its place would be found much later.
 */
final class Interpolation {

    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final Pattern OPERATOR = Pattern.compile(":?[-?+]");

    private final Map<String, String> variables;

    Interpolation(Map<String, String> variables) {
        this.variables = variables;
    }

    /**
     * The text with its variables' values.
     *
     * @throws IllegalArgumentException for a variable that is not set, and for what is no placeholder
     */
    String apply(String text) {
        StringBuilder result = new StringBuilder();
        int at = 0;
        while (at < text.length()) {
            int dollar = text.indexOf('$', at);
            if (dollar < 0) {
                return result.append(text.substring(at)).toString();
            }
            result.append(text, at, dollar);
            at = placeholder(text, dollar + 1, result);
        }
        return result.toString();
    }

    /** Appends the value of the placeholder that begins here, after its dollar; answers where it ends. */
    private int placeholder(String text, int start, StringBuilder result) {
        if (text.startsWith("$", start)) {
            result.append('$');
            return start + 1;
        }
        if (text.startsWith("{", start)) {
            int end = closing(text, start + 1);
            result.append(braced(text.substring(start + 1, end)));
            return end + 1;
        }
        Matcher name = NAME.matcher(text).region(start, text.length());
        if (!name.lookingAt()) {
            throw new IllegalArgumentException("a $ stands alone: write $$ for a dollar");
        }
        result.append(value(name.group()));
        return name.end();
    }

    private static int closing(String text, int from) {
        int depth = 1;
        for (int at = from; at < text.length(); at++) {
            if (text.startsWith("${", at)) {
                depth++;
            } else if (text.charAt(at) == '}' && --depth == 0) {
                return at;
            }
        }
        throw new IllegalArgumentException("a ${ is never closed: write }, or $$ for a dollar");
    }

    private String braced(String inner) {
        Matcher name = NAME.matcher(inner);
        if (!name.lookingAt()) {
            throw new IllegalArgumentException("a ${ is not followed by a variable's name: write $$ for a dollar");
        }
        Matcher operator = OPERATOR.matcher(inner).region(name.end(), inner.length());
        if (name.end() == inner.length()) {
            return value(name.group());
        }
        if (!operator.lookingAt()) {
            throw new IllegalArgumentException("${" + name.group() + " is followed by none of }, :-, -, :?, ?, :+, +");
        }
        String other = inner.substring(operator.end());
        boolean emptyCounts = operator.group().length() == 1;
        Optional<String> given =
                Optional.ofNullable(variables.get(name.group())).filter(value -> emptyCounts || !value.isEmpty());
        return switch (operator.group().charAt(operator.group().length() - 1)) {
            case '-' -> given.orElseGet(() -> apply(other));
            case '+' -> given.isPresent() ? apply(other) : "";
            default ->
                given.orElseThrow(() -> new IllegalArgumentException(
                        "the variable " + name.group() + " is needed" + (other.isEmpty() ? "" : ": " + other)));
        };
    }

    private String value(String name) {
        String value = variables.get(name);
        if (value == null) {
            throw new IllegalArgumentException(
                    "the variable " + name + " is not set: set it, or write ${" + name + ":-default}");
        }
        return value;
    }
}
