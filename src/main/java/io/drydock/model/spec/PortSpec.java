package io.drydock.model.spec;

import java.util.OptionalInt;

/**
 * A port of the app that is published on the host.
 *
 * @param container the container's port
 * @param host the host's port; empty: chosen by the engine
 */
public record PortSpec(OptionalInt host, int container) {}
