package io.drydock.engine;

import io.drydock.engine.EngineException.Kind;
import io.drydock.model.Subnet;
import io.drydock.model.state.NetworkState;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Networks in memory. */
public final class FakeNetworks implements Networks {

    private final FakeEngine engine;
    private final Map<String, NetworkState> networks = new LinkedHashMap<>();
    private boolean silent;

    FakeNetworks(FakeEngine engine) {
        this.engine = engine;
    }

    @Override
    public synchronized List<NetworkState> list(Map<String, String> labels) {
        engine.listed("networks.list");
        return networks.values().stream()
                .filter(network -> FakeEngine.bears(network.labels(), labels))
                .toList();
    }

    @Override
    public Optional<NetworkState> find(String nameOrId) {
        return bare(nameOrId)
                .map(found -> new NetworkState(
                        found.id(),
                        found.name(),
                        found.driver(),
                        found.labels(),
                        found.subnets(),
                        engine.containers().running(found.name())));
    }

    synchronized Optional<NetworkState> bare(String nameOrId) {
        return networks.values().stream()
                .filter(network ->
                        network.name().equals(nameOrId) || network.id().equals(nameOrId))
                .findFirst();
    }

    /** Lets it be an engine that has networks which publish no ports. */
    public void hasSilentOnes() {
        silent = true;
    }

    @Override
    public String create(String name, Subnet subnet, Map<String, String> labels) {
        engine.called("networks.create", name);
        return create(name, subnet, labels, "bridge");
    }

    private synchronized String create(String name, Subnet subnet, Map<String, String> labels, String driver) {
        if (bare(name).isPresent()) {
            throw FakeEngine.refusal(Kind.CONFLICT, 409, "network with name " + name + " already exists");
        }
        if (networks.values().stream().flatMap(n -> n.subnets().stream()).anyMatch(subnet::overlaps)) {
            throw FakeEngine.refusal(Kind.CONFLICT, 403, "Pool overlaps with other one on this address space");
        }
        String id = engine.id();
        networks.put(id, new NetworkState(id, name, driver, Map.copyOf(labels), List.of(subnet), List.of()));
        return id;
    }

    @Override
    public String createUpon(String bridge, String name, Subnet subnet, Map<String, String> labels) {
        engine.called("networks.createUpon", name);
        if (silent) {
            return create(name, subnet, labels, "macvlan");
        }
        throw FakeEngine.refusal(Kind.OTHER, 400, "could not find plugin macvlan in v1 plugin registry");
    }

    @Override
    public void remove(String nameOrId) {
        engine.called("networks.remove", nameOrId);
        Optional<NetworkState> network = find(nameOrId);
        if (network.isPresent() && !network.get().containers().isEmpty()) {
            throw FakeEngine.refusal(Kind.CONFLICT, 403, "network " + nameOrId + " has active endpoints");
        }
        synchronized (this) {
            network.ifPresent(found -> networks.remove(found.id()));
        }
    }

    @Override
    public void connect(String network, String container, List<String> aliases, Optional<String> address) {
        engine.called("networks.connect", network + " " + container);
        engine.containers().join(container, existing(network), address);
    }

    @Override
    public void disconnect(String network, String container) {
        engine.called("networks.disconnect", network + " " + container);
        bare(network).ifPresent(found -> engine.containers().leave(container, found.name()));
    }

    NetworkState existing(String nameOrId) {
        return bare(nameOrId)
                .orElseThrow(() -> FakeEngine.refusal(Kind.NOT_FOUND, 404, "network " + nameOrId + " not found"));
    }
}
