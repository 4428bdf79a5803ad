package io.drydock.docker;

import io.drydock.buildkit.EngineFacts;
import java.util.Optional;

/**
 * What the choice of a builder depends on. An engine takes 40 ms and more to tell about itself, so it is asked once, and one that is
 * older than containerd's image store (API 1.42 was the first with it) is not asked at all.
 */
final class FactsOnce {

    private static final ApiVersion CONTAINERDS_STORE = new ApiVersion(1, 42);

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

    /** Whether podman answers; it is known without a question. */
    boolean podman() {
        return podman(version);
    }

    private EngineFacts ask() {
        return new EngineFacts(
                podman(),
                version.at("Os").text(),
                version.at("ApiVersion").text(),
                version.at("Version").text(),
                knowsContainerdsStore() && containerdStore());
    }

    private boolean knowsContainerdsStore() {
        return ApiVersion.parse(version.at("ApiVersion").text()).compareTo(CONTAINERDS_STORE) >= 0;
    }

    private boolean containerdStore() {
        Json info = client.json(EngineRequest.get("tell about itself", "/info"));
        return info.at("DriverStatus").items().stream()
                .anyMatch(
                        pair -> pair.items().stream().anyMatch(v -> v.text().startsWith("io.containerd.snapshotter")));
    }

    static boolean podman(Json version) {
        return version.at("Components").items().stream()
                .anyMatch(part -> part.at("Name").text().equals("Podman Engine"));
    }
}
