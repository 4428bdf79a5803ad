package io.drydock.buildkit;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/**
 * How much the peer lets us send (RFC 9113, section 6.9): one window for the connection, one for each stream.
 *
 * <p>A sender takes what both windows hold and waits while one is empty; closing a stream or all wakes it.
 */
final class SendWindows {

    static final int DEFAULT = 65_535;

    private final Map<Integer, Long> streams = new HashMap<>();
    private long connection = DEFAULT;
    private long initial = DEFAULT;
    private boolean closed;

    synchronized void open(int stream) {
        streams.put(stream, initial);
    }

    synchronized void close(int stream) {
        streams.remove(stream);
        notifyAll();
    }

    synchronized void closeAll() {
        closed = true;
        notifyAll();
    }

    /** Takes at least one byte and at most {@code wanted} from both windows. */
    synchronized int take(int stream, int wanted) throws IOException, InterruptedException {
        while (true) {
            Long window = streams.get(stream);
            if (closed || window == null) {
                throw new IOException("the engine closed the stream");
            }
            long granted = Math.min(wanted, Math.min(connection, window));
            if (granted > 0) {
                connection -= granted;
                streams.put(stream, window - granted);
                return (int) granted;
            }
            wait();
        }
    }

    /** Adds what a WINDOW_UPDATE grants; for a stream that is gone, nothing. */
    synchronized void add(int stream, int increment) throws Http2Exception {
        if (increment == 0) {
            throw new Http2Exception(Http2Exception.PROTOCOL_ERROR, "window update of 0 bytes");
        }
        if (stream == 0) {
            connection = checked(connection + increment);
        } else if (streams.containsKey(stream)) {
            streams.put(stream, checked(streams.get(stream) + increment));
        }
        notifyAll();
    }

    /** A new SETTINGS_INITIAL_WINDOW_SIZE moves all open streams by the difference, below zero if need be. */
    synchronized void setInitial(long size) throws Http2Exception {
        checked(size);
        long difference = size - initial;
        initial = size;
        for (Map.Entry<Integer, Long> window : streams.entrySet()) {
            window.setValue(checked(window.getValue() + difference));
        }
        notifyAll();
    }

    private static long checked(long window) throws Http2Exception {
        if (window > Integer.MAX_VALUE) {
            throw new Http2Exception(Http2Exception.FLOW_CONTROL_ERROR, "window grows over 2^31-1 bytes");
        }
        return window;
    }
}
