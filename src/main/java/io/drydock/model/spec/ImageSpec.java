package io.drydock.model.spec;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How the app's image is built.
 *
 * @param dockerfile absolute path of the Dockerfile
 * @param context absolute path of the folder whose files the Dockerfile copies from
 * @param target stage of the app image; empty: the last
 * @param buildArgs values of the Dockerfile's {@code ARG}s
 * @param secrets BuildKit secrets, by id
 * @param builder which builder makes it
 * @param keep images per branch that prune leaves
 */
public record ImageSpec(
        Path dockerfile,
        Path context,
        Optional<String> target,
        Map<String, String> buildArgs,
        List<SecretSpec> secrets,
        Builder builder,
        int keep) {

    /** The engine's builders; {@code AUTO} takes BuildKit where the engine offers it. */
    public enum Builder {
        AUTO,
        BUILDKIT,
        CLASSIC
    }
}
