package io.drydock.run;

import io.drydock.engine.Engine;
import io.drydock.engine.EngineException;
import io.drydock.engine.EngineException.Kind;
import io.drydock.event.EventSink;
import io.drydock.model.DrydockException;
import io.drydock.model.ImageName;
import io.drydock.model.Labels;
import io.drydock.model.spec.ContainerRequest;
import io.drydock.model.state.ContainerState;
import io.drydock.plan.Lock;
import io.drydock.plan.Ownership;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Locks on an engine, which hold for all its clients.
 *
 * <p>A lock is a container's name: of many who create it at once, one succeeds. Its holder gives a sign of life every 2 seconds.
 * Who waits and has seen no new one for 8 seconds removes the container by its id, so never one that another made meanwhile,
 * and then tries to create it as everybody does.
 */
final class Locks {

    /** How long a holder may be silent. */
    static final Duration LEASE = Duration.ofSeconds(8);

    static final Duration BEAT = Duration.ofSeconds(2);
    private static final Duration LOOK = Duration.ofMillis(250);

    /** What the containers are made of; it stays on the engine, without a byte in it. */
    static final ImageName IMAGE = ImageName.parse("drydock/lock:1");

    private static final Map<String, String> IMAGE_LABELS = Map.of(Labels.IMAGE_ROLE, Labels.ROLE_LOCK);

    private final Engine engine;
    private final EventSink events;
    private final Time time;
    private final LifeSigns signs;
    private final Set<Lease> held = ConcurrentHashMap.newKeySet();

    /** Work that only one at a time does. */
    @FunctionalInterface
    interface Work<T> {
        T run() throws InterruptedException;
    }

    Locks(Engine engine, EventSink events, Time time) {
        this.engine = engine;
        this.events = events;
        this.time = time;
        this.signs = new LifeSigns(engine.volumes());
    }

    /**
     * Does work while nobody else holds the lock. Where another holds it, waits until it does no more, and does nothing: there may be
     * nothing to do now. An interrupt ends the wait.
     *
     * @return empty where it was not done, or was interrupted in its midst because the lock was lost: look again
     */
    <T> Optional<T> alone(Lock lock, Work<T> work) throws InterruptedException {
        Optional<Lease> lease = take(lock);
        if (lease.isEmpty()) {
            await(lock);
            return Optional.empty();
        }
        try {
            return Optional.of(work.run());
        } catch (DrydockException | InterruptedException e) {
            Optional<String> newer = lease.get().superseded();
            if (newer.isPresent()) {
                throw Superseding.superseded(lock, newer.get());
            }
            if (!lease.get().lost()) {
                throw e;
            }
        } finally {
            give(lease.get());
        }
        events.warn("the lock on " + lock.what() + " was lost: this process gave no sign of life for "
                + LEASE.toSeconds() + " s, and another took over");
        return Optional.empty();
    }

    /**
     * The same where there is something to do. Where nothing is, waits for who holds the lock, since it may be changing that, and
     * takes away what a killed one left; done while the lock {@linkplain #stands stands}.
     */
    <T> Optional<T> alone(Lock lock, boolean needed, Work<T> work) throws InterruptedException {
        if (needed) {
            return alone(lock, work);
        }
        await(lock);
        return Optional.empty();
    }

    /** Takes a lock; empty where another holds it. */
    Optional<Lease> take(Lock lock) {
        Optional<Lease> lease = create(lock).map(id -> new Lease(this, lock, id, time));
        lease.ifPresent(held::add);
        return lease;
    }

    /** Waits until who holds a lock has given it back, or is taken to be dead and has it no more. */
    void await(Lock lock) throws InterruptedException {
        Vigil vigil = new Vigil(time);
        Optional<String> first = Optional.empty();
        while (true) {
            time.sleep(LOOK);
            Optional<ContainerState> holder = engine.containers().find(lock.name());
            Optional<String> id = holder.map(ContainerState::id);
            if (id.isEmpty() || first.isPresent() && !first.equals(id)) {
                return;
            }
            if (first.isEmpty()) {
                Ownership.require(holder.get(), lock.environment());
                tell(lock, holder.get());
                first = id;
            }
            if (vigil.silence(id.get(), signs.of(id.get())).compareTo(LEASE) >= 0) {
                events.note("who makes " + lock.what() + " has given no sign of life for " + LEASE.toSeconds()
                        + " s: taking over");
                remove(id.get());
                return;
            }
        }
    }

    private void tell(Lock lock, ContainerState holder) {
        events.note("waiting for " + lock.what() + ": " + holder.labels().getOrDefault(Labels.OWNER, "another build")
                + " makes it since " + holder.labels().getOrDefault(Labels.CREATED, "a moment ago"));
    }

    private void give(Lease lease) {
        held.remove(lease);
        lease.close();
    }

    /** Gives back all that are held; for the end of the process. */
    void giveAll() {
        held.forEach(this::give);
    }

    LifeSigns signs() {
        return signs;
    }

    boolean stands(Lock lock) {
        return stands(lock.name());
    }

    boolean stands(String nameOrId) {
        return engine.containers().find(nameOrId).isPresent();
    }

    /**
     * Removes a lock, which another may have taken again since under another id. Its signs go first, so that none is left without a
     * lock where this process is killed; a newer commit's word may have come after them.
     */
    void remove(String id) {
        signs.remove(id);
        engine.containers().remove(id);
        signs.remove(id);
    }

    /** The id; empty where another has it. */
    Optional<String> create(Lock lock) {
        Map<String, String> labels = new LinkedHashMap<>(lock.labels());
        labels.put(Labels.CREATED, time.now().truncatedTo(ChronoUnit.SECONDS).toString());
        ContainerRequest request =
                ContainerRequest.running(lock.name(), IMAGE.toString(), List.of("never-started"), labels);
        try {
            return Optional.of(created(request));
        } catch (EngineException e) {
            if (e.kind() == Kind.CONFLICT) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private String created(ContainerRequest request) {
        try {
            return engine.containers().create(request);
        } catch (EngineException e) {
            if (e.kind() != Kind.NOT_FOUND) {
                throw e;
            }
            engine.images().empty(IMAGE, IMAGE_LABELS);
            return engine.containers().create(request);
        }
    }
}
