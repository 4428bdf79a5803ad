package io.drydock.plan;

/** How this process reaches containers; decided before they are created, since ports cannot be published later. */
public enum Vantage {
    /** By their own addresses: engine and process share a network stack. */
    DIRECT,
    /** By ports published on loopback: the engine runs in a virtual machine of this host. */
    PUBLISHED,
    /** By their own addresses, once this process's own container has been joined to the environment's network. */
    JOINED
}
