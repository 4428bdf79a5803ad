package io.drydock.docker;

import io.drydock.dockerfile.LayerItem;
import io.drydock.dockerfile.LayerItem.Kind;
import io.drydock.dockerfile.LayerTree;
import io.drydock.dockerfile.LayerTree.Survivor;
import io.drydock.dockerfile.Whiteout;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The one layer that the upper layers of an image come to. The image is read twice: first what its layers say of their
 * files, to learn which entries are seen in the end; then those are copied as they pass by, byte for byte. No content is
 * held; what is held grows with the number of files.
 *
 * <p>Folders come first, whiteouts after them, so that the engine finds each folder before what is in it. What an opaque
 * whiteout hides is named instead, as overlay file systems take no opaque root.
 */
final class FlatLayer {

    private final List<String> names;
    private final List<byte[]> folders = new ArrayList<>();
    private final List<String> whiteouts;
    private final List<Selection> selections = new ArrayList<>();
    private int files;

    /**
     * What the first reading leaves of a layer.
     *
     * @param items its entries
     * @param folders the heads of those that are folders, by their index
     */
    record Scan(List<LayerItem> items, Map<Integer, byte[]> folders) {

        static Scan of(InputStream layer) throws IOException {
            List<LayerItem> items = new ArrayList<>();
            Map<Integer, byte[]> folders = new HashMap<>();
            TarReader tar = new TarReader(layer);
            for (Optional<TarHead> head = tar.next(); head.isPresent(); head = tar.next()) {
                if (head.get().item().kind() == Kind.FOLDER) {
                    folders.put(items.size(), head.get().blocks());
                }
                items.add(head.get().item());
            }
            return new Scan(items, folders);
        }
    }

    /** The entries of a layer that are copied: as they are, or under another name or to another target. */
    private record Selection(BitSet same, Map<Integer, Change> changed) {}

    private record Change(Optional<String> path, Optional<String> link) {

        byte[] of(TarHead head) {
            return head.as(path.orElse(head.path()), link.orElse(head.link()));
        }
    }

    /** One content of a layer. */
    private record Content(int layer, int index) {}

    /**
     * @param image as read the first time
     * @param base how many of its layers are not merged
     */
    FlatLayer(ImageArchive.Image<Scan> image, int base) throws IOException {
        names = image.names();
        List<List<LayerItem>> items = image.layers().stream().map(Scan::items).toList();
        LayerTree below = LayerTree.of(items.subList(0, base));
        LayerTree own = LayerTree.of(items.subList(base, items.size()));
        whiteouts = own.whiteouts(below);
        items.forEach(layer -> selections.add(new Selection(new BitSet(), new HashMap<>())));
        Map<Content, List<Survivor>> contents = new LinkedHashMap<>();
        for (Survivor survivor : own.survivors()) {
            int layer = base + survivor.layer();
            if (survivor.kind() == Kind.FOLDER) {
                folders.add(image.layers().get(layer).folders().get(survivor.index()));
            } else {
                contents.computeIfAbsent(new Content(layer, survivor.content()), key -> new ArrayList<>())
                        .add(survivor);
                files++;
            }
        }
        for (Map.Entry<Content, List<Survivor>> content : contents.entrySet()) {
            select(
                    content.getKey(),
                    content.getValue(),
                    items.get(content.getKey().layer()));
        }
    }

    /** Where the first name of a content is gone, the content gets the next one; the others are linked to that. */
    private void select(Content content, List<Survivor> survivors, List<LayerItem> items) throws IOException {
        if (items.get(content.index()).kind() == Kind.HARD_LINK) {
            throw new IOException("a layer links "
                    + LayerItem.readable(items.get(content.index()).path()) + " to a file that it has not");
        }
        Selection selection = selections.get(content.layer());
        Survivor first = survivors.stream()
                .min((a, b) -> Integer.compare(a.index(), b.index()))
                .orElseThrow();
        if (first.index() == content.index()) {
            selection.same().set(first.index());
        } else {
            selection.changed().put(content.index(), new Change(Optional.of(first.path()), Optional.empty()));
        }
        for (Survivor other : survivors) {
            if (other.index() != first.index()) {
                selection.changed().put(other.index(), new Change(Optional.empty(), Optional.of(first.path())));
            }
        }
    }

    /** Writes it while the image is read for the second time. */
    void write(InputStream in, OutputStream out) throws IOException {
        for (byte[] folder : folders) {
            out.write(folder);
        }
        for (String path : whiteouts) {
            out.write(TarHead.ofWhiteout(Whiteout.entry(path)));
        }
        int[] written = new int[1];
        ImageArchive.read(in, (name, layer) -> {
            // of two layers that are the same, nothing of the lower one is seen
            int index = names.lastIndexOf(name);
            written[0] += index < 0 ? 0 : copy(selections.get(index), layer, out);
            return name;
        });
        if (written[0] != files) {
            throw new IOException("the image was not the same when it was read again");
        }
        out.write(new byte[2 * TarHead.BLOCK]);
    }

    private static int copy(Selection selection, InputStream layer, OutputStream out) throws IOException {
        int copied = 0;
        TarReader tar = new TarReader(layer);
        int index = 0;
        for (Optional<TarHead> head = tar.next(); head.isPresent(); head = tar.next()) {
            Change change = selection.changed().get(index);
            if (change != null || selection.same().get(index)) {
                out.write(change == null ? head.get().blocks() : change.of(head.get()));
                tar.copyContent(out);
                copied++;
            }
            index++;
        }
        return copied;
    }
}
