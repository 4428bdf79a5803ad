package io.drydock.engine;

import io.drydock.model.Subnet;
import io.drydock.model.state.NetworkState;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The engine's networks. */
public interface Networks {

    /** Networks that bear all these labels; no label: every network. */
    List<NetworkState> list(Map<String, String> labels);

    Optional<NetworkState> find(String nameOrId);

    /**
     * Creates a bridge network. The engine hands out addresses of the subnet's upper half by itself; those of the lower half are
     * for containers that ask for theirs.
     *
     * @return its id
     * @throws EngineException of kind {@code CONFLICT} where the name is taken or the subnet overlaps another
     */
    String create(String name, Subnet subnet, Map<String, String> labels);

    /**
     * Creates a network that publishes no ports and leads nowhere, upon the interface of a bridge network.
     *
     * @param bridge id of the bridge network
     * @return its id
     * @throws EngineException of kind {@code CONFLICT} as {@link #create} does; of another where the engine has no such networks
     */
    String createUpon(String bridge, String name, Subnet subnet, Map<String, String> labels);

    /** Removes it; no error where it is not there. */
    void remove(String nameOrId);

    /** Joins a container to it, with these DNS names there. */
    default void connect(String network, String container, List<String> aliases) {
        connect(network, container, aliases, Optional.empty());
    }

    /**
     * The same.
     *
     * @param address that it is to have there; empty: one that the engine chooses
     */
    void connect(String network, String container, List<String> aliases, Optional<String> address);

    /** Takes a container out of it; no error where it is not in it. */
    void disconnect(String network, String container);
}
