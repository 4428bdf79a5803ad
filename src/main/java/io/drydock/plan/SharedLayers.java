package io.drydock.plan;

import io.drydock.model.state.ImageState;
import java.util.List;

/** Layers that two images have in common. */
public final class SharedLayers {

    private SharedLayers() {}

    /** How many, counted from the lowest on. */
    public static int count(ImageState image, ImageState other) {
        List<String> layers = image.layers();
        List<String> others = other.layers();
        int same = 0;
        while (same < Math.min(layers.size(), others.size()) && layers.get(same).equals(others.get(same))) {
            same++;
        }
        return same;
    }
}
