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

/** Makes an environment's network; where its subnet was taken since it was planned, or by a route of the host, the next. */
final class NetworkMaker {

    private static final int TRIES = 20;

    private NetworkMaker() {}

    static void create(Engine engine, Step.CreateNetwork network, NetworkSpec pool) {
        List<Subnet> refused = new ArrayList<>();
        Subnet subnet = network.subnet();
        for (int i = 1; ; i++) {
            try {
                engine.networks().create(network.name(), subnet, network.labels());
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

    private static boolean overlap(EngineException e) {
        return e.why().contains("overlaps");
    }
}
