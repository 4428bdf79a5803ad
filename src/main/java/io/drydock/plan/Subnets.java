package io.drydock.plan;

import io.drydock.model.DrydockException;
import io.drydock.model.Outcome;
import io.drydock.model.Subnet;
import io.drydock.model.spec.NetworkSpec;
import java.util.List;

/** The next free subnet of the pool. */
public final class Subnets {

    private Subnets() {}

    public static Subnet next(NetworkSpec network, List<Subnet> taken) {
        return network.pool()
                .firstFree(network.prefix(), taken)
                .orElseThrow(() -> new DrydockException(
                        Outcome.ENGINE_ERROR,
                        "no subnet is left for this environment",
                        "every /" + network.prefix() + " of the pool " + network.pool() + " is in use on this engine",
                        List.of(
                                "mvn docker:status",
                                "mvn docker:down in branches that are done",
                                "or a larger pool: -Ddocker.network.pool=10.210.0.0/15")));
    }
}
