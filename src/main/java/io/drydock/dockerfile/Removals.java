package io.drydock.dockerfile;

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
        List<String> outermost = paths.stream()
                .distinct()
                .filter(path -> paths.stream().noneMatch(o -> !o.equals(path) && Paths.within(path, o)))
                .sorted()
                .toList();
        return new Removals(Optional.empty(), outermost);
    }
}
