package io.drydock.plan;

import io.drydock.model.Names;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Where a service is found, from one side.
 *
 * @param name the service's name
 * @param host host or IP address
 * @param port its main port
 * @param template of its URL, with {@code @{host}} and {@code @{port}}
 */
public record Address(String name, String host, OptionalInt port, Optional<String> template) {

    /** The same service seen from another side. */
    public Address at(String otherHost, OptionalInt otherPort) {
        return new Address(name, otherHost, otherPort, template);
    }

    /** The URL, where there is a template. */
    public Optional<String> url() {
        return template.map(t -> t.replace("@{host}", host)
                .replace("@{port}", port.isPresent() ? Integer.toString(port.getAsInt()) : ""));
    }

    /** The variables that tell it: {@code NAME_HOST}, and {@code NAME_PORT} and {@code NAME_URL} where known. */
    public Map<String, String> variables() {
        String prefix = Names.environmentPrefix(name);
        Map<String, String> variables = new LinkedHashMap<>();
        variables.put(prefix + "_HOST", host);
        port.ifPresent(p -> variables.put(prefix + "_PORT", Integer.toString(p)));
        url().ifPresent(u -> variables.put(prefix + "_URL", u));
        return variables;
    }
}
