package io.drydock.model.spec;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How the verified image is run.
 *
 * @param ports published ports
 * @param bind the host's address that ports are published on
 * @param waits all must pass, in order; empty: chosen by the image
 * @param timeout limit for all waits together
 * @param drain how long the one before serves on, at most, once the names lead to the new one
 * @param keep previous app containers kept, stopped
 * @param labels further labels of the container
 * @param volumes named volumes, per branch
 * @param command replaces the image's {@code CMD}
 * @param entrypoint replaces the image's {@code ENTRYPOINT}
 * @param limits of the container
 * @param restart restart policy, as Docker names it
 */
public record RunSpec(
        List<PortSpec> ports,
        String bind,
        List<Wait> waits,
        Duration timeout,
        Duration drain,
        int keep,
        Map<String, String> labels,
        List<VolumeSpec> volumes,
        Optional<List<String>> command,
        Optional<List<String>> entrypoint,
        Limits limits,
        String restart) {}
