package io.drydock.model;

import java.util.Locale;
import java.util.regex.Pattern;

/** The grammar of names that users give to services, suites, stages and volumes, and what is derived from them. */
public final class Names {

    /** The length of a DNS label (RFC 1035, 2.3.4): service names are host names. */
    static final int MAX_LENGTH = 63;

    private static final Pattern LEGAL = Pattern.compile("[a-z0-9]([a-z0-9-]*[a-z0-9])?");

    private Names() {}

    /** Whether it follows the grammar of names. */
    public static boolean legal(String name) {
        return LEGAL.matcher(name).matches() && name.length() <= MAX_LENGTH;
    }

    /**
     * Returns the name if it may be used for that kind of thing.
     *
     * @throws IllegalArgumentException if it is not {@code [a-z0-9]([a-z0-9-]*[a-z0-9])?}, is longer than 63
     *     characters, or is taken
     */
    public static String requireName(NameKind kind, String name) {
        if (!legal(name)) {
            throw new IllegalArgumentException("\"" + name + "\" is not a " + kind + " name: lower-case letters, "
                    + "digits and inner dashes, at most " + MAX_LENGTH + " characters");
        }
        if (kind.taken(name)) {
            throw new IllegalArgumentException("the " + kind + " name \"" + name + "\" is taken");
        }
        return name;
    }

    /** Whether the name may be used for that kind of thing. */
    public static boolean isName(NameKind kind, String name) {
        return legal(name) && !kind.taken(name);
    }

    /**
     * The prefix of a service's variables: {@code my-db} gives {@code MY_DB}, as in {@code MY_DB_HOST}. Also that of a
     * secret's, whose id may have letters of both cases, dots and underscores.
     *
     * <p>A name that begins with a digit gets an underscore before it, because a shell could not read the variable
     * otherwise (POSIX.1-2017, XBD 3.235). Two legal names never have the same prefix.
     */
    public static String environmentPrefix(String name) {
        String upper = name.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
        return Character.isDigit(upper.charAt(0)) ? "_" + upper : upper;
    }
}
