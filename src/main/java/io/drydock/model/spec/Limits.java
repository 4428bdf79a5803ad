package io.drydock.model.spec;

import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * Limits of a container.
 *
 * @param memory in bytes; empty: none
 * @param cpus how many processors' time it may use; empty: no limit
 * @param newPrivileges whether programs in it may gain privileges that their caller has not, as {@code sudo} does
 */
public record Limits(OptionalLong memory, OptionalDouble cpus, boolean newPrivileges) {

    /** No limits. */
    public static final Limits NONE = new Limits(OptionalLong.empty(), OptionalDouble.empty());

    /** Without new privileges. */
    public Limits(OptionalLong memory, OptionalDouble cpus) {
        this(memory, cpus, false);
    }

    /** The same with or without new privileges. */
    public Limits withNewPrivileges(boolean may) {
        return new Limits(memory, cpus, may);
    }
}
