package io.drydock.model.state;

import java.util.List;
import java.util.Map;

/**
 * An image on the engine.
 *
 * @param id content id, {@code sha256:...}
 * @param tags references that name it, as the engine spells them
 * @param labels its labels
 * @param config what its containers start with
 * @param size bytes, shared layers included
 * @param created when it was built, seconds since the epoch
 * @param layers digests of its layers, lowest first
 */
public record ImageState(
        String id,
        List<String> tags,
        Map<String, String> labels,
        ImageConfig config,
        long size,
        long created,
        List<String> layers) {

    /** The same image under other names. */
    public ImageState withTags(List<String> others) {
        return new ImageState(id, others, labels, config, size, created, layers);
    }

    /** The same image with another configuration. */
    public ImageState withConfig(ImageConfig other) {
        return new ImageState(id, tags, labels, other, size, created, layers);
    }
}
