package io.drydock.dockerfile;

import io.drydock.model.DrydockException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The files that a build may use: a folder less what its ignore rules leave out, and files that exist only here (a
 * rewritten Dockerfile, so that the user's own is untouched).
 *
 * <p>Immutable; the folder is walked anew by each {@link #entries()}. Links are entries, never followed, wherever they
 * point. A file that changes or vanishes while it is read fails the build by its name.
 */
public final class BuildContext {

    private final Path root;
    private final Selection selection;
    private final Predicate<String> filter;
    private final Map<String, byte[]> extra;

    private BuildContext(Path root, Selection selection, Predicate<String> filter, Map<String, byte[]> extra) {
        this.root = root;
        this.selection = selection;
        this.filter = filter;
        this.extra = Map.copyOf(extra);
    }

    /** The context of a folder, less what the rules leave out. */
    public static BuildContext of(Path root, IgnoreRules rules) {
        return new BuildContext(root, Selection.of(rules), path -> true, Map.of());
    }

    /** With a file that exists only in memory, owned by root, mode 0644, dated 1970; it hides one of the folder. */
    public BuildContext withFile(String path, byte[] content) {
        Map<String, byte[]> more = new HashMap<>(extra);
        more.put(path, content.clone());
        return new BuildContext(root, selection, filter, more);
    }

    /**
     * With a Dockerfile under a name of its own, for the builders that are sent one archive. They read the
     * Dockerfile from the context, so it is sent whatever the rules say; the classic builder takes out of the
     * context again what the {@code .dockerignore} that it finds there leaves out, so one that names both is sent
     * along. BuildKit does not do that with an archive: there {@code COPY . .} copies both files. Through a session
     * it needs neither.
     *
     * @param name a name that no file of the context has
     * @param rules the rules of this context
     */
    public BuildContext withDockerfile(String name, String text, IgnoreRules rules) {
        String own = rules.text().isEmpty() || rules.ignored(".dockerignore") ? "\n.dockerignore" : "";
        String ignore = rules.text() + own + "\n" + name + "\n";
        return withFile(name, text.getBytes(StandardCharsets.UTF_8))
                .withFile(".dockerignore", ignore.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Only what is wanted, and the folders above it; a folder that is not wanted is not entered.
     *
     * @param wanted answers for a path; where it says no to a folder, nothing below is wanted
     */
    public BuildContext only(Predicate<String> wanted) {
        return new BuildContext(root, selection.and(Selection.of(wanted)), filter.and(wanted), extra);
    }

    /**
     * Walks the context.
     *
     * @return the entries in {@link ContextEntry#ORDER}
     * @throws DrydockException (BUILD_FAILED) naming what vanished or cannot be read
     */
    public List<ContextEntry> entries() {
        List<ContextEntry> found = new ContextWalk(root, selection).entries();
        found.removeIf(entry -> extra.containsKey(entry.path()));
        addExtra(found);
        found.removeIf(entry -> !filter.test(entry.path()));
        found.sort(ContextEntry.ORDER);
        return List.copyOf(found);
    }

    /**
     * Opens the content of a file of {@link #entries()}.
     *
     * @throws DrydockException (BUILD_FAILED) with its name, here or from the stream's reads, when it vanished,
     *     cannot be read or is no longer what the entry says
     */
    public InputStream open(ContextEntry entry) {
        byte[] content = extra.get(entry.path());
        return content != null
                ? new ByteArrayInputStream(content)
                : UnchangedStream.open(root.resolve(entry.path()), entry);
    }

    /**
     * Writes the context as a tar archive, owned by root, file by file, and flushes the stream without closing it.
     *
     * @throws DrydockException (BUILD_FAILED) naming what changed, vanished or cannot be read
     * @throws IOException when the stream cannot be written
     */
    public void writeTar(OutputStream out) throws IOException {
        ContextTar.write(this, out);
    }

    private void addExtra(List<ContextEntry> found) {
        Set<String> present = new HashSet<>();
        found.forEach(entry -> present.add(entry.path()));
        for (Map.Entry<String, byte[]> file : extra.entrySet()) {
            parents(file.getKey()).stream()
                    .filter(present::add)
                    .forEach(
                            folder -> found.add(new ContextEntry(folder, ContextEntry.Type.DIRECTORY, 0755, 0, 0, "")));
            found.add(new ContextEntry(file.getKey(), ContextEntry.Type.FILE, 0644, file.getValue().length, 0, ""));
        }
    }

    private static List<String> parents(String path) {
        List<String> parents = new ArrayList<>();
        for (int slash = path.indexOf('/'); slash > 0; slash = path.indexOf('/', slash + 1)) {
            parents.add(path.substring(0, slash));
        }
        return parents;
    }
}
