package io.drydock.plan;

import io.drydock.model.DrydockException;
import io.drydock.model.Outcome;
import io.drydock.model.state.ImageState;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which layers of an image are merged: its own, those above its base.
 *
 * <p>The base is the lowest layers that it has in common with the image that its Dockerfile's final stage goes back to, or with
 * the master image, whichever are more.
 *
 * @param of reference of the image
 * @param base how many layers stay
 * @param own how many are merged
 * @param on the image whose layers stay; empty where none do
 */
public record FlattenPlan(String of, int base, int own, Optional<String> on) {

    /** The base of an image that starts from nothing. */
    public static final String SCRATCH = "scratch";

    /**
     * All layers.
     *
     * @param of reference of the image
     */
    public static FlattenPlan all(String of, ImageState image) {
        return new FlattenPlan(of, 0, image.layers().size(), Optional.empty());
    }

    /**
     * The image's own layers.
     *
     * @param of reference of the image
     * @param from what the final stage goes back to; {@code scratch} is a base without layers
     * @param bases the images that are on the engine, of those that may be its base, by reference
     * @throws DrydockException (CONFIG_ERROR) where nothing tells which layers are its base's
     */
    public static FlattenPlan own(String of, ImageState image, String from, Map<String, ImageState> bases) {
        int most = 0;
        Optional<String> on = Optional.empty();
        for (Map.Entry<String, ImageState> base : bases.entrySet()) {
            int shared = SharedLayers.count(image, base.getValue());
            if (shared > most) {
                most = shared;
                on = Optional.of(base.getKey());
            }
        }
        if (on.isEmpty() && !from.equals(SCRATCH)) {
            String why = bases.containsKey(from)
                    ? "it has no layer in common with " + from + ", which its Dockerfile starts from"
                    : "image " + from + ", which its Dockerfile starts from, is not on the engine";
            throw new DrydockException(
                    Outcome.CONFIG_ERROR,
                    "there is no telling which layers of image " + of + " are its own",
                    why,
                    List.of(
                            bases.containsKey(from)
                                    ? "mvn package docker:branch-image, after a change"
                                    : "docker pull " + from,
                            "or all layers: -Ddocker.flatten.all"));
        }
        return new FlattenPlan(of, most, image.layers().size() - most, on);
    }

    /** Whether there is anything to merge. */
    public boolean merges() {
        return own > 1;
    }

    /** What it comes to, in one line. */
    public String summary() {
        String base =
                on.map(name -> " on top of the " + this.base + " of " + name).orElse("");
        if (merges()) {
            return "merge " + own + " layers of image " + of + " into one" + base;
        }
        return "image " + of + " has " + (own == 0 ? "no layer" : "one layer") + " of its own" + base
                + ": nothing to merge";
    }
}
