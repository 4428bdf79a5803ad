package io.drydock.run;

import io.drydock.engine.Engine;
import io.drydock.model.Bytes;
import io.drydock.model.DrydockException;
import io.drydock.model.Outcome;
import io.drydock.model.result.LayerCost;
import io.drydock.model.state.ImageState;
import io.drydock.plan.SharedLayers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** What the layers of an image cost, and whether there are too many of them. */
public final class LayerCheck {

    /** As many layers as the engine can stack (moby, layer/layer_store.go). */
    public static final int MOST = 127;

    private final Engine engine;

    public LayerCheck(Engine engine) {
        this.engine = engine;
    }

    /**
     * An image's layers.
     *
     * @param history its instructions, the first one first; some add no layer
     * @param count how many layers it has
     * @param shared how many of them, from the lowest on, are the master image's
     * @param size bytes of all
     * @param waste what of it is not seen in a container
     */
    public record Layers(
            String reference, List<LayerCost> history, int count, int shared, long size, LayerWaste waste) {

        /** In one line. */
        public String summary() {
            return count + " layers of at most " + MOST + ", " + Bytes.human(size)
                    + (shared > 0 ? "; the lowest " + shared + " are the master image's" : "");
        }
    }

    /**
     * Reads them; the engine sends the whole image for it, which takes about as long as {@code docker save}.
     *
     * @param master reference of the master image, where there is one
     */
    public Layers read(String reference, Optional<String> master) {
        ImageState image = engine.images()
                .find(reference)
                .orElseThrow(() -> new DrydockException(
                        Outcome.CONFIG_ERROR,
                        "there are no layers to look at",
                        "image " + reference + " is not on the engine",
                        List.of("mvn package docker:branch-image", "mvn docker:status")));
        List<LayerCost> history = history(engine, image.id());
        int shared = master.flatMap(name -> engine.images().find(name))
                .filter(other -> !other.id().equals(image.id()))
                .map(other -> SharedLayers.count(image, other))
                .orElse(0);
        LayerWaste waste = LayerWaste.of(engine.images().files(image.id()));
        return new Layers(reference, history, image.layers().size(), shared, image.size(), waste);
    }

    /** What each instruction of an image cost, the first one first. */
    public static List<LayerCost> history(Engine engine, String image) {
        List<LayerCost> history = new ArrayList<>();
        engine.images().history(image).forEach(layer -> history.add(0, new LayerCost(layer.createdBy(), layer.size())));
        return history;
    }

    /**
     * Holds them against limits.
     *
     * @param max most layers
     * @param maxWaste most bytes that later layers delete or overwrite
     * @throws DrydockException a failure, where there are more
     */
    public static void require(Layers layers, OptionalInt max, OptionalLong maxWaste) {
        if (max.isPresent() && layers.count() > max.getAsInt()) {
            throw new DrydockException(
                    Outcome.BUILD_FAILED,
                    "image " + layers.reference() + " has too many layers",
                    layers.count() + " layers, and docker.layers.max is " + max.getAsInt(),
                    List.of("fewer RUN, COPY and ADD instructions in the Dockerfile", "or mvn docker:flatten"));
        }
        long waste = layers.waste().bytes();
        if (maxWaste.isPresent() && waste > maxWaste.getAsLong()) {
            throw new DrydockException(
                    Outcome.BUILD_FAILED,
                    "image " + layers.reference() + " wastes too much",
                    "later layers delete or overwrite " + waste + " bytes, and docker.layers.maxWaste is "
                            + maxWaste.getAsLong(),
                    List.of("delete files in the RUN instruction that makes them", "or mvn docker:flatten"));
        }
    }
}
