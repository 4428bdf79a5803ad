package io.drydock.run;

import io.drydock.engine.Engine;
import io.drydock.model.Bytes;
import io.drydock.model.Subnet;
import io.drydock.model.spec.NetworkSpec;
import io.drydock.model.state.EngineInfo;
import io.drydock.model.state.NetworkState;
import io.drydock.plan.Vantage;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Looks at an engine that answers, as far as it matters to environments. */
public final class Diagnosis {

    private static final long LITTLE_SPACE = 5_000_000_000L;
    private static final long FEW_SUBNETS = 8;

    private final Engine engine;
    private final NetworkSpec network;

    public Diagnosis(Engine engine, NetworkSpec network) {
        this.engine = engine;
        this.network = network;
    }

    public List<Finding> findings() {
        EngineInfo info = engine.info();
        List<NetworkState> networks = engine.networks().list(Map.of());
        Vantage vantage = new Vantages(engine).of(Optional.empty());
        List<Finding> findings = new ArrayList<>();
        findings.add(Finding.good(
                "version",
                engine.state().version() + (engine.state().podman() ? " (podman)" : "") + ", API "
                        + engine.state().api() + " is spoken"));
        findings.add(Finding.good(
                "system",
                info.system() + ", " + info.cpus() + " processors, " + Bytes.human(info.memory())
                        + (info.rootless() ? ", rootless" : "")));
        findings.add(storage(info));
        findings.add(builder(info));
        findings.add(Finding.good("containers", "reached " + words(vantage)));
        findings.add(pool(networks, vantage));
        space(info, vantage).ifPresent(findings::add);
        return findings;
    }

    private static Finding storage(EngineInfo info) {
        return info.storage().equals("vfs")
                ? Finding.bad(
                        "storage",
                        info.storage(),
                        "vfs copies all files of an image for each layer and container",
                        "let the engine use overlay2: \"storage-driver\" in /etc/docker/daemon.json")
                : Finding.good("storage", info.storage());
    }

    private Finding builder(EngineInfo info) {
        String found = info.builder() + ": " + info.builderReason();
        if (engine.state().podman()) {
            return Finding.bad(
                    "builder",
                    found,
                    "podman has no build secrets here, and no images that start from layers: branch images take master's caches only",
                    "Docker's engine, where that is needed (docs/engines.md)");
        }
        return info.builder().equals("classic")
                ? Finding.bad(
                        "builder",
                        found,
                        "the classic builder has no build secrets and no cache mounts",
                        "a newer engine, where that is possible")
                : Finding.good("builder", found);
    }

    private static String words(Vantage vantage) {
        return switch (vantage) {
            case DIRECT -> "by their own addresses";
            case PUBLISHED -> "by published ports: the engine runs in a virtual machine or on another host";
            case JOINED -> "by their own addresses, once this container has joined their network";
        };
    }

    private Finding pool(List<NetworkState> networks, Vantage vantage) {
        List<Subnet> taken =
                networks.stream().flatMap(n -> n.subnets().stream()).toList();
        long all = 1L << network.prefix() - network.pool().prefix();
        long free = network.pool().free(network.prefix(), taken).count();
        String found = network.pool() + ", " + free + " of " + all + " subnets /" + network.prefix() + " are free";
        Optional<String> foreign = vantage == Vantage.DIRECT ? foreign(taken) : Optional.empty();
        if (foreign.isPresent()) {
            return Finding.bad(
                    "subnets",
                    found,
                    "this host's own address " + foreign.get() + " lies in the pool",
                    "another pool: -Ddocker.network.pool=172.30.0.0/16");
        }
        return free < FEW_SUBNETS
                ? Finding.bad(
                        "subnets",
                        found,
                        free == 0 ? "no new environment has room" : "there is room for few more environments",
                        "mvn docker:prune",
                        "a larger pool: -Ddocker.network.pool=10.210.0.0/15")
                : Finding.good("subnets", found);
    }

    /** An address of this host in the pool that is no network's of the engine: containers would hide what is behind it. */
    private Optional<String> foreign(List<Subnet> taken) {
        try {
            return Collections.list(NetworkInterface.getNetworkInterfaces()).stream()
                    .flatMap(NetworkInterface::inetAddresses)
                    .filter(Inet4Address.class::isInstance)
                    .map(InetAddress::getHostAddress)
                    .filter(network.pool()::contains)
                    .filter(address -> taken.stream().noneMatch(subnet -> subnet.contains(address)))
                    .findFirst();
        } catch (SocketException e) {
            return Optional.empty();
        }
    }

    /** The API does not tell; where the engine is on this host, its folder's file system does. */
    private static Optional<Finding> space(EngineInfo info, Vantage vantage) {
        Path folder = Path.of(info.folder().isEmpty() ? "/var/lib/docker" : info.folder());
        if (vantage != Vantage.DIRECT || !Files.isDirectory(folder)) {
            return Optional.empty();
        }
        try {
            long free = Files.getFileStore(folder).getUsableSpace();
            String found = Bytes.human(free) + " free at " + folder;
            return Optional.of(
                    free < LITTLE_SPACE
                            ? Finding.bad(
                                    "disk",
                                    found,
                                    "a build may not have room",
                                    "mvn docker:prune",
                                    "docker builder prune",
                                    "docker system df")
                            : Finding.good("disk", found));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
