package io.drydock.run;

import io.drydock.engine.Engine;
import io.drydock.event.EventSink;
import io.drydock.model.Environment;
import io.drydock.model.Labels;
import io.drydock.model.state.ContainerSummary;
import io.drydock.model.state.VolumeState;
import io.drydock.plan.Target;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Removes the locks of an environment whose holders are gone; those of holders that live stay. */
final class AbandonedLocks {

    private static final Duration LOOK = Duration.ofMillis(500);

    private final Engine engine;
    private final EventSink events;
    private final Time time;
    private final LifeSigns signs;
    private final Map<String, String> filter;

    AbandonedLocks(Engine engine, EventSink events, Time time, Environment environment) {
        this.engine = engine;
        this.events = events;
        this.time = time;
        this.signs = new LifeSigns(engine.volumes());
        this.filter = new LinkedHashMap<>(Target.filter(environment));
        filter.put(Labels.ROLE, Labels.ROLE_LOCK);
    }

    /** Takes as long as a holder may be silent where there is a lock, else no time. */
    void remove() throws InterruptedException {
        List<ContainerSummary> locks = new ArrayList<>(engine.containers().list(filter));
        for (VolumeState sign : engine.volumes().list(filter)) {
            String id = sign.labels().getOrDefault(Labels.LOCK, "");
            if (locks.stream().noneMatch(lock -> lock.id().equals(id))) {
                engine.volumes().remove(sign.name());
            }
        }
        for (ContainerSummary lock : locks) {
            remove(lock);
        }
    }

    private void remove(ContainerSummary lock) throws InterruptedException {
        Vigil vigil = new Vigil(time);
        Set<String> first = signs.of(lock.id());
        events.note("lock " + lock.name() + " is there: looking for " + Locks.LEASE.toSeconds()
                + " s whether its holder lives");
        for (Set<String> now = first; vigil.silence(lock.id(), now).compareTo(Locks.LEASE) < 0; ) {
            if (!now.equals(first) || engine.containers().find(lock.id()).isEmpty()) {
                events.note("lock " + lock.name() + " is in use and stays");
                return;
            }
            time.sleep(LOOK);
            now = signs.of(lock.id());
        }
        signs.remove(lock.id());
        Stopwatch.step(
                events,
                "remove abandoned lock " + lock.name(),
                () -> engine.containers().remove(lock.id()));
    }
}
