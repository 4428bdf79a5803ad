package io.drydock.config;

import io.drydock.model.spec.PortSpec;
import java.util.OptionalInt;

/** Ports of containers, and how they are published: {@code 8080}, or {@code 80:8080} with the host's port first. */
final class Ports {

    private static final int HIGHEST = 65535;
    private static final Parser<Integer> NUMBER = Numbers.between(1, HIGHEST, "a port");

    private Ports() {}

    /** One port, 1 to 65535. */
    static int parse(String text) {
        return NUMBER.parse(text);
    }

    /** A container's port with or without the host's. */
    static PortSpec published(String text) {
        String[] parts = text.split(":", -1);
        if (parts.length > 2 || !text.matches("[\\d:]*")) {
            throw Parser.refused(text, "a port to publish", "write 8080, or host:container such as 80:8080");
        }
        if (parts.length == 1) {
            return new PortSpec(OptionalInt.empty(), parse(text));
        }
        return new PortSpec(OptionalInt.of(parse(parts[0])), parse(parts[1]));
    }
}
