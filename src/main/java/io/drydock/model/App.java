package io.drydock.model;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The thing that is built, run and named: one lower-case word or several joined by single dashes.
 *
 * <p>The name is also the app's host name in its network, so it is no longer than a DNS label (RFC 1035, 2.3.4).
 *
 * @param name {@code [a-z0-9]+(-[a-z0-9]+)*}, at most 63 characters
 */
public record App(String name) {

    private static final Pattern LEGAL = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
    private static final Pattern OTHERS = Pattern.compile("[^a-z0-9]+");

    public App {
        if (!LEGAL.matcher(name).matches() || name.length() > Names.MAX_LENGTH) {
            throw new IllegalArgumentException("\"" + name + "\" is not an app name: lower-case letters and digits, "
                    + "joined by single dashes, at most " + Names.MAX_LENGTH + " characters");
        }
    }

    /**
     * Takes a name as it is.
     *
     * @throws IllegalArgumentException if it is not an app name
     */
    public static App of(String name) {
        return new App(name);
    }

    /**
     * Derives the default name: the artifact id in lower case, any other run of characters made one dash.
     *
     * @throws IllegalArgumentException if nothing is left of it, or too much
     */
    public static App fromArtifactId(String artifactId) {
        String dashed = OTHERS.matcher(artifactId.toLowerCase(Locale.ROOT)).replaceAll("-");
        String name = Dashes.trim(dashed);
        if (name.isEmpty()) {
            throw new IllegalArgumentException("no app name can be made of the artifactId \"" + artifactId + "\"");
        }
        return new App(name);
    }

    @Override
    public String toString() {
        return name;
    }
}
