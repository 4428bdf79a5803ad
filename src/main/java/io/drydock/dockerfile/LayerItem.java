package io.drydock.dockerfile;

import java.nio.charset.StandardCharsets;

/**
 * What a layer's archive says of one file, besides its content.
 *
 * @param path as in the archive, whiteouts ({@code .wh.name}, {@code .wh..wh..opq}) included; each character is a byte
 *     (ISO 8859-1), since a name need not be UTF-8
 * @param kind what it is
 * @param target path of the entry that a hard link shares its content with, written as {@code path} is; else empty
 * @param size bytes of content; 0 for all but regular files
 */
public record LayerItem(String path, Kind kind, String target, long size) {

    /** What an entry can be, as far as laying layers over each other asks. */
    public enum Kind {
        FOLDER,
        FILE,
        HARD_LINK,
        /** A symbolic link, a device or a pipe. */
        OTHER
    }

    /** A path of a layer as people read it. */
    public static String readable(String path) {
        return new String(path.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }
}
