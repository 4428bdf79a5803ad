package io.drydock.dockerfile;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What must go from master's stage image before a branch's files come in, or why that cannot be said.
 *
 * @param obstacle the reason, if it cannot
 * @param paths absolute, none within another
 */
record Removals(Optional<String> obstacle, List<String> paths) {

    static Removals impossible(String reason) {
        return new Removals(Optional.of(reason), List.of());
    }

    static Removals of(List<String> paths) {
        List<String> outermost = new ArrayList<>();
        // A folder comes directly before what is in it when slashes sort first.
        for (String path : paths.stream()
                .sorted(Comparator.comparing(p -> p.replace('/', '\0')))
                .toList()) {
            if (outermost.isEmpty() || !Paths.within(path, outermost.get(outermost.size() - 1))) {
                outermost.add(path);
            }
        }
        return new Removals(Optional.empty(), outermost);
    }
}
