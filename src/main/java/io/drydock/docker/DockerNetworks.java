package io.drydock.docker;

import io.drydock.engine.EngineException;
import io.drydock.engine.EngineException.Kind;
import io.drydock.engine.Networks;
import io.drydock.model.Subnet;
import io.drydock.model.state.NetworkState;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The engine's networks, by {@code /networks}. */
final class DockerNetworks implements Networks {

    private final EngineClient client;

    DockerNetworks(EngineClient client) {
        this.client = client;
    }

    @Override
    public List<NetworkState> list(Map<String, String> labels) {
        EngineRequest request = EngineRequest.get("list networks", "/networks").labelled(labels);
        return client.json(request).items().stream().map(DockerNetworks::state).toList();
    }

    @Override
    public Optional<NetworkState> find(String nameOrId) {
        return client.find(EngineRequest.get("inspect network " + nameOrId, path(nameOrId)))
                .map(DockerNetworks::state);
    }

    /** {@code CheckDuplicate} since engines before API 1.44 let names be taken twice without it. */
    @Override
    public String create(String name, Subnet subnet, Map<String, String> labels) {
        return create(name, subnet, labels, "bridge", Map.of());
    }

    /** A bridge's interface is called after its network; the driver macvlan needs nothing but an interface. */
    @Override
    public String createUpon(String bridge, String name, Subnet subnet, Map<String, String> labels) {
        return create(name, subnet, labels, "macvlan", Map.of("parent", NetworkState.interfaceOf(bridge)));
    }

    private String create(
            String name, Subnet subnet, Map<String, String> labels, String driver, Map<String, String> options) {
        Map<String, String> pool = Map.of(
                "Subnet", subnet.toString(),
                "Gateway", subnet.gateway(),
                "IPRange", subnet.upperHalf().toString());
        EngineRequest request = EngineRequest.post("create network " + name + " of " + subnet, "/networks/create")
                .json(Map.of(
                        "Name",
                        name,
                        "CheckDuplicate",
                        true,
                        "Driver",
                        driver,
                        "Options",
                        options,
                        "IPAM",
                        Map.of("Driver", "default", "Config", List.of(pool)),
                        "Labels",
                        labels));
        return client.json(request).at("Id").text();
    }

    @Override
    public void remove(String nameOrId) {
        client.change(EngineRequest.delete("remove network " + nameOrId, path(nameOrId)), Kind.NOT_FOUND);
    }

    @Override
    public void connect(String network, String container, List<String> aliases, Optional<String> address) {
        Map<String, Object> endpoint = new LinkedHashMap<>(Map.of("Aliases", aliases));
        address.ifPresent(wanted -> endpoint.put("IPAMConfig", Map.of("IPv4Address", wanted)));
        client.change(EngineRequest.post(
                        "connect container " + container + " to network " + network, path(network) + "/connect")
                .json(Map.of("Container", container, "EndpointConfig", endpoint)));
    }

    @Override
    public void disconnect(String network, String container) {
        EngineRequest request = EngineRequest.post(
                        "disconnect container " + container + " from network " + network, path(network) + "/disconnect")
                .json(Map.of("Container", container, "Force", true));
        try {
            client.change(request, Kind.NOT_FOUND);
        } catch (EngineException e) {
            if (!EngineErrors.notConnected(e)) {
                throw e;
            }
        }
    }

    private static String path(String nameOrId) {
        return "/networks/" + EngineRequest.part(nameOrId);
    }

    private static NetworkState state(Json json) {
        List<Subnet> subnets = json.at("IPAM", "Config").items().stream()
                .map(pool -> pool.at("Subnet").text())
                .filter(subnet -> subnet.matches("[\\d.]+/\\d+"))
                .map(Subnet::parse)
                .toList();
        return new NetworkState(
                json.at("Id").text(),
                json.at("Name").text(),
                json.at("Driver").text(),
                json.at("Labels").textFields(),
                subnets,
                List.copyOf(json.at("Containers").fields().keySet()));
    }
}
