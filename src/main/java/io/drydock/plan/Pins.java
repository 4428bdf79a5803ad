package io.drydock.plan;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What is to be kept whatever its age: branches, commits, images, containers, each by any name that it has. */
final class Pins {

    private static final int SHORTEST_SHA = 7;

    private final List<String> pins;

    /**
     * @param text names with commas between them
     */
    Pins(Optional<String> text) {
        this.pins = text.stream()
                .flatMap(t -> Arrays.stream(t.split(",", -1)))
                .map(String::strip)
                .filter(pin -> !pin.isEmpty())
                .toList();
    }

    /** Whether one of an object's names is pinned; a commit also by its beginning. */
    boolean hold(Stream<String> names) {
        return names.anyMatch(name -> pins.stream()
                .anyMatch(pin ->
                        name.equals(pin) || pin.matches("[0-9a-f]{" + SHORTEST_SHA + ",40}") && name.startsWith(pin)));
    }
}
