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
     * @param attributes its extended attributes, as text; empty where it has none
     * @param content hash of a file's content, type and target of a link or device; empty of a folder
     */
    public record Entry(
            String path,
            boolean directory,
            int mode,
            long user,
            long group,
            long modified,
            String attributes,
            String content) {

        /** Equal for two entries that a user could not tell apart: all but path and time. */
        public String identity() {
            return String.join(
                    " ", Integer.toOctalString(mode), Long.toString(user), Long.toString(group), content, attributes);
        }
    }
}
