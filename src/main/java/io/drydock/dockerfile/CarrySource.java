package io.drydock.dockerfile;

import java.util.List;

/**
 * Where a stage's caches come from.
 *
 * @param image master's image of the same stage, as the builder accepts it: the classic builder takes an id, BuildKit
 *     only a tag (it looks an id up in a registry)
 * @param paths absolute paths that exist in it
 * @param unchanged how many instructions of the stage come before the first that differs from master's
 * @param base the configuration of the stage's base image, which says who its commands run as
 */
public record CarrySource(String image, List<String> paths, int unchanged, ImageConfig base) {

    public CarrySource {
        paths = List.copyOf(paths);
    }
}
