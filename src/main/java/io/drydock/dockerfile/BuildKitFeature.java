package io.drydock.dockerfile;

/**
 * Something in a Dockerfile that only BuildKit understands.
 *
 * @param feature what it is, as a user would call it: {@code RUN --mount}
 * @param line 1-based
 */
public record BuildKitFeature(String feature, int line) {}
