package io.drydock.buildkit;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The options of a build that the engine's {@code POST /build} takes; by default none is set.
 *
 * @param tags names for the image
 * @param noCache whether every step runs again
 * @param pull whether base images are looked up in their registry although they are here
 * @param networkMode the network of RUN steps; BuildKit knows {@code default}, {@code host} and {@code none}
 */
public record BuildOptions(
        List<String> tags,
        Map<String, String> labels,
        Map<String, String> buildArgs,
        Optional<String> target,
        Optional<String> platform,
        Optional<String> networkMode,
        boolean noCache,
        boolean pull) {

    public BuildOptions {
        tags = List.copyOf(tags);
        labels = copy(labels);
        buildArgs = copy(buildArgs);
    }

    public static BuildOptions tagged(String... tags) {
        return new BuildOptions(
                List.of(tags), Map.of(), Map.of(), Optional.empty(), Optional.empty(), Optional.empty(), false, false);
    }

    public BuildOptions withLabels(Map<String, String> values) {
        return new BuildOptions(tags, values, buildArgs, target, platform, networkMode, noCache, pull);
    }

    public BuildOptions withBuildArgs(Map<String, String> values) {
        return new BuildOptions(tags, labels, values, target, platform, networkMode, noCache, pull);
    }

    public BuildOptions withTarget(String stage) {
        return new BuildOptions(tags, labels, buildArgs, Optional.of(stage), platform, networkMode, noCache, pull);
    }

    public BuildOptions withPlatform(String value) {
        return new BuildOptions(tags, labels, buildArgs, target, Optional.of(value), networkMode, noCache, pull);
    }

    public BuildOptions withNetworkMode(String mode) {
        return new BuildOptions(tags, labels, buildArgs, target, platform, Optional.of(mode), noCache, pull);
    }

    public BuildOptions withNoCache(boolean value) {
        return new BuildOptions(tags, labels, buildArgs, target, platform, networkMode, value, pull);
    }

    public BuildOptions withPull(boolean value) {
        return new BuildOptions(tags, labels, buildArgs, target, platform, networkMode, noCache, value);
    }

    private static Map<String, String> copy(Map<String, String> map) {
        return Collections.unmodifiableMap(new LinkedHashMap<>(map));
    }
}
