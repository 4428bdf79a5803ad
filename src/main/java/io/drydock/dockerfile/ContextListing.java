package io.drydock.dockerfile;

import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The paths of a context without their content, for questions about what a COPY put where. */
public final class ContextListing {

    private final TreeMap<String, ContextEntry.Type> types = new TreeMap<>();

    private ContextListing(List<ContextEntry> entries) {
        entries.forEach(entry -> types.put(entry.path(), entry.type()));
        types.put("", ContextEntry.Type.DIRECTORY);
    }

    /** Of {@link BuildContext#entries()}, or of a git tree read the same way. */
    public static ContextListing of(List<ContextEntry> entries) {
        return new ContextListing(entries);
    }

    boolean has(String path) {
        return types.containsKey(path);
    }

    boolean isFile(String path) {
        return types.get(path) == ContextEntry.Type.FILE;
    }

    boolean isDirectory(String path) {
        return types.get(path) == ContextEntry.Type.DIRECTORY;
    }

    /** All paths strictly below a folder, a folder before its content. */
    Stream<String> below(String folder) {
        String prefix = folder.isEmpty() ? "" : folder + "/";
        return types.tailMap(prefix, false).keySet().stream().takeWhile(path -> path.startsWith(prefix));
    }

    /** The paths that a source of COPY names; the pattern itself when it is none. */
    List<String> matching(String source) {
        if (!Glob.isGlob(source)) {
            return List.of(source);
        }
        String[] parts = source.split("/");
        return types.keySet().stream()
                .filter(path -> matches(parts, path.split("/")))
                .toList();
    }

    private static boolean matches(String[] parts, String[] names) {
        boolean same = parts.length == names.length;
        for (int i = 0; same && i < parts.length; i++) {
            same = Glob.matches(parts[i], names[i]);
        }
        return same;
    }
}
