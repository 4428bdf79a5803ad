package io.drydock.docker;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/**
 * An answer whose body is still to be read. Closing it closes its connection, which ends what the engine does for it; a connection
 * that can serve further requests is kept where the body has been read to its end.
 *
 * @param request what it answers
 * @param head status and headers
 * @param body the content
 * @param connection it comes over this one
 */
record Reply(EngineRequest request, HttpHead head, InputStream body, ConnectionLease connection) implements Closeable {

    int status() {
        return head.status();
    }

    @Override
    public void close() {
        if (connection.keeps() && body instanceof HttpBodies.Framed framed && framed.ended() && !head.closes()) {
            connection.giveBack();
            return;
        }
        try {
            connection.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
