package io.drydock.config;

import io.drydock.model.spec.ServiceSpec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads the services of a Compose file (the Compose specification of compose-spec.io). What has no meaning here is not
 * passed over: each such key is a mistake of its own, so that nobody misses it later.
 */
final class ComposeReader {

    private static final List<String> TOP = List.of("name", "version", "services", "volumes", "configs", "secrets");
    private static final String PROFILES = "COMPOSE_PROFILES";

    private final Map<String, String> env;
    private final Mistakes mistakes;

    ComposeReader(Map<String, String> env, Mistakes mistakes) {
        this.env = env;
        this.mistakes = mistakes;
    }

    /**
     * A service and where it is written.
     *
     * @param where its place in the file
     */
    record Entry(ComposeValue where, ServiceSpec service) {}

    /** The services whose profiles are active, in the order of the file. */
    List<Entry> read(Path path) {
        return ComposeFile.load(path, env, mistakes)
                .map(root -> services(root, path.toAbsolutePath().getParent()))
                .orElse(List.of());
    }

    private List<Entry> services(ComposeValue root, Path folder) {
        root.allow(TOP);
        // a volume is made plain, by name: its own options would be lost
        root.get("volumes").entries().values().forEach(volume -> volume.allow(List.of("name")));
        ComposeService reader = new ComposeService(root, folder, env);
        Map<String, ComposeValue> places =
                new LinkedHashMap<>(root.get("services").entries());
        places.values().removeIf(place -> !active(place.get("profiles")));
        Set<String> oneShot = new HashSet<>();
        places.values().forEach(place -> oneShot.addAll(ComposeService.completedBefore(place)));
        List<Entry> services = new ArrayList<>();
        places.forEach(
                (name, place) -> services.add(new Entry(place, reader.read(name, place, oneShot.contains(name)))));
        if (places.isEmpty()) {
            root.mistake("has no service");
        }
        return services;
    }

    private boolean active(ComposeValue profiles) {
        List<String> wanted = Values.split(env.getOrDefault(PROFILES, ""));
        List<ComposeValue> own = profiles.items();
        return own.isEmpty()
                || wanted.contains("*")
                || own.stream()
                        .anyMatch(profile -> wanted.contains(profile.text().orElse("")));
    }
}
