package io.drydock.plan;

import io.drydock.model.Bytes;
import io.drydock.model.state.ImageState;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What images take on an engine, and what is freed when one goes: a layer that several have counts when the last of them goes.
 *
 * <p>The engine tells what each step of an image's history added, and the image's layers, but not which step made which layer. A
 * step that added nothing may have made a layer or none, so where a shared layer ends can be open; then the least is counted.
 */
final class LayerUse {

    private final Map<String, ImageState> images = new LinkedHashMap<>();
    private final Map<String, List<Long>> steps;

    /**
     * @param images all of the engine, whoever made them, with their layers
     * @param steps bytes that each step of an image added, the first step first, by the image's id
     */
    LayerUse(List<ImageState> images, Map<String, List<Long>> steps) {
        images.forEach(image -> this.images.put(image.id(), image));
        this.steps = steps;
    }

    /**
     * An amount of bytes.
     *
     * @param bytes the amount, or the least that it can be
     * @param exact whether it is no more than that
     */
    record Freed(long bytes, boolean exact) {

        static final Freed NOTHING = new Freed(0, true);

        Freed plus(Freed other) {
            return new Freed(bytes + other.bytes, exact && other.exact);
        }

        @Override
        public String toString() {
            return (exact ? "" : "at least ") + Bytes.human(bytes);
        }
    }

    /** Takes an image away, and tells what that frees; nothing where it is not there. */
    Freed remove(String id) {
        ImageState image = images.remove(id);
        if (image == null) {
            return Freed.NOTHING;
        }
        List<Long> sizes = steps.getOrDefault(id, List.of()).stream()
                .filter(size -> size > 0)
                .toList();
        int shared = images.values().stream()
                .mapToInt(other -> SharedLayers.count(image, other))
                .max()
                .orElse(0);
        int withoutBytes = image.layers().size() - sizes.size();
        if (withoutBytes < 0) {
            return new Freed(0, false);
        }
        long least = sum(sizes, Math.min(shared, sizes.size()));
        long most = sum(sizes, Math.max(0, shared - withoutBytes));
        return new Freed(least, least == most && sum(sizes, 0) == image.size());
    }

    private static long sum(List<Long> sizes, int from) {
        return sizes.subList(Math.min(from, sizes.size()), sizes.size()).stream()
                .mapToLong(Long::longValue)
                .sum();
    }
}
