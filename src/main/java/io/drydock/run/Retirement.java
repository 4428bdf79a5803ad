package io.drydock.run;

import io.drydock.engine.Engine;
import io.drydock.model.Environment;
import io.drydock.model.Labels;
import io.drydock.model.state.ContainerState;
import io.drydock.model.state.ContainerSummary;
import io.drydock.plan.Target;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;

/** Puts a previous app container aside: renamed, taken out of the network, stopped, kept for a while. */
final class Retirement {

    private final Engine engine;
    private final Environment environment;

    Retirement(Job job) {
        this.engine = job.engine();
        this.environment = job.target().environment();
    }

    /**
     * Retires the container that served.
     *
     * @param grace how long it may take to end by itself
     * @param succession gives its name to the next one, as soon as it is free
     */
    void retire(ContainerState old, Duration grace, Runnable succession) {
        String kept = AppRunner.commit(old).map(environment::keptContainer).orElse(old.name() + ".old");
        boolean sameCommit = engine.containers().find(kept).isPresent();
        engine.containers().rename(old.id(), sameCommit ? kept + ".old" : kept);
        succession.run();
        engine.networks().disconnect(environment.network(), old.id());
        if (sameCommit) {
            engine.containers().stop(old.id(), grace);
            engine.containers().remove(old.id());
        } else {
            engine.containers().stop(old.id(), grace);
        }
    }

    /** Removes the oldest kept app containers, down to this many. */
    void trim(int keep) {
        Map<String, String> filter = new LinkedHashMap<>(Target.filter(environment));
        filter.put(Labels.ROLE, Labels.ROLE_APP);
        engine.containers().list(filter).stream()
                .filter(c -> !c.running() && !c.name().equals(environment.appContainer()))
                .sorted(Comparator.comparingLong(ContainerSummary::created).reversed())
                .skip(keep)
                .forEach(c -> engine.containers().remove(c.id()));
    }
}
