package io.drydock.docker;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * A limit for an exchange: when it passes, the connection is closed, which ends whatever waits for it.
 *
 * <p>Channels have no time-out of their own. {@link CompletableFuture}'s timer is one daemon thread for the whole JVM.
 */
final class Deadline implements AutoCloseable {

    private final CompletableFuture<Void> timer = new CompletableFuture<>();
    private Optional<Closeable> watched = Optional.empty();
    private boolean passed;

    private Deadline() {}

    static Deadline none() {
        return new Deadline();
    }

    @SuppressWarnings("FutureReturnValueIgnored") // close() cancels the timer, and what hangs on it with it
    static Deadline in(Duration limit) {
        Deadline deadline = new Deadline();
        deadline.timer
                .completeOnTimeout(null, Math.max(1, limit.toMillis()), TimeUnit.MILLISECONDS)
                .thenRun(deadline::pass);
        return deadline;
    }

    /** Closes this connection when the time has passed; at once where it has already. */
    synchronized void watch(Closeable connection) throws IOException {
        watched = Optional.of(connection);
        if (passed) {
            connection.close();
        }
    }

    synchronized boolean passed() {
        return passed;
    }

    private synchronized void pass() {
        passed = true;
        watched.ifPresent(Deadline::closeQuietly);
    }

    private static void closeQuietly(Closeable connection) {
        try {
            connection.close();
        } catch (IOException e) {
            // its reader will find out
        }
    }

    /** Stops the clock. */
    @Override
    public void close() {
        timer.cancel(false);
    }
}
