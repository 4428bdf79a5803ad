package io.drydock.model.spec;

/**
 * A named volume of a service or app, one per branch.
 *
 * @param name its own part of the volume's name
 * @param path absolute path in the container
 * @param readOnly whether the container may not write to it
 */
public record VolumeSpec(String name, String path, boolean readOnly) {}
