package io.drydock.run;

import io.drydock.model.spec.ServiceSpec;
import io.drydock.plan.Lock;
import io.drydock.plan.Plan;
import io.drydock.plan.ServicePlanner;
import io.drydock.plan.Snapshot;
import io.drydock.plan.Step;
import io.drydock.plan.Target;
import java.util.List;
import java.util.Optional;

/** The part of the workflow that brings services up. */
final class ServiceGoals {

    private final Job job;
    private final Target target;
    private final RunState state;
    private final Workflow.Options options;
    private final Locks locks;
    private final ServiceSet set;

    ServiceGoals(Job job, RunState state, Workflow.Options options, Locks locks) {
        this.job = job;
        this.target = job.target();
        this.state = state;
        this.options = options;
        this.locks = locks;
        this.set = new ServiceSet(job, options.services(), options.servicesTimeout());
    }

    /**
     * Brings the services up and proves them ready. Of many who find something to change, one changes it until it is ready, and the
     * others look again then: mostly nothing is left to do. Where nothing is to be changed, no lock is taken; but one that another holds
     * is waited for, since it may be changing them, and one that a killed run left goes.
     */
    void up() throws InterruptedException {
        Snapshot snapshot = withImages();
        Plan plan = set.plan(snapshot);
        if (options.told(plan)) {
            return;
        }
        Lock lock = Lock.onServices(target);
        while (!plan.changesNothing() || locks.stands(lock)) {
            if (locks.alone(lock, !plan.changesNothing(), this::change).isPresent()) {
                LogFetcher.fetch(job);
                return;
            }
            snapshot = set.look();
            plan = set.plan(snapshot);
        }
        LogFetcher.fetchMissing(job, snapshot.containers());
        tell(set.run(snapshot, plan));
    }

    /** What was missing may be there by now, so it is looked at again. */
    private boolean change() throws InterruptedException {
        tell(set.bringUp());
        return true;
    }

    private void tell(ServiceSet.Ready ready) {
        state.services(subnet(ready.seen()), ready.results());
    }

    private Snapshot withImages() throws InterruptedException {
        Snapshot snapshot = set.look();
        List<Step.PullImage> missing = ServicePlanner.missing(target, snapshot);
        if (options.dryRun().isPresent() || missing.isEmpty()) {
            return snapshot;
        }
        new ImagePuller(job).pull(missing, options.pull(), this::optional);
        return set.look();
    }

    /** Whether no service that is required is made of it. */
    private boolean optional(String reference) {
        return target.configuration().services().stream()
                .filter(service -> service.image().equals(Optional.of(reference)))
                .noneMatch(ServiceSpec::required);
    }

    private String subnet(Snapshot snapshot) {
        return snapshot.network()
                .or(() -> job.engine().networks().find(target.environment().network()))
                .map(network -> network.subnets().get(0).toString())
                .orElse("");
    }
}
