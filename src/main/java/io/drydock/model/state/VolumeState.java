package io.drydock.model.state;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A volume on the engine.
 *
 * @param name its name
 * @param labels its labels
 * @param created when it was made, by the engine's clock; empty where the engine does not tell
 */
public record VolumeState(String name, Map<String, String> labels, Optional<Instant> created) {

    /** One of which it is not told when it was made. */
    public VolumeState(String name, Map<String, String> labels) {
        this(name, labels, Optional.empty());
    }
}
