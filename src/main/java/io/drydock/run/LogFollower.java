package io.drydock.run;

import io.drydock.engine.EngineException;
import io.drydock.engine.LogTime;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** Writes one container's log to its file as it comes. */
final class LogFollower {

    private final Job job;
    private final String id;
    private final String name;
    private final boolean held;
    private final Thread thread;
    private volatile boolean ended;
    /** Of the last line that was written. */
    private volatile Optional<Instant> last = Optional.empty();

    /**
     * @param held whether its file is there, and only what is missing is added
     */
    LogFollower(Job job, String id, String name, boolean held) {
        this.job = job;
        this.id = id;
        this.name = name;
        this.held = held;
        this.thread = new Thread(this::follow, "drydock-log-" + name);
        this.thread.setDaemon(true);
        this.thread.setContextClassLoader(Thread.currentThread().getContextClassLoader());
    }

    LogFollower start() {
        thread.start();
        return this;
    }

    /** Of the container when its following began. */
    String name() {
        return name;
    }

    private void follow() {
        last = held ? job.logs().lastTime(name) : Optional.empty();
        try (OutputStream out = held ? job.logs().append(name) : job.logs().open(name)) {
            read(out, true);
        } catch (EngineException | IOException | UncheckedIOException e) {
            // whoever wants the whole log fetches it, and tells why it cannot be had
        } catch (LinkageError e) {
            // Maven has ended and taken the plugin's classes away
        }
    }

    private void read(OutputStream out, boolean follow) {
        job.engine().containers().timedLogs(id, last, follow, (error, bytes) -> {
            try {
                out.write(bytes);
                out.flush();
                last = LogTime.of(bytes).or(() -> last);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    /**
     * Waits until the file holds what the engine has.
     *
     * @return whether it does
     */
    boolean settle(Duration patience) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        while (thread.isAlive()) {
            if (ended || System.nanoTime() > end) {
                return false;
            }
            if (nothingLeft()) {
                return true;
            }
            Thread.sleep(10);
        }
        // it ended, as a follower does when its container restarts
        try (OutputStream out = job.logs().append(name)) {
            read(out, false);
            return true;
        } catch (IOException | UncheckedIOException e) {
            return false;
        }
    }

    private boolean nothingLeft() {
        AtomicBoolean left = new AtomicBoolean();
        job.engine().containers().timedLogs(id, last, false, (error, bytes) -> left.set(true));
        return !left.get();
    }

    void end() {
        ended = true;
        thread.interrupt();
    }

    void join() {
        try {
            thread.join(1000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
