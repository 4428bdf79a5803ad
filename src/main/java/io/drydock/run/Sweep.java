package io.drydock.run;

import io.drydock.engine.Engine;
import io.drydock.model.Labels;
import io.drydock.model.state.ContainerState;
import io.drydock.model.state.ContainerSummary;
import io.drydock.plan.Target;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Removes what earlier runs of the branch left to be looked into, past its time. */
final class Sweep {

    /** Failed containers of a branch that stay at most. */
    private static final int FAILED = 2;

    private final Job job;

    Sweep(Job job) {
        this.job = job;
    }

    /** Containers of suites that failed: those that ended longer ago than this, and all but the two newest. */
    void failed(Duration keep) {
        Engine engine = job.engine();
        Map<String, String> filter =
                new LinkedHashMap<>(Target.filter(job.target().environment()));
        filter.put(Labels.ROLE, Labels.ROLE_VERIFY);
        List<ContainerState> ended = engine.containers().list(filter).stream()
                .filter(c -> !c.running())
                .sorted(Comparator.comparingLong(ContainerSummary::created).reversed())
                .flatMap(c -> engine.containers().find(c.id()).stream())
                .toList();
        for (int i = 0; i < ended.size(); i++) {
            ContainerState container = ended.get(i);
            boolean old = container
                    .finished()
                    .filter(at -> at.isBefore(Instant.now().minus(keep)))
                    .isPresent();
            if (old || i >= FAILED) {
                job.events().note("removing " + container.name() + ", which failed before");
                engine.containers().remove(container.id());
            }
        }
    }
}
