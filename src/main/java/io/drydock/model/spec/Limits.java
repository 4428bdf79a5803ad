package io.drydock.model.spec;

import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * Limits of a container.
 *
 * @param memory in bytes; empty: none
 * @param cpus how many processors' time it may use; empty: no limit
 */
public record Limits(OptionalLong memory, OptionalDouble cpus) {

    /** No limits. */
    public static final Limits NONE = new Limits(OptionalLong.empty(), OptionalDouble.empty());
}
