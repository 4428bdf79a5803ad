package io.drydock.run;

import io.drydock.engine.EngineException;
import io.drydock.plan.Lock;
import java.util.Optional;

/**
 * A lock that this process holds, for as long as it gives signs of life.
 *
 * <p>Where the container that is the lock is gone, somebody pruned the engine, and it is made again; or this process was silent
 * for so long that another took over: then the lock is lost, and the thread that holds it is interrupted.
 */
final class Lease implements AutoCloseable {

    private final Locks locks;
    private final Lock lock;
    private final Time time;
    private final Thread holder;
    private final Time.Repetition renewal;
    private String id;
    private long renewed;
    private long signs;
    private boolean lost;
    private Optional<String> newer = Optional.empty();
    private boolean closed;

    Lease(Locks locks, Lock lock, String id, Time time) {
        this.locks = locks;
        this.lock = lock;
        this.id = id;
        this.time = time;
        this.holder = Thread.currentThread();
        this.renewed = time.nanos();
        this.renewal = time.every(Locks.BEAT, this::renew);
    }

    private synchronized void renew() {
        if (closed || lost) {
            return;
        }
        long began = time.nanos();
        try {
            if (!stands()) {
                lost = true;
                holder.interrupt();
                return;
            }
            signs++;
            locks.signs().give(lock, id, signs, time.now());
            renewed = began;
            heed();
        } catch (EngineException e) {
            // the next one may come in time
        }
    }

    /** Ends the work where a newer commit has begun. */
    private void heed() {
        if (newer.isEmpty()) {
            newer = locks.signs().superseded(id);
            newer.ifPresent(commit -> holder.interrupt());
        }
    }

    /** The newer commit that has begun meanwhile. */
    synchronized Optional<String> superseded() {
        return newer;
    }

    private boolean stands() {
        if (locks.stands(id)) {
            return true;
        }
        boolean lapsed = time.nanos() - renewed >= Locks.LEASE.toNanos();
        Optional<String> again = lapsed ? Optional.empty() : locks.create(lock);
        again.ifPresent(other -> {
            locks.signs().remove(id);
            id = other;
            signs = 0;
        });
        return again.isPresent();
    }

    /** Whether another may have it now. */
    synchronized boolean lost() {
        return lost;
    }

    /** Gives the lock back; where the engine does not answer, it lapses. */
    @Override
    public synchronized void close() {
        renewal.close();
        boolean interrupted = Thread.interrupted();
        try {
            release();
        } finally {
            if (interrupted && !lost && newer.isEmpty()) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void release() {
        if (closed) {
            return;
        }
        closed = true;
        if (!removed()) {
            // one request may have gone wrong; a lock that stays is in nobody's way, and there until docker:prune
            removed();
        }
    }

    private boolean removed() {
        try {
            locks.remove(id);
            return true;
        } catch (EngineException e) {
            // others find no sign of life
            return false;
        }
    }
}
