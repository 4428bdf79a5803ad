package io.drydock.docker;

import io.drydock.engine.Containers.LogSink;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;

/**
 * Tells the two outputs of a container apart: 8 bytes before each frame name the output (1 or 2) and its length.
 *
 * <p>Reads no faster than the sink takes, so a slow sink slows the engine instead of filling the memory.
 *
 * @see <a href="https://docs.docker.com/reference/api/engine/version/v1.51/">Stream format, at ContainerAttach</a>
 */
final class OutputFrames {

    private static final int HEADER = 8;
    private static final int CHUNK = 16 * 1024;
    private static final int STDERR = 2;

    private OutputFrames() {}

    /** Reads to the end of the stream. */
    static void read(InputStream in, LogSink sink) throws IOException {
        for (byte[] header = in.readNBytes(HEADER); header.length > 0; header = in.readNBytes(HEADER)) {
            if (header.length < HEADER) {
                throw new EOFException("the output ends within a frame's header");
            }
            pass(
                    in,
                    header[0] == STDERR,
                    Integer.toUnsignedLong(ByteBuffer.wrap(header).getInt(4)),
                    sink);
        }
    }

    private static void pass(InputStream in, boolean error, long length, LogSink sink) throws IOException {
        for (long left = length; left > 0; ) {
            byte[] chunk = in.readNBytes((int) Math.min(left, CHUNK));
            if (chunk.length == 0) {
                throw new EOFException("the output ends within a frame");
            }
            sink.accept(error, chunk);
            left -= chunk.length;
        }
    }
}
