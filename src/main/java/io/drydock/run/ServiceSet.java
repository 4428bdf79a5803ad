package io.drydock.run;

import io.drydock.model.result.ServiceResult;
import io.drydock.plan.Plan;
import io.drydock.plan.Renewal;
import io.drydock.plan.ServicePlanner;
import io.drydock.plan.Snapshot;
import io.drydock.plan.Step;
import io.drydock.plan.Target;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The services of one network: what is there of them, what is to be done, and doing it. */
final class ServiceSet {

    private final Job job;
    private final Target target;
    private final Renewal renewal;
    private final Optional<Duration> timeout;
    private final Snapshots snapshots;
    private final List<String> references;

    /**
     * @param renewal which services are made anew
     * @param timeout in which all of them together become ready, where there is a limit
     */
    ServiceSet(Job job, Renewal renewal, Optional<Duration> timeout) {
        this.job = job;
        this.target = job.target();
        this.renewal = renewal;
        this.timeout = timeout;
        this.snapshots = new Snapshots(job.engine());
        this.references = ServicePlanner.references(target);
    }

    /**
     * A set that is up.
     *
     * @param seen what was there when it was planned, the network included
     * @param results what came of each service
     */
    record Ready(Snapshot seen, List<ServiceResult> results) {}

    Snapshot look() {
        return snapshots.services(target, references, job.secrets(), renewal);
    }

    Plan plan(Snapshot snapshot) {
        return new ServicePlanner(target, snapshot, renewal).plan();
    }

    /** Does what is to be done now, until all are ready. */
    Ready bringUp() throws InterruptedException {
        Snapshot snapshot = look();
        Plan plan = plan(snapshot);
        if (plan.contains(Step.CreateNetwork.class)) {
            // Another environment may take the planned subnet meanwhile: addresses are given out once the network is
            // there.
            new ServiceRunner(job, snapshot.vantage(), timeout).createNetwork(plan);
            snapshot = snapshots.withNetwork(snapshot, target);
            plan = plan(snapshot);
        }
        return run(snapshot, plan);
    }

    Ready run(Snapshot snapshot, Plan plan) throws InterruptedException {
        return new Ready(snapshot, new ServiceRunner(job, snapshot.vantage(), timeout).run(plan));
    }
}
