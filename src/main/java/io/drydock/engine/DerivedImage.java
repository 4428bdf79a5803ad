package io.drydock.engine;

import io.drydock.model.ImageName;
import java.util.List;
import java.util.Map;

/**
 * An image with the layers of one image, less some files, and the configuration of another.
 *
 * @param name its name
 * @param layersOf the image whose layers it has
 * @param history that image's
 * @param removed absolute paths that are not in it
 * @param folders the folders that hold them, as they are to be, a folder before what is in it
 * @param configurationOf the image whose configuration it has
 * @param labels its labels, in place of all {@code io.drydock.image} ones of that configuration
 */
public record DerivedImage(
        ImageName name,
        String layersOf,
        List<ImageContents.Step> history,
        List<String> removed,
        List<ImageContents.Entry> folders,
        String configurationOf,
        Map<String, String> labels) {}
