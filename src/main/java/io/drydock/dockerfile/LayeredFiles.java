package io.drydock.dockerfile;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * The files of an image, made by laying its layers over each other as the
 * <a href="https://github.com/opencontainers/image-spec/blob/main/layer.md">OCI image specification</a> says. Two of
 * them, with and without the layers of the varying instructions, are the evidence that makes a {@link StagePlan} exact.
 */
public final class LayeredFiles {

    private final TreeMap<String, LayerEntry> files = new TreeMap<>();

    /** Lays a layer over what is there. */
    public void apply(List<LayerEntry> layer) {
        // Whiteouts are about the layers below, wherever they stand in the archive.
        layer.stream().flatMap(entry -> Whiteout.of(entry.path()).stream()).forEach(this::hide);
        for (LayerEntry entry : layer) {
            if (Whiteout.of(entry.path()).isEmpty()) {
                String path = Paths.clean("/" + entry.path());
                if (!entry.directory()) {
                    below(path).clear();
                }
                files.put(path, entry);
            }
        }
    }

    private void hide(Whiteout whiteout) {
        if (!whiteout.opaque()) {
            files.remove(whiteout.path());
        }
        below(whiteout.path()).clear();
    }

    /** A copy that further layers do not change. */
    public LayeredFiles copy() {
        LayeredFiles copy = new LayeredFiles();
        copy.files.putAll(files);
        return copy;
    }

    /** How these files differ from earlier ones, in order of path. */
    public List<FileChange> changesSince(LayeredFiles earlier) {
        List<FileChange> changes = new ArrayList<>();
        TreeMap<String, LayerEntry> all = new TreeMap<>(earlier.files);
        all.putAll(files);
        all.forEach((path, entry) -> {
            LayerEntry before = earlier.files.get(path);
            LayerEntry after = files.get(path);
            if (before == null) {
                changes.add(new FileChange(path, FileChange.Kind.ADDED, after.directory()));
            } else if (after == null) {
                changes.add(new FileChange(path, FileChange.Kind.DELETED, false));
            } else if (before.directory() != after.directory()
                    || !before.identity().equals(after.identity())) {
                changes.add(new FileChange(path, FileChange.Kind.MODIFIED, before.directory() && after.directory()));
            }
        });
        return changes;
    }

    private NavigableMap<String, LayerEntry> below(String folder) {
        // The character after the slash is the first that no path below the folder begins with.
        return files.subMap(folder + "/", false, folder + "0", false);
    }
}
