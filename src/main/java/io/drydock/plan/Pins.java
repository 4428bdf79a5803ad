package io.drydock.plan;

import io.drydock.model.Labels;
import io.drydock.model.state.ImageState;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
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

    /** Whether a container, volume or network is pinned. */
    boolean hold(Map<String, String> labels, String name) {
        return hold(Stream.of(
                name,
                labels.getOrDefault(Labels.BRANCH, ""),
                labels.getOrDefault(Labels.SLUG, ""),
                labels.getOrDefault(Labels.COMMIT, "")));
    }

    /** Whether an image is. */
    boolean hold(ImageState image) {
        return hold(Stream.concat(
                image.tags().stream(),
                Stream.of(
                        image.id(),
                        image.labels().getOrDefault(Labels.IMAGE_COMMIT, ""),
                        image.labels().getOrDefault(Labels.IMAGE_BRANCH, ""),
                        image.labels().getOrDefault(Labels.IMAGE_SLUG, ""))));
    }

    /** Whether one of an object's names is pinned; a commit also by its beginning. */
    private boolean hold(Stream<String> names) {
        return names.anyMatch(name -> pins.stream()
                .anyMatch(pin ->
                        name.equals(pin) || pin.matches("[0-9a-f]{" + SHORTEST_SHA + ",40}") && name.startsWith(pin)));
    }
}
