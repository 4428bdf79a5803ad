package io.drydock.config;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The template of a service's address, with {@code @{host}} and {@code @{port}}. */
final class UrlTemplate {

    private static final Pattern PLACEHOLDER = Pattern.compile("@\\{([^}]*)(}?)");
    private static final Set<String> KNOWN = Set.of("host", "port");

    private UrlTemplate() {}

    /** Takes a template as it is. Messages show its placeholders alone: the rest may hold a password. */
    static String check(String text) {
        Matcher placeholder = PLACEHOLDER.matcher(text);
        while (placeholder.find()) {
            if (placeholder.group(2).isEmpty()) {
                throw new IllegalArgumentException("a placeholder is not closed: write @{host} and @{port}");
            }
            if (!KNOWN.contains(placeholder.group(1))) {
                throw new IllegalArgumentException(
                        Parser.quoted(placeholder.group()) + " is not known here: write @{host} and @{port}");
            }
        }
        return text;
    }
}
