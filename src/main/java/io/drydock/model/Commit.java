package io.drydock.model;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an image is built from: a git commit, or a work tree that differs from it.
 *
 * @param sha all 40 lower-case hex digits
 * @param dirtyHash 8 hex digits that tell the differing work tree from others; empty for the commit itself
 */
public record Commit(String sha, Optional<String> dirtyHash) {

    private static final int SHORT = 7;
    private static final String DIRTY = "-dirty-";
    private static final Pattern TEXT = Pattern.compile("([0-9a-f]{40})(?:-dirty-([0-9a-f]{8}))?");

    public Commit {
        if (!TEXT.matcher(text(sha, dirtyHash)).matches()) {
            throw new IllegalArgumentException("\"" + text(sha, dirtyHash) + "\" is not a full commit");
        }
    }

    /**
     * The commit itself.
     *
     * @throws IllegalArgumentException if it is not 40 lower-case hex digits
     */
    public static Commit of(String sha) {
        return new Commit(sha, Optional.empty());
    }

    /**
     * Reads what {@link #toString()} wrote.
     *
     * @throws IllegalArgumentException if it is something else
     */
    public static Commit parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("\"" + text + "\" is not a full commit");
        }
        return new Commit(matcher.group(1), Optional.ofNullable(matcher.group(2)));
    }

    /** This commit with a work tree that differs from it. */
    public Commit withDirtyHash(String hash) {
        return new Commit(sha, Optional.of(hash));
    }

    public boolean dirty() {
        return dirtyHash.isPresent();
    }

    /** The first 7 digits, whatever git itself would abbreviate to. */
    public String short7() {
        return sha.substring(0, SHORT);
    }

    /** What stands in tags and container names: {@code a8e8e83} or {@code a8e8e83-dirty-1f2e3d4c}. */
    public String tag() {
        return text(short7(), dirtyHash);
    }

    // Written out: the JVM would make a record's own on the first call, which costs every run some ms.
    @Override
    public boolean equals(Object other) {
        return other instanceof Commit commit && sha.equals(commit.sha) && dirtyHash.equals(commit.dirtyHash);
    }

    @Override
    public int hashCode() {
        return 31 * sha.hashCode() + dirtyHash.hashCode();
    }

    /** The full sha, with the dirty suffix if there is one. */
    @Override
    public String toString() {
        return text(sha, dirtyHash);
    }

    private static String text(String sha, Optional<String> dirtyHash) {
        return dirtyHash.map(hash -> sha + DIRTY + hash).orElse(sha);
    }
}
