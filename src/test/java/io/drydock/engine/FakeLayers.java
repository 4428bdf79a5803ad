package io.drydock.engine;

import io.drydock.dockerfile.LayerItem;
import io.drydock.dockerfile.LayerTree;
import io.drydock.engine.Images.Layer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The layers of an image in memory.
 *
 * @param ids the lowest first
 * @param files what each holds
 * @param history newest first
 */
record FakeLayers(List<String> ids, List<List<LayerItem>> files, List<Layer> history) {

    private static final Pattern WRITES = Pattern.compile("RUN echo (.*) > /(\\S+)");
    private static final Pattern DELETES = Pattern.compile("RUN rm /(\\S+)");

    FakeLayers {
        ids = List.copyOf(ids);
        files = List.copyOf(files);
        history = List.copyOf(history);
    }

    /** One layer of no known files. */
    static FakeLayers base(String id, long size, long created) {
        return new FakeLayers(List.of(id), List.of(List.of()), List.of(new Layer("ADD " + id, size, created)));
    }

    /** With what an instruction does: RUN, COPY and ADD make a layer; files come and go by {@code echo} and {@code rm}. */
    FakeLayers with(String instruction, String id, long created) {
        boolean layer = instruction.matches("(?s)(RUN|COPY|ADD) .*");
        return layer
                ? with(instruction, id, files(instruction), created)
                : new FakeLayers(ids, files, history(new Layer(instruction, 0, created)));
    }

    /** With one layer above the base, which holds what is seen of those. */
    FakeLayers flat(FlatImage image, String id, long created) {
        List<List<LayerItem>> own = files.subList(image.base(), files.size());
        List<LayerItem> merged = LayerTree.of(own).survivors().stream()
                .map(survivor -> own.get(survivor.layer()).get(survivor.index()))
                .toList();
        List<Layer> steps = history.subList(Math.max(0, history.size() - image.baseHistory()), history.size());
        return new FakeLayers(ids.subList(0, image.base()), files.subList(0, image.base()), steps)
                .with(image.note(), id, merged, created);
    }

    private FakeLayers with(String createdBy, String id, List<LayerItem> items, long created) {
        List<String> moreIds = new ArrayList<>(ids);
        moreIds.add(id);
        List<List<LayerItem>> moreFiles = new ArrayList<>(files);
        moreFiles.add(items);
        return new FakeLayers(moreIds, moreFiles, history(new Layer(createdBy, size(items), created)));
    }

    private List<Layer> history(Layer newest) {
        List<Layer> all = new ArrayList<>(history);
        all.add(0, newest);
        return all;
    }

    private static List<LayerItem> files(String instruction) {
        Matcher writes = WRITES.matcher(instruction);
        if (writes.matches()) {
            int size = writes.group(1).getBytes(StandardCharsets.UTF_8).length + 1;
            return List.of(new LayerItem(writes.group(2), LayerItem.Kind.FILE, "", size));
        }
        Matcher deletes = DELETES.matcher(instruction);
        return deletes.matches()
                ? List.of(new LayerItem(".wh." + deletes.group(1), LayerItem.Kind.FILE, "", 0))
                : List.of();
    }

    private static long size(List<LayerItem> items) {
        return items.stream().mapToLong(LayerItem::size).sum();
    }

    /** Bytes of all. */
    long size() {
        return history.stream().mapToLong(Layer::size).sum();
    }
}
