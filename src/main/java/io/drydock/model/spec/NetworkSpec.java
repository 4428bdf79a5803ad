package io.drydock.model.spec;

import io.drydock.model.Subnet;

/**
 * Where environments take their subnets from.
 *
 * @param pool the addresses to share out
 * @param prefix prefix length of each environment's subnet
 * @param bind address of the engine's host on which services' ports are published, where they have to be
 */
public record NetworkSpec(Subnet pool, int prefix, String bind) {

    /** Published ports are for the engine's host alone. */
    public NetworkSpec(Subnet pool, int prefix) {
        this(pool, prefix, "127.0.0.1");
    }
}
