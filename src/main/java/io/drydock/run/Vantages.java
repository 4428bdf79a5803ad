package io.drydock.run;

import io.drydock.engine.Engine;
import io.drydock.model.Subnet;
import io.drydock.model.state.EngineInfo;
import io.drydock.model.state.NetworkState;
import io.drydock.plan.Vantage;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Optional;

/**
 * Finds out how this process reaches containers.
 *
 * <p>A bridge's gateway address belongs to an interface of the engine's host. If this process sees that interface, containers
 * are one hop away. Such an interface is called after its network's id; the address alone does not tell, since another engine of this
 * machine may have a network of the same one. If it does not and runs in a container itself, that container can be joined to the network. Otherwise the
 * engine runs in a virtual machine or far away, and only published ports are left.
 *
 * <p>podman makes a network's interface with the first container in it. So of podman its socket and its folder tell: both are here,
 * or it is elsewhere.
 */
final class Vantages {

    private final Engine engine;

    Vantages(Engine engine) {
        this.engine = engine;
    }

    /**
     * @param network the environment's network, where it exists; else the engine's default bridge is looked at
     */
    Vantage of(Optional<NetworkState> network) {
        if (engine.state().podman()) {
            return direct(engine.info()) ? Vantage.DIRECT : indirect();
        }
        boolean direct = network.isPresent()
                ? local(network.get(), NetworkState.interfaceOf(network.get().id()))
                : engine.networks().find("bridge").stream().anyMatch(bridge -> local(bridge, ""));
        return direct ? Vantage.DIRECT : indirect();
    }

    private boolean direct(EngineInfo info) {
        return engine.state().host().startsWith("unix://")
                && !info.rootless()
                && !contained()
                && Files.isDirectory(Path.of(info.folder()));
    }

    private Vantage indirect() {
        return self().isPresent() ? Vantage.JOINED : Vantage.PUBLISHED;
    }

    private static boolean contained() {
        return Files.exists(Path.of("/.dockerenv")) || Files.exists(Path.of("/run/.containerenv"));
    }

    /** The container that this process runs in, as far as this engine knows it: its host name is its id unless set. */
    Optional<String> self() {
        if (!contained()) {
            return Optional.empty();
        }
        return hostname().flatMap(name -> engine.containers().find(name)).map(c -> c.id());
    }

    private static Optional<String> hostname() {
        try {
            return Optional.of(Files.readString(Path.of("/etc/hostname")).strip())
                    .filter(name -> !name.isEmpty());
        } catch (java.io.IOException e) {
            return Optional.empty();
        }
    }

    /** @param name that the interface must have; empty: any */
    private static boolean local(NetworkState network, String name) {
        try {
            return Collections.list(NetworkInterface.getNetworkInterfaces()).stream()
                    .filter(there -> name.isEmpty() || there.getName().equals(name))
                    .flatMap(NetworkInterface::inetAddresses)
                    .filter(Inet4Address.class::isInstance)
                    .map(InetAddress::getHostAddress)
                    .anyMatch(address ->
                            network.subnets().stream().map(Subnet::gateway).anyMatch(address::equals));
        } catch (SocketException e) {
            return false;
        }
    }
}
