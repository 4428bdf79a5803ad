package io.drydock.run;

import io.drydock.engine.Engine;
import io.drydock.engine.EngineException;
import io.drydock.engine.Networks;
import io.drydock.model.Environment;
import io.drydock.model.Labels;
import io.drydock.model.state.ContainerState;
import io.drydock.model.state.NetworkState;
import io.drydock.plan.Step;
import io.drydock.plan.Target;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Lets a container be started and proven while another has its host ports, and hands these over within a quarter of a second.
 *
 * <p>An engine publishes the ports of a container in the network that is its way out: of several, the first by name that is not
 * internal. So the new one is started in the environment's network and in another, whose name comes before and whose driver
 * publishes nothing. Then the old one joins that network, which makes it let go of its ports, and the new one leaves it, which
 * publishes them. Until then it has no way out of the environment's network.
 */
final class PortHandover {

    /** An engine lets a container join its networks in no certain order; in the wrong one the ports are taken still. */
    private static final int STARTS = 6;

    private final Job job;
    private final Engine engine;
    private final Networks networks;
    private final Environment environment;

    PortHandover(Job job) {
        this.job = job;
        this.engine = job.engine();
        this.networks = engine.networks();
        this.environment = job.target().environment();
    }

    /** Makes the network in which containers wait for their ports; one that an interrupted run left is not used. */
    void open() {
        close();
        NetworkState parent = networks.find(environment.network()).orElseThrow();
        NetworkMaker.create(
                engine,
                new Step.CreateNetwork(
                        environment.waitingNetwork(),
                        NetworkMaker.next(engine, job.target().configuration().network()),
                        job.target().labels(Labels.ROLE_NETWORK)),
                job.target().configuration().network(),
                Optional.of(parent.id()));
    }

    /** Removes that network. */
    void close() {
        Optional<NetworkState> waiting = networks.find(environment.waitingNetwork())
                .filter(network ->
                        environment.app().toString().equals(network.labels().get(Labels.APP)));
        waiting.ifPresent(network -> remove(network.id()));
    }

    /** Removes such a network; the environment's app containers leave it first, stopped ones too, which could not start again. */
    void remove(String network) {
        Map<String, String> filter = Target.filter(environment);
        filter.put(Labels.ROLE, Labels.ROLE_APP);
        engine.containers().list(filter).stream()
                .filter(container -> container.addresses().containsKey(environment.waitingNetwork()))
                .forEach(container -> networks.disconnect(network, container.id()));
        networks.remove(network);
    }

    /** Starts a created container in both networks, without its host ports. */
    void start(String id) {
        networks.disconnect(environment.network(), id);
        networks.connect(environment.waitingNetwork(), id, List.of());
        networks.connect(environment.network(), id, List.of());
        for (int start = 1; ; start++) {
            try {
                engine.containers().start(id);
                return;
            } catch (EngineException e) {
                if (e.kind() != EngineException.Kind.PORT_TAKEN || start == STARTS) {
                    throw e;
                }
            }
        }
    }

    /** Takes the ports from the old container, which serves on in the network, and gives them to the new one. */
    void handOver(String id, String old, Set<Integer> ports) {
        networks.connect(environment.waitingNetwork(), old, List.of());
        networks.disconnect(environment.waitingNetwork(), id);
        if (!publishes(engine.containers().find(id).orElseThrow(), ports)) {
            throw new EngineException(
                    EngineException.Kind.OTHER,
                    0,
                    "no host port was handed over",
                    "it is not published",
                    List.of(),
                    null);
        }
    }

    /** Whether a container has these host ports now. */
    static boolean publishes(ContainerState container, Set<Integer> ports) {
        return ports.stream()
                .allMatch(port -> container.published().stream().anyMatch(published -> published.host() == port));
    }
}
