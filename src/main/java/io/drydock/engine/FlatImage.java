package io.drydock.engine;

import io.drydock.model.ImageName;
import java.util.List;

/**
 * An image whose upper layers are to become one.
 *
 * @param id the image
 * @param names names that point to the result afterwards
 * @param base how many of its layers stay as they are, counted from the lowest
 * @param baseHistory how many steps of its history made those, steps without a layer included; 0 where it is not known
 * @param note what the history says of the merged layer
 */
public record FlatImage(String id, List<ImageName> names, int base, int baseHistory, String note) {

    public FlatImage {
        names = List.copyOf(names);
    }
}
