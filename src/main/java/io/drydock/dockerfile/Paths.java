package io.drydock.dockerfile;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;

/** Slash-separated paths of images and contexts, which are not paths of this machine. */
final class Paths {

    private Paths() {}

    /** An absolute path without empty, {@code .} and {@code ..} parts; {@code /} for the root. */
    static String clean(String absolute) {
        Deque<String> parts = new ArrayDeque<>();
        for (String part : absolute.split("/")) {
            if (part.equals("..")) {
                parts.pollLast();
            } else if (!part.isEmpty() && !part.equals(".")) {
                parts.addLast(part);
            }
        }
        return "/" + String.join("/", parts);
    }

    /** The same for a source of COPY: relative to the context, which it cannot leave; empty for the context itself. */
    static String relative(String source) {
        return clean("/" + source).substring(1);
    }

    /** Whether a path is another one or below it. */
    static boolean within(String path, String folder) {
        return path.equals(folder) || folder.equals("/") || path.startsWith(folder + "/");
    }

    static boolean withinAny(String path, Collection<String> folders) {
        return folders.stream().anyMatch(folder -> within(path, folder));
    }

    static String join(String folder, String name) {
        return folder.isEmpty() ? name : folder.endsWith("/") ? folder + name : folder + "/" + name;
    }

    static String lastPart(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
