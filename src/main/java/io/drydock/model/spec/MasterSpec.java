package io.drydock.model.spec;

import java.util.List;
import java.util.Optional;

/**
 * How the master image is made, and what branch images take from it.
 *
 * @param branch the master branch, where the repository's own answer is not wanted
 * @param reuse how a branch image uses the master image
 * @param carry absolute paths in the image of further caches, besides the well-known ones
 * @param build Maven's arguments, run at the root of master's exported tree where its Dockerfile copies build output
 */
public record MasterSpec(Optional<String> branch, Reuse reuse, List<String> carry, List<String> build) {

    /** How a branch image uses the master image. */
    public enum Reuse {
        /** A stage that runs commands starts from the same stage of the master image. */
        INHERIT,
        /** Every stage is built as written; only caches are taken from master's stages. */
        CARRY,
        /** A plain build. */
        NONE
    }
}
