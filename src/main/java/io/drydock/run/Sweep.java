package io.drydock.run;

import io.drydock.engine.Engine;
import io.drydock.model.Environment;
import io.drydock.model.Labels;
import io.drydock.model.state.ContainerState;
import io.drydock.model.state.ContainerSummary;
import io.drydock.model.state.NetworkState;
import io.drydock.plan.Lock;
import io.drydock.plan.SuiteParts;
import io.drydock.plan.Target;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Removes what earlier runs of the branch left to be looked into, past its time. */
final class Sweep {

    /** Failed containers of a branch that stay at most. */
    private static final int FAILED = 2;

    private final Job job;
    private final Engine engine;
    private final Environment environment;

    Sweep(Job job) {
        this.job = job;
        this.engine = job.engine();
        this.environment = job.target().environment();
    }

    /**
     * Containers of suites that failed: those that ended longer ago than this, and all but the two newest. With each goes what the
     * suite had of its own; so does what a run left that was killed before its suite began, and its locks.
     */
    void failed(Duration keep) throws InterruptedException {
        // before the containers: a suite that begins meanwhile has none of its own in the list
        List<NetworkState> own = own();
        List<ContainerSummary> containers = engine.containers().list(Target.filter(environment));
        List<ContainerState> ended = containers.stream()
                .filter(c -> c.label(Labels.ROLE).equals(Optional.of(Labels.ROLE_VERIFY)))
                .filter(c -> !c.running())
                .sorted(Comparator.comparingLong(ContainerSummary::created).reversed())
                .flatMap(c -> engine.containers().find(c.id()).stream())
                .toList();
        locks(containers);
        for (int i = 0; i < ended.size(); i++) {
            ContainerState container = ended.get(i);
            boolean old = container
                    .finished()
                    .filter(at -> at.isBefore(engine.now().minus(keep)))
                    .isPresent();
            if (old || i >= FAILED) {
                job.events().note("removing " + container.name() + ", which failed before");
                engine.containers().remove(container.id());
                for (NetworkState network : own) {
                    if (SuiteParts.together(network.labels(), container.labels())) {
                        remove(network);
                    }
                }
            }
        }
        for (NetworkState network : own) {
            if (SuiteParts.abandoned(network.labels(), containers)) {
                remove(network);
            }
        }
    }

    /** Those that killed runs have left. Who runs the suites of this commit now is waited for by who wants to run them, too. */
    private void locks(List<ContainerSummary> containers) throws InterruptedException {
        String suites = Lock.onSuites(job.target()).name();
        new AbandonedLocks(engine, job.events(), Time.SYSTEM, environment)
                .remove(containers.stream()
                        .filter(container -> Lock.isOne(container.labels()))
                        .filter(container -> !container.name().equals(suites))
                        .toList());
    }

    private List<NetworkState> own() {
        Map<String, String> filter = Target.filter(environment);
        filter.put(Labels.ROLE, Labels.ROLE_NETWORK);
        filter.put(Labels.SUITE, "");
        return engine.networks().list(filter);
    }

    private void remove(NetworkState network) throws InterruptedException {
        Optional<Environment> place = SuiteParts.place(environment, network.labels());
        if (place.isPresent()) {
            new SuiteRemoval(engine, job.events()).remove(place.get());
        }
    }
}
