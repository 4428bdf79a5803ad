package io.drydock.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;

/** Paths on this host and in containers. */
final class Paths {

    private Paths() {}

    /** An absolute path in a container, without a trailing slash and without {@code ..}. */
    static String inContainer(String text) {
        if (!text.startsWith("/")
                || text.contains(":")
                || List.of(text.split("/")).contains("..")) {
            throw Parser.refused(text, "an absolute path in a container", "write it from the root, such as /app/data");
        }
        String shorter = text.replaceAll("/+$", "");
        return shorter.isEmpty() ? "/" : shorter;
    }

    /** A path on this host, relative ones from the module's folder. */
    static Parser<Path> from(Path basedir) {
        return text -> {
            try {
                return basedir.resolve(text).toAbsolutePath().normalize();
            } catch (InvalidPathException e) {
                throw Parser.refused(text, "a path", e.getReason());
            }
        };
    }
}
