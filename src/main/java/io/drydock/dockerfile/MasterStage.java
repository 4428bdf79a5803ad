package io.drydock.dockerfile;

import java.util.List;

/**
 * What the caller knows of a stage of the master image.
 *
 * @param base the configuration of the image that the stage starts from
 * @param changes all that the layers of the first instruction whose result can differ between branches, and of the later ones,
 *     changed; {@link LayeredFiles#changesSince} tells
 * @param caches the paths that may differ
 */
public record MasterStage(ImageConfig base, List<FileChange> changes, CachePaths caches) {

    public MasterStage {
        changes = List.copyOf(changes);
    }
}
