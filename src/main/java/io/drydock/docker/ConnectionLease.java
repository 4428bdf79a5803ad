package io.drydock.docker;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The use of a connection for one request. It ends with {@link #close()}, which closes the connection, or {@link #giveBack()}, after
 * which another request may have it; whichever comes first counts.
 */
final class ConnectionLease implements DuplexStream {

    private final DuplexStream connection;
    private final Optional<Runnable> back;
    private final AtomicBoolean ended = new AtomicBoolean();

    private ConnectionLease(DuplexStream connection, Optional<Runnable> back) {
        this.connection = connection;
        this.back = back;
    }

    /** Of a connection that serves one request. */
    static ConnectionLease once(DuplexStream connection) {
        return new ConnectionLease(connection, Optional.empty());
    }

    /**
     * Of one that may serve more.
     *
     * @param back takes it back
     */
    static ConnectionLease of(DuplexStream connection, Runnable back) {
        return new ConnectionLease(connection, Optional.of(back));
    }

    /** Whether the connection may be kept for further requests. */
    boolean keeps() {
        return back.isPresent();
    }

    /** Ends the use; the answer has been read to its end. */
    void giveBack() {
        if (ended.compareAndSet(false, true)) {
            back.orElseThrow().run();
        }
    }

    @Override
    public InputStream input() {
        return connection.input();
    }

    @Override
    public OutputStream output() {
        return connection.output();
    }

    @Override
    public void close() throws IOException {
        if (ended.compareAndSet(false, true)) {
            connection.close();
        }
    }
}
