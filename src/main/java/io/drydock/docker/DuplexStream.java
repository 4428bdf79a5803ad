package io.drydock.docker;

import java.io.Closeable;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * A raw connection to the engine. Its two directions are independent: one thread may read while another writes.
 *
 * <p>An interrupt of a thread that is blocked in it closes it. So does {@link #close()} from any other thread.
 */
public interface DuplexStream extends Closeable {

    InputStream input();

    /** Unbuffered: what is written is sent. */
    OutputStream output();
}
