package io.drydock.buildkit;

import java.io.Closeable;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * A raw connection whose two directions work at the same time: a blocked read never holds up a write.
 *
 * <p>{@link #close()} ends both directions and wakes a blocked read.
 */
public interface DuplexStream extends Closeable {

    InputStream in();

    OutputStream out();
}
