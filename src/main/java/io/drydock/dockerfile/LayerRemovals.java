package io.drydock.dockerfile;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Removals by evidence: everything outside caches that the layers of the varying instructions added goes, so what stays
 * is the state before them, and the caches. What they changed or deleted cannot be brought back by removing.
 */
final class LayerRemovals {

    private LayerRemovals() {}

    /** @param destinations folders that the varying instructions copy to: they set the mode of these again */
    static Removals of(List<FileChange> changes, CachePaths caches, Set<String> destinations) {
        List<String> added = new ArrayList<>();
        for (FileChange change : changes) {
            if (caches.contains(change.path())) {
                continue;
            }
            if (change.kind() == FileChange.Kind.ADDED) {
                if (!change.directory() || !caches.anyBelow(change.path())) {
                    added.add(change.path());
                }
            } else if (!change.directory() || !destinations.contains(change.path())) {
                return Removals.impossible(
                        change.path() + ", which was there before the files of the branch come in, is "
                                + (change.kind() == FileChange.Kind.DELETED ? "deleted" : "changed") + " after it");
            }
        }
        return Removals.of(added);
    }
}
