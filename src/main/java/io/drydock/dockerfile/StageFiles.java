package io.drydock.dockerfile;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What is known of the files of master's stage image.
 *
 * @param before what an absolute path was: with {@code changes}, before the first instruction that can differ between
 *     branches; without, in the base image
 * @param changes all that the layers of that instruction and the later ones changed; empty when nobody has looked
 */
public record StageFiles(Function<String, PathType> before, Optional<List<FileChange>> changes) {

    /** Read from the layers of the image: with these a plan is exact. */
    public static StageFiles ofLayers(Function<String, PathType> before, List<FileChange> changes) {
        return new StageFiles(before, Optional.of(List.copyOf(changes)));
    }

    /** Only the base image was looked at: a plan goes by the text of the Dockerfile, and falls back sooner. */
    public static StageFiles ofBase(Function<String, PathType> before) {
        return new StageFiles(before, Optional.empty());
    }
}
