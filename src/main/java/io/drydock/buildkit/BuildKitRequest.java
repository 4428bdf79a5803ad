package io.drydock.buildkit;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * One image to build.
 *
 * @param dockerfileName the Dockerfile's path in the context; only its last name is shown
 * @param dockerfile the Dockerfile's bytes, which need not be those in the context
 * @param context the files that COPY and ADD see
 * @param tar the same context as a tar with the Dockerfile at its path, for engines that give no session
 * @param sharedKey stable for one project's tree, so that the engine finds what it received the last time
 * @param secrets values for {@code RUN --mount=type=secret}, by id
 * @param credentials the login for a registry host, if there is one
 */
public record BuildKitRequest(
        BuildOptions options,
        String dockerfileName,
        byte[] dockerfile,
        ContextSource context,
        BuildPost.Body tar,
        String sharedKey,
        Map<String, byte[]> secrets,
        Function<String, Optional<Login>> credentials) {

    public BuildKitRequest {
        secrets = Map.copyOf(secrets);
    }

    /** Prints what is built, nothing of secrets or arguments. */
    @Override
    public String toString() {
        return "BuildKitRequest[" + options.tags() + " from " + dockerfileName + "]";
    }
}
