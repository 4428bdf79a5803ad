package io.drydock.probe;

import java.net.InetSocketAddress;
import java.util.Optional;

/** How this process reaches a container's ports. */
@FunctionalInterface
public interface Reach {

    /**
     * @param port the container's port
     * @return where it is found; empty where this process cannot reach it
     */
    Optional<InetSocketAddress> to(int port);

    /**
     * By the container's own address.
     *
     * @param ip empty where it is in no network: then nothing is reached, above all not this host itself
     */
    static Reach direct(String ip) {
        return port -> ip.isEmpty() ? Optional.empty() : Optional.of(new InetSocketAddress(ip, port));
    }
}
