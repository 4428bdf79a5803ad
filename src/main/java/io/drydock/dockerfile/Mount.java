package io.drydock.dockerfile;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A {@code RUN --mount=...} of BuildKit.
 *
 * @param type {@code bind} (the default), {@code cache}, {@code tmpfs}, {@code secret} or {@code ssh}
 * @param from the stage or image whose files are mounted; empty means the build context where the type is bind
 * @param options all options by lower-case name, {@code type} and {@code from} included
 */
public record Mount(String type, Optional<String> from, Map<String, String> options) {

    static Mount parse(String text) {
        Map<String, String> options = new LinkedHashMap<>();
        for (String field : text.split(",")) {
            String bare = field.strip().replaceAll("^\"|\"$", "");
            int equals = bare.indexOf('=');
            String key = (equals < 0 ? bare : bare.substring(0, equals)).toLowerCase(Locale.ROOT);
            options.put(key, equals < 0 ? "" : bare.substring(equals + 1).replaceAll("^\"|\"$", ""));
        }
        String type = options.getOrDefault("type", "bind").toLowerCase(Locale.ROOT);
        return new Mount(type, Optional.ofNullable(options.get("from")), Map.copyOf(options));
    }

    /** Where it appears in the container. */
    Optional<String> target() {
        return Optional.ofNullable(
                options.getOrDefault("target", options.getOrDefault("dst", options.getOrDefault("destination", null))));
    }

    boolean readsContext() {
        return type.equals("bind") && from.isEmpty();
    }
}
