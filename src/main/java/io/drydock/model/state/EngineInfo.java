package io.drydock.model.state;

/**
 * What a person wants to know of an engine besides its address.
 *
 * @param storage its storage driver, for example {@code overlay2}
 * @param system the system that it runs on, for example {@code Debian GNU/Linux 12 (bookworm), x86_64}
 * @param cpus how many processors it has
 * @param memory bytes that it has
 * @param folder where it keeps images and containers, as its own host names it
 * @param rootless whether it runs without root's rights, and so with a network of its own
 * @param builder the builder that {@code auto} means on it: {@code buildkit} or {@code classic}
 * @param builderReason why
 */
public record EngineInfo(
        String storage,
        String system,
        long cpus,
        long memory,
        String folder,
        boolean rootless,
        String builder,
        String builderReason) {}
