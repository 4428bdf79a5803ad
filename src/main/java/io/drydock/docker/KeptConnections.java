package io.drydock.docker;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Connections through ssh that wait for the next request. Making one costs a login, so it serves many requests, one after the other.
 *
 * <p>One that has waited for half a minute is closed when the next is asked for, since a network may have forgotten it without a word.
 */
final class KeptConnections implements Closeable {

    private static final long LONGEST_WAIT = Duration.ofSeconds(30).toNanos();
    private static final int MOST = 8;

    private record Waiting(SshConnection connection, long since) {}

    private final SshDialer dialer;
    private final Deque<Waiting> waiting = new ArrayDeque<>();

    KeptConnections(SshDialer dialer) {
        this.dialer = dialer;
    }

    /** The one that was used last, or a new one. */
    ConnectionLease lease() throws IOException {
        Optional<SshConnection> kept = take();
        SshConnection connection = kept.isPresent() ? kept.get() : dialer.dial();
        return ConnectionLease.of(connection, () -> keep(connection));
    }

    private Optional<SshConnection> take() throws IOException {
        List<Waiting> stale = new ArrayList<>();
        try {
            return take(stale);
        } finally {
            for (Waiting old : stale) {
                old.connection().close();
            }
        }
    }

    private synchronized Optional<SshConnection> take(List<Waiting> stale) {
        while (!waiting.isEmpty()) {
            Waiting last = waiting.pop();
            if (last.connection().usable() && System.nanoTime() - last.since() < LONGEST_WAIT) {
                return Optional.of(last.connection());
            }
            stale.add(last);
        }
        return Optional.empty();
    }

    private synchronized void keep(SshConnection connection) {
        waiting.push(new Waiting(connection, System.nanoTime()));
        if (waiting.size() > MOST) {
            closeQuietly(waiting.removeLast().connection());
        }
    }

    private static void closeQuietly(SshConnection connection) {
        try {
            connection.close();
        } catch (IOException e) {
            // nobody uses it any more
        }
    }

    /** Closes those that wait. */
    @Override
    public synchronized void close() {
        waiting.forEach(old -> closeQuietly(old.connection()));
        waiting.clear();
    }
}
