package io.drydock.run;

import io.drydock.engine.Engine;
import io.drydock.engine.EngineException;
import io.drydock.model.Subnet;
import io.drydock.model.spec.NetworkSpec;
import io.drydock.plan.Step;
import io.drydock.plan.Subnets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes an environment's network; where its subnet was taken since it was planned, or by a route of the host, the next. */
final class NetworkMaker {

    private static final int TRIES = 20;

    private NetworkMaker() {}

    static void create(Engine engine, Step.CreateNetwork network, NetworkSpec pool) {
        create(engine, network, pool, Optional.empty());
    }

    /** @param bridge id of the bridge network that it is made upon; empty: it is a bridge itself */
    static void create(Engine engine, Step.CreateNetwork network, NetworkSpec pool, Optional<String> bridge) {
        List<Subnet> refused = new ArrayList<>();
        Subnet subnet = network.subnet();
        for (int i = 1; ; i++) {
            try {
                if (bridge.isPresent()) {
                    engine.networks().createUpon(bridge.get(), network.name(), subnet, network.labels());
                } else {
                    engine.networks().create(network.name(), subnet, network.labels());
                }
                return;
            } catch (EngineException e) {
                if (!overlap(e) || i == TRIES) {
                    throw e;
                }
                refused.add(subnet);
                List<Subnet> taken = new ArrayList<>(refused);
                engine.networks().list(Map.of()).forEach(n -> taken.addAll(n.subnets()));
                subnet = Subnets.next(pool, taken);
            }
        }
    }

    /** A subnet that is free now. */
    static Subnet next(Engine engine, NetworkSpec pool) {
        return Subnets.next(
                pool,
                engine.networks().list(Map.of()).stream()
                        .flatMap(network -> network.subnets().stream())
                        .toList());
    }

    private static boolean overlap(EngineException e) {
        return e.why().contains("overlaps");
    }
}
