package io.drydock.buildkit;

import java.util.Optional;
import java.util.Set;

/** Which builds an engine can make with BuildKit; each answer is the reason against it, empty if there is none. */
final class BuilderRules {

    private static final Set<String> NETWORK_MODES = Set.of("", "default", "host", "none");

    private BuilderRules() {}

    /** Against BuildKit as such. */
    static Optional<String> againstBuildKit(EngineFacts engine, BuildOptions options) {
        if (engine.podman()) {
            return Optional.of("podman builds with its own builder");
        }
        if (!engine.os().equals("linux")) {
            return Optional.of("BuildKit needs a Linux engine, this one is " + engine.os());
        }
        if (!engine.speaks(1, 39)) {
            return Optional.of("BuildKit needs engine API 1.39, this one ends at " + engine.apiVersion());
        }
        return options.networkMode()
                .filter(mode -> !NETWORK_MODES.contains(mode))
                .map(mode -> "BuildKit cannot build in network " + mode);
    }

    /**
     * Against a plain tar as context, once a session is refused. Secrets need a session; and before 27.5 an engine with
     * the containerd image store cannot read the tar (moby/moby#47717).
     */
    static Optional<String> againstTar(EngineFacts engine, BuildKitRequest request) {
        if (!request.secrets().isEmpty()) {
            return Optional.of("build secrets need a session");
        }
        return engine.containerdStore() && !engine.isAtLeast(27, 5)
                ? Optional.of("with the containerd image store this needs engine 27.5, this one is " + engine.version())
                : Optional.empty();
    }
}
