package io.drydock.config;

import java.util.regex.Pattern;

/** Where images are pushed to: {@code host[:port][/path]}. Never Docker's default registry by accident. */
final class Registries {

    private static final String RIGHT = "write host, host:port or host:port/path, such as registry.example.com/team";
    private static final Pattern REGISTRY =
            Pattern.compile("(?<host>[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?)(?<port>:\\d{1,5})?"
                    + "(/[a-z0-9]+((\\.|_{1,2}|-+)[a-z0-9]+)*)*");

    private Registries() {}

    static String parse(String text) {
        if (text.contains("@")) {
            // what stands before it may be a password: not shown
            throw new IllegalArgumentException("a registry is written without user and password:"
                    + " put them into a <server> of settings.xml whose id is the registry's host");
        }
        if (text.contains("://")) {
            throw Parser.refused(text, "a registry", "write it without " + text.replaceAll("://.*", "://"));
        }
        var registry = REGISTRY.matcher(text);
        if (!registry.matches()) {
            throw Parser.refused(text, "a registry", RIGHT);
        }
        String host = registry.group("host");
        if (!host.contains(".") && !host.equals("localhost") && registry.group("port") == null) {
            throw Parser.refused(
                    text, "seen as a registry by Docker", "write its port, too: " + host + ":443 instead of " + host);
        }
        return text;
    }
}
