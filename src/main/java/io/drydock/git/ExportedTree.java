package io.drydock.git;

import java.nio.file.Path;
import java.util.List;

/**
 * The tree of a commit, written to a folder.
 *
 * @param root the folder
 * @param missingSubmodules paths of submodules that are empty folders in it, because their repository is not here
 */
public record ExportedTree(Path root, List<String> missingSubmodules) {

    public ExportedTree {
        missingSubmodules = List.copyOf(missingSubmodules);
    }
}
