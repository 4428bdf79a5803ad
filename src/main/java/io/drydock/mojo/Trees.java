package io.drydock.mojo;

import io.drydock.config.Node;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.codehaus.plexus.configuration.PlexusConfiguration;

/** From Maven's configuration elements to ours. */
final class Trees {

    private Trees() {}

    /** The plugin's {@code <configuration>}; elements that are not written are null. */
    static Node root(PlexusConfiguration... elements) {
        List<Node> children = Arrays.stream(elements)
                .filter(Objects::nonNull)
                .map(Trees::node)
                .toList();
        return new Node("configuration", Optional.empty(), children);
    }

    private static Node node(PlexusConfiguration element) {
        Optional<String> text =
                Optional.ofNullable(element.getValue(null)).map(String::strip).filter(t -> !t.isEmpty());
        List<Node> children =
                Arrays.stream(element.getChildren()).map(Trees::node).toList();
        return new Node(element.getName(), text, children);
    }
}
