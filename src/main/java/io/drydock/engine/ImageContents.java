package io.drydock.engine;

import java.util.List;

/**
 * What an image is made of.
 *
 * @param history how it came about, oldest first
 * @param layers the entries of each layer's archive, lowest layer first
 */
public record ImageContents(List<Step> history, List<List<Entry>> layers) {

    public ImageContents {
        history = List.copyOf(history);
        layers = List.copyOf(layers);
    }

    /**
     * A step that made the image.
     *
     * @param createdBy the instruction, as the builder wrote it
     * @param empty whether no layer belongs to it
     */
    public record Step(String createdBy, boolean empty) {}

    /**
     * An entry of a layer.
     *
     * @param path as in the archive; whiteouts included
     * @param directory whether it is a folder
     * @param mode permission bits
     * @param user owner's id
     * @param group owner's group's id
     * @param modified seconds since the epoch
     * @param attributes whether it has extended attributes
     */
    public record Entry(
            String path, boolean directory, int mode, long user, long group, long modified, boolean attributes) {}
}
