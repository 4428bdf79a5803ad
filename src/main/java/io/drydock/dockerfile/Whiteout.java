package io.drydock.dockerfile;

import java.util.Optional;

/**
 * An entry of a layer that hides what the layers below it have
 * (<a href="https://github.com/opencontainers/image-spec/blob/main/layer.md#whiteouts">OCI image specification</a>).
 *
 * @param path absolute, of what it hides; empty for the root
 * @param opaque whether it hides what is in that folder, not the folder
 */
public record Whiteout(String path, boolean opaque) {

    private static final String PREFIX = ".wh.";
    private static final String OPAQUE = ".wh..wh..opq";

    /** Reads an entry's path, relative or absolute; empty where it is no whiteout. */
    public static Optional<Whiteout> of(String entry) {
        String path = Paths.clean("/" + entry);
        String name = Paths.lastPart(path);
        if (!name.startsWith(PREFIX)) {
            return Optional.empty();
        }
        String folder = path.substring(0, path.lastIndexOf('/'));
        return Optional.of(
                name.equals(OPAQUE)
                        ? new Whiteout(folder, true)
                        : new Whiteout(folder + "/" + name.substring(PREFIX.length()), false));
    }

    /** The entry that hides a path, which is relative. */
    public static String entry(String path) {
        int name = path.lastIndexOf('/') + 1;
        return path.substring(0, name) + PREFIX + path.substring(name);
    }
}
