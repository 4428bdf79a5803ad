package io.drydock.model.result;

import java.util.List;
import java.util.Optional;

/**
 * The app's image of this run.
 *
 * @param name its reference
 * @param id its id
 * @param built whether this run built it
 * @param builder {@code buildkit} or {@code classic}; empty: it was there
 * @param master reference of the master image that it was made with
 * @param layers what each instruction cost, the first one first; empty where it is not known
 */
public record ImageResult(
        String name,
        String id,
        boolean built,
        Optional<String> builder,
        Optional<String> master,
        List<LayerCost> layers) {

    /** An image whose layers were not looked at. */
    public ImageResult(String name, String id, boolean built, Optional<String> builder, Optional<String> master) {
        this(name, id, built, builder, master, List.of());
    }

    /** The same with its layers. */
    public ImageResult withLayers(List<LayerCost> costs) {
        return new ImageResult(name, id, built, builder, master, List.copyOf(costs));
    }
}
