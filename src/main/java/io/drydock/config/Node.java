package io.drydock.config;

import java.util.List;
import java.util.Optional;

/**
 * An element of the plugin's configuration, as written.
 *
 * @param name the element's name
 * @param text its text, stripped; empty where it has none
 * @param children its elements, in order
 */
public record Node(String name, Optional<String> text, List<Node> children) {

    /** An element with text alone. */
    public static Node text(String name, String text) {
        return new Node(name, Optional.of(text.strip()).filter(t -> !t.isEmpty()), List.of());
    }

    /** An element with elements. */
    public static Node of(String name, Node... children) {
        return new Node(name, Optional.empty(), List.of(children));
    }

    /** The last element of that name. */
    public Optional<Node> child(String childName) {
        return children.stream().filter(c -> c.name().equals(childName)).reduce((first, last) -> last);
    }
}
