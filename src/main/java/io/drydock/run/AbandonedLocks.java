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
        remove(locks);
    }

    /** Takes at most as long where holders are gone, and until their next signs of life where they are not. */
    void remove(List<ContainerSummary> locks) throws InterruptedException {
        List<Watch> open = new ArrayList<>(locks.stream().map(Watch::new).toList());
        while (!open.isEmpty()) {
            open.removeIf(Watch::settles);
            if (!open.isEmpty()) {
                time.sleep(LOOK);
            }
        }
    }

    /** Whether the holder of one lock lives. */
    private final class Watch {
        private final ContainerSummary lock;
        private final Vigil vigil = new Vigil(time);
        private final Set<String> first;

        Watch(ContainerSummary lock) {
            this.lock = lock;
            this.first = signs.of(lock.id());
            events.note("lock " + lock.name() + " is there: looking for " + Locks.LEASE.toSeconds()
                    + " s whether its holder lives");
        }

        /** Looks once more; removes the lock of one who has been silent for too long. */
        boolean settles() {
            Set<String> now = signs.of(lock.id());
            boolean silent = vigil.silence(lock.id(), now).compareTo(Locks.LEASE) >= 0;
            if (silent) {
                signs.remove(lock.id());
                Stopwatch.step(
                        events,
                        "remove abandoned lock " + lock.name(),
                        () -> engine.containers().remove(lock.id()));
                return true;
            }
            if (!now.equals(first) || engine.containers().find(lock.id()).isEmpty()) {
                events.note("lock " + lock.name() + " is in use and stays");
                return true;
            }
            return false;
        }
    }
}
