package io.drydock.docker;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/**
 * An answer whose body is still to be read. Closing it closes its connection, which ends what the engine does for it.
 *
 * @param request what it answers
 * @param head status and headers
 * @param body the content
 * @param connection it comes over this one
 */
record Reply(EngineRequest request, HttpHead head, InputStream body, DuplexStream connection) implements Closeable {

    int status() {
        return head.status();
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
