package io.drydock.buildkit;

import java.time.Instant;
import java.util.Comparator;

/**
 * One folder, file or symbolic link of a build context.
 *
 * @param path relative, with {@code /} between names, without one at either end
 * @param permissions the low twelve bits of the Unix mode; 0755 where the file system has none
 * @param size bytes of a file, 0 for the others
 * @param target what a link points to, as written in it; empty for the others
 */
public record ContextEntry(String path, Kind kind, int permissions, long size, Instant modified, String target) {

    /** What can be sent; sockets, devices and pipes cannot. */
    public enum Kind {
        FILE,
        FOLDER,
        LINK
    }

    /**
     * The order in which the engine wants a tree: a folder before its content, names by their UTF-8 bytes. That is
     * code point order with {@code /} before all else; {@code String}'s own order differs above U+FFFF.
     */
    static final Comparator<ContextEntry> ORDER = (left, right) -> comparePaths(left.path, right.path);

    private static int comparePaths(String left, String right) {
        int at = 0;
        while (at < left.length() && at < right.length()) {
            int a = left.codePointAt(at);
            int b = right.codePointAt(at);
            if (a != b) {
                return Integer.compare(a == '/' ? -1 : a, b == '/' ? -1 : b);
            }
            at += Character.charCount(a);
        }
        return Integer.compare(left.length(), right.length());
    }

    /** A file that was never on disk; see {@link ContextSource} for what {@code modified} must do. */
    public static ContextEntry file(String path, int permissions, long size, Instant modified) {
        return new ContextEntry(path, Kind.FILE, permissions, size, modified, "");
    }
}
