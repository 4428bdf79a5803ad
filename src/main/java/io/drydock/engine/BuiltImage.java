package io.drydock.engine;

/**
 * The result of a build.
 *
 * @param id the image's id
 * @param builder {@code buildkit} or {@code classic}
 */
public record BuiltImage(String id, String builder) {}
