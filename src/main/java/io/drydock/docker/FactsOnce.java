package io.drydock.docker;

import io.drydock.buildkit.EngineFacts;
import java.util.Optional;

/** What the choice of a builder depends on, asked once: an engine takes 50 ms and more to tell about itself. */
final class FactsOnce {

    private final EngineClient client;
    private final Json version;
    private Optional<EngineFacts> facts = Optional.empty();

    /**
     * @param version what the engine answered to {@code GET /version}
     */
    FactsOnce(EngineClient client, Json version) {
        this.client = client;
        this.version = version;
    }

    synchronized EngineFacts get() {
        if (facts.isEmpty()) {
            facts = Optional.of(ask());
        }
        return facts.get();
    }

    private EngineFacts ask() {
        Json info = client.json(EngineRequest.get("tell about itself", "/info"));
        boolean containerd = info.at("DriverStatus").items().stream()
                .anyMatch(
                        pair -> pair.items().stream().anyMatch(v -> v.text().startsWith("io.containerd.snapshotter")));
        return new EngineFacts(
                podman(version),
                version.at("Os").text(),
                version.at("ApiVersion").text(),
                version.at("Version").text(),
                containerd);
    }

    static boolean podman(Json version) {
        return version.at("Components").items().stream()
                .anyMatch(part -> part.at("Name").text().equals("Podman Engine"));
    }
}
