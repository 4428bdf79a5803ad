package io.drydock.run;

import io.drydock.dockerfile.LayerItem;
import io.drydock.dockerfile.LayerTree;
import io.drydock.model.result.WastedFile;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What an image carries that later layers delete or overwrite. Content that a hard link still leads to is not wasted.
 *
 * @param bytes of all
 * @param files that waste most, the worst first
 */
public record LayerWaste(long bytes, List<WastedFile> files) {

    /** No more files are named than that. */
    static final int MOST_FILES = 10;

    public LayerWaste {
        files = List.copyOf(files);
    }

    /**
     * Adds it up.
     *
     * @param layers the entries of each layer, the lowest layer first
     */
    static LayerWaste of(List<List<LayerItem>> layers) {
        List<BitSet> seen = new ArrayList<>();
        layers.forEach(layer -> seen.add(new BitSet()));
        LayerTree.of(layers).survivors().forEach(file -> seen.get(file.layer()).set(file.content()));
        Map<String, Long> wasted = new HashMap<>();
        for (int layer = 0; layer < layers.size(); layer++) {
            List<LayerItem> items = layers.get(layer);
            for (int i = seen.get(layer).nextClearBit(0);
                    i < items.size();
                    i = seen.get(layer).nextClearBit(i + 1)) {
                if (items.get(i).size() > 0) {
                    wasted.merge(absolute(items.get(i).path()), items.get(i).size(), Long::sum);
                }
            }
        }
        List<WastedFile> worst = wasted.entrySet().stream()
                .map(file -> new WastedFile(file.getKey(), file.getValue()))
                .sorted(Comparator.comparingLong(WastedFile::bytes).reversed().thenComparing(WastedFile::path))
                .limit(MOST_FILES)
                .toList();
        return new LayerWaste(
                wasted.values().stream().mapToLong(Long::longValue).sum(), worst);
    }

    private static String absolute(String path) {
        return "/" + LayerItem.readable(path).replaceFirst("^(\\./|/)+", "");
    }
}
