package io.drydock.config;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * The ports of a service of a Compose file.
 *
 * @param main the first of {@code ports}, else the first of {@code expose}
 * @param published whether {@code ports} asks for publishing
 */
record ComposePorts(OptionalInt main, boolean published) {

    private static final String RIGHT = "write 8080, 80:8080 or 127.0.0.1:80:8080";

    static ComposePorts of(ComposeValue service) {
        List<ComposeValue> ports = service.get("ports").items();
        List<Integer> all = new ArrayList<>();
        for (ComposeValue port : ports) {
            if (!port.isText()) {
                port.allow(List.of("target", "published", "host_ip", "protocol", "mode", "name"));
            }
            (port.isText() ? port : port.get("target"))
                    .parse(ComposePorts::container)
                    .ifPresent(all::add);
        }
        for (ComposeValue port : service.get("expose").items()) {
            port.parse(ComposePorts::container).ifPresent(all::add);
        }
        return new ComposePorts(all.isEmpty() ? OptionalInt.empty() : OptionalInt.of(all.get(0)), !ports.isEmpty());
    }

    /** The container's port: the last part, before {@code /tcp}. */
    private static int container(String text) {
        String port = text.replaceFirst("/tcp$", "");
        if (port.contains("/") || port.contains("-")) {
            throw Parser.refused(text, "a single TCP port", RIGHT);
        }
        return Ports.parse(port.substring(port.lastIndexOf(':') + 1));
    }
}
