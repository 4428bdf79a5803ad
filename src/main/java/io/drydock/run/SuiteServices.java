package io.drydock.run;

import io.drydock.model.Environment;
import io.drydock.plan.Address;
import io.drydock.plan.Definitions;
import io.drydock.plan.Renewal;
import io.drydock.plan.Snapshot;
import io.drydock.plan.SuiteDefinition;
import io.drydock.plan.VerifyPlanner;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The services that one suite has of its own: in a network of its own, from before the suite starts until it has passed. Of one
 * that failed they stay as long as its container.
 */
final class SuiteServices {

    private final Job job;
    private final Environment place;
    private final SuiteRemoval removal;

    SuiteServices(Job job, SuiteDefinition suite) {
        this.job = job.on(VerifyPlanner.place(job.target(), suite.spec()));
        this.place = this.job.target().environment();
        this.removal = new SuiteRemoval(job.engine(), job.events());
    }

    /**
     * Removes what an earlier run of the suite left, and brings all of them up.
     *
     * @return variables that lead to them
     */
    Map<String, String> up() throws InterruptedException {
        removal.remove(place);
        Snapshot seen = new ServiceSet(job, Renewal.AS_NEEDED, Optional.empty())
                .bringUp()
                .seen();
        Map<String, String> variables = new LinkedHashMap<>();
        addresses(seen).forEach(address -> variables.putAll(address.variables()));
        return variables;
    }

    private List<Address> addresses(Snapshot seen) {
        return seen.network()
                .map(network ->
                        new Definitions(job.target(), seen, network.subnets().get(0)).addresses())
                .orElse(List.of());
    }

    /** Keeps their logs and removes all of them, volumes and network included. */
    void down() throws InterruptedException {
        LogFetcher.fetch(job);
        removal.remove(place);
    }
}
