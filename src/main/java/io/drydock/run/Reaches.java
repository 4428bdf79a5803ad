package io.drydock.run;

import io.drydock.engine.Engine;
import io.drydock.model.state.ContainerState;
import io.drydock.plan.Vantage;
import io.drydock.probe.Reach;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.OptionalInt;

/** Where this process finds the ports of containers, from its vantage point. */
final class Reaches {

    /**
     * A container's main port as this process reaches it.
     *
     * @param port empty where the container has none
     */
    record Endpoint(String host, OptionalInt port) {}

    private final Engine engine;
    private final Vantage vantage;

    Reaches(Engine engine, Vantage vantage) {
        this.engine = engine;
        this.vantage = vantage;
    }

    /**
     * @param container its id
     * @param ip its address in the environment's network
     */
    Reach of(String container, String ip) {
        return vantage == Vantage.PUBLISHED
                ? port -> published(container, port).map(p -> new InetSocketAddress(host(p), p.host()))
                : Reach.direct(ip);
    }

    /** Host and port of its main port; empty where this process cannot reach it. */
    Optional<Endpoint> endpoint(String container, String ip, OptionalInt port) {
        if (vantage != Vantage.PUBLISHED) {
            return Optional.of(new Endpoint(ip, port));
        }
        return port.isEmpty()
                ? Optional.empty()
                : published(container, port.getAsInt()).map(p -> new Endpoint(host(p), OptionalInt.of(p.host())));
    }

    private String host(ContainerState.Published port) {
        return engine.state().hostOf(port.bind());
    }

    private Optional<ContainerState.Published> published(String container, int port) {
        return engine.containers().find(container).flatMap(c -> c.published(port));
    }
}
