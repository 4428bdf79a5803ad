package io.drydock.model;

import java.util.regex.Pattern;

/**
 * A branch made safe for every grammar at once: valid as an image path component, a tag, a container name, a network
 * name and a DNS label.
 *
 * <p>A branch whose name already is such a word keeps it: {@code master}. Every other one gets a readable head and ten
 * hex digits of its own hash: {@code feature-login-df7c7aeb35}. Plain names that end like such a hash are hashed too,
 * so no plain name can pass for a hashed one.
 *
 * @param value {@code [a-z0-9]+(-[a-z0-9]+)*}, at most 40 characters
 */
public record Slug(String value) {

    private static final int MAX_LENGTH = 40;
    private static final int HEAD_LENGTH = 29;
    private static final int HASH_LENGTH = 10;
    private static final Pattern LEGAL = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
    private static final Pattern HASH_LIKE = Pattern.compile("(^|-)[0-9a-f]{10}\\z");

    public Slug {
        if (!LEGAL.matcher(value).matches() || value.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("\"" + value + "\" is not a slug: lower-case letters and digits, "
                    + "joined by single dashes, at most " + MAX_LENGTH + " characters");
        }
    }

    /** Makes the slug of a branch. */
    public static Slug of(Branch branch) {
        String name = branch.name();
        String plain = plain(name);
        if (plain.equals(name)
                && plain.length() <= MAX_LENGTH
                && !HASH_LIKE.matcher(plain).find()) {
            return new Slug(plain);
        }
        String head = Dashes.trimEnd(plain.substring(0, Math.min(HEAD_LENGTH, plain.length())));
        String hash = Sha256.hex(name).substring(0, HASH_LENGTH);
        return new Slug(head.isEmpty() ? hash : head + "-" + hash);
    }

    /**
     * Takes a slug as a label of ours holds it.
     *
     * @throws IllegalArgumentException if it cannot be one
     */
    public static Slug parse(String value) {
        return new Slug(value);
    }

    /** Lowers ASCII letters only, whatever Unicode or the locale knows besides, and joins what remains by dashes. */
    private static String plain(String name) {
        StringBuilder out = new StringBuilder(name.length());
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            char lower = c >= 'A' && c <= 'Z' ? (char) (c + ('a' - 'A')) : c;
            boolean kept = lower >= 'a' && lower <= 'z' || lower >= '0' && lower <= '9';
            if (kept) {
                out.append(lower);
            } else if (out.length() > 0 && out.charAt(out.length() - 1) != '-') {
                out.append('-');
            }
        }
        return Dashes.trimEnd(out.toString());
    }

    // Written out: the JVM would make a record's own on the first call, which costs every run some ms.
    @Override
    public boolean equals(Object other) {
        return other instanceof Slug slug && value.equals(slug.value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public String toString() {
        return value;
    }
}
