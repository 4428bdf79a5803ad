package io.drydock.model.spec;

import io.drydock.model.App;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * One service of an environment. It has an image, or it is another app.
 *
 * @param name unique in the environment; also its DNS name there
 * @param image reference of its image
 * @param app another app, whose verified image is used
 * @param env variables of its container
 * @param port its main port; empty: the lowest port that the image exposes
 * @param url template of {@code NAME_URL}, with {@code @{host}} and {@code @{port}}
 * @param waits all must pass, in order; empty: chosen by the image
 * @param timeout limit for all waits together
 * @param dependsOn names of services that must be ready before it starts
 * @param volumes named volumes, per branch
 * @param files copied in before start
 * @param secrets files on a memory file system; {@code <ID>_FILE} names each
 * @param command replaces the image's {@code CMD}
 * @param entrypoint replaces the image's {@code ENTRYPOINT}
 * @param user {@code user[:group]} that it runs as
 * @param limits of its container
 * @param restart restart policy, as Docker names it
 * @param required whether the build fails when it is not ready
 * @param publish whether its ports are published on loopback
 */
public record ServiceSpec(
        String name,
        Optional<String> image,
        Optional<App> app,
        Map<String, String> env,
        OptionalInt port,
        Optional<String> url,
        List<Wait> waits,
        Duration timeout,
        List<String> dependsOn,
        List<VolumeSpec> volumes,
        List<FileSpec> files,
        List<SecretSpec> secrets,
        Optional<List<String>> command,
        Optional<List<String>> entrypoint,
        Optional<String> user,
        Limits limits,
        String restart,
        boolean required,
        boolean publish) {

    /** Whether it is done when it ends: a migration or a seeding job. */
    public boolean oneShot() {
        return waits.stream().anyMatch(Wait.Exit.class::isInstance);
    }
}
