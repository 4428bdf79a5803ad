package io.drydock.docker;

import io.drydock.dockerfile.BuildContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;

/** A build context as a stream to read from, written meanwhile by a thread of its own. */
final class TarPipe {

    private static final int BUFFER = 256 * 1024;

    private TarPipe() {}

    static InputStream of(BuildContext context) throws IOException {
        PipedInputStream in = new PipedInputStream(BUFFER);
        PipedOutputStream out = new PipedOutputStream(in);
        Thread writer = new Thread(
                () -> {
                    try (out) {
                        context.writeTar(out);
                    } catch (IOException e) {
                        // the reader sees the end of an unfinished archive, which the engine refuses
                    }
                },
                "drydock-context");
        writer.setDaemon(true);
        writer.start();
        return in;
    }
}
