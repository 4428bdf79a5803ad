package io.drydock.config;

import java.util.regex.Pattern;

/** Restart policies, as Docker's command line spells them. */
final class Restart {

    /** The policy of containers that end by design. */
    static final String NEVER = "no";

    private static final Pattern POLICY = Pattern.compile("no|always|unless-stopped|on-failure(:[1-9]\\d{0,8})?");

    private Restart() {}

    /** One of Docker's four policies; {@code on-failure} may have a number of tries. */
    static String parse(String text) {
        if (!POLICY.matcher(text).matches()) {
            throw Parser.refused(
                    text, "a restart policy", "write no, always, unless-stopped, on-failure or on-failure:3");
        }
        return text;
    }
}
