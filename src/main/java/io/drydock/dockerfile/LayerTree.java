package io.drydock.dockerfile;

import io.drydock.dockerfile.LayerItem.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The files of some layers laid over each other as the
 * <a href="https://github.com/opencontainers/image-spec/blob/main/layer.md">OCI image specification</a> says, each with
 * the entry that it comes from, and what these layers hide of those below them. Grows with the number of files, not with
 * their size.
 */
public final class LayerTree {

    private static final int NONE = -1;

    private final Node root = new Node();

    private LayerTree() {}

    /**
     * Lays layers over each other.
     *
     * @param layers the entries of each, in the order of its archive; the lowest layer first
     */
    public static LayerTree of(List<List<LayerItem>> layers) {
        LayerTree tree = new LayerTree();
        for (int layer = 0; layer < layers.size(); layer++) {
            tree.hide(layers.get(layer));
            tree.put(layer, layers.get(layer));
        }
        return tree;
    }

    /**
     * A file of the whole.
     *
     * @param path relative to the root, which is empty; characters as in {@link LayerItem#path()}
     * @param kind of its entry
     * @param layer which layer it comes from, the lowest is 0
     * @param index which entry of that layer it is
     * @param content the entry that holds its content: itself, or of a hard link the first one that it was linked to; its
     *     own, too, where the layer has no such entry
     */
    public record Survivor(String path, Kind kind, int layer, int index, int content) {}

    /** All that is there, a folder before what is in it. A folder that is only a part of paths is not among them. */
    public List<Survivor> survivors() {
        List<Survivor> found = new ArrayList<>();
        collect("", root, found);
        return found;
    }

    private static void collect(String path, Node node, List<Survivor> found) {
        if (node.layer != NONE) {
            found.add(new Survivor(path, node.kind, node.layer, node.index, node.content));
        }
        node.children.forEach((name, child) -> collect(Paths.join(path, name), child, found));
    }

    /** Paths of other layers below these that are not to be seen through them, without what is below one of these. */
    public List<String> whiteouts(LayerTree below) {
        List<String> hidden = new ArrayList<>();
        hidden("", root, below.root, false, hidden);
        return hidden;
    }

    private static void hidden(String path, Node node, Node below, boolean opaque, List<String> hidden) {
        below.children.forEach((name, lower) -> {
            Node upper = node.children.get(name);
            if (lower.gone()) {
                return;
            }
            if (upper == null ? opaque || node.opaque : upper.gone()) {
                hidden.add(Paths.join(path, name));
            } else if (upper != null && upper.folder() && lower.folder()) {
                hidden(Paths.join(path, name), upper, lower, opaque || node.opaque, hidden);
            }
        });
    }

    /** Whiteouts are about the layers below, wherever they stand in the archive. */
    private void hide(List<LayerItem> layer) {
        for (LayerItem item : layer) {
            Whiteout.of(item.path()).ifPresent(whiteout -> {
                Node node = node(whiteout.path());
                if (whiteout.opaque()) {
                    node.becomeOpaque();
                } else {
                    node.become(Kind.OTHER, NONE, NONE, NONE);
                }
            });
        }
    }

    private void put(int layer, List<LayerItem> items) {
        Map<String, Integer> contents = new HashMap<>();
        for (int i = 0; i < items.size(); i++) {
            LayerItem item = items.get(i);
            String path = Paths.clean("/" + item.path());
            if (Whiteout.of(path).isPresent()) {
                continue;
            }
            int content = item.kind() == Kind.HARD_LINK
                    ? Optional.ofNullable(contents.get(Paths.clean("/" + item.target())))
                            .orElse(i)
                    : i;
            contents.put(path, content);
            node(path).become(item.kind(), layer, i, content);
        }
    }

    /** The node of an absolute path; what is on the way to it becomes a folder. */
    private Node node(String path) {
        Node node = root;
        for (String part : path.split("/")) {
            if (!part.isEmpty()) {
                if (!node.folder()) {
                    node.become(Kind.FOLDER, NONE, NONE, NONE);
                }
                node = node.children.computeIfAbsent(part, name -> new Node());
            }
        }
        return node;
    }

    /** What is at a path: a folder, at first one that is only a part of paths; something else; or nothing any more. */
    private static final class Node {

        private final Map<String, Node> children = new TreeMap<>();
        private Kind kind = Kind.FOLDER;
        /** Whether nothing of the layers below is seen in it. */
        private boolean opaque;

        private int layer = NONE;
        private int index = NONE;
        private int content = NONE;

        void become(Kind other, int ofLayer, int ofIndex, int ofContent) {
            if (other != Kind.FOLDER) {
                becomeOpaque();
            }
            kind = other;
            layer = ofLayer;
            index = ofIndex;
            content = ofContent;
        }

        void becomeOpaque() {
            children.clear();
            opaque = true;
        }

        boolean folder() {
            return kind == Kind.FOLDER;
        }

        boolean gone() {
            return !folder() && layer == NONE;
        }
    }
}
