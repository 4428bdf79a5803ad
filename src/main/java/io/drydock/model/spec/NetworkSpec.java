package io.drydock.model.spec;

import io.drydock.model.Subnet;

/**
 * Where environments take their subnets from.
 *
 * @param pool the addresses to share out
 * @param prefix prefix length of each environment's subnet
 */
public record NetworkSpec(Subnet pool, int prefix) {}
