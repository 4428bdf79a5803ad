package io.drydock.docker;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousFileChannel;
import java.nio.channels.ByteChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/**
 * A Windows named pipe as a channel.
 *
 * <p>An asynchronous file channel, since Windows lets a synchronous handle do only one of reading and writing at once.
 */
final class PipeChannel implements ByteChannel {

    private static final int END = -1;

    private final AsynchronousFileChannel file;

    private PipeChannel(AsynchronousFileChannel file) {
        this.file = file;
    }

    static PipeChannel open(Path pipe) throws IOException {
        return new PipeChannel(AsynchronousFileChannel.open(pipe, StandardOpenOption.READ, StandardOpenOption.WRITE));
    }

    /** An engine ends its side of a pipe with a message of no bytes. */
    @Override
    public int read(ByteBuffer target) throws IOException {
        int read = await(file.read(target, 0));
        return read == 0 ? END : read;
    }

    @Override
    public int write(ByteBuffer source) throws IOException {
        return await(file.write(source, 0));
    }

    private int await(Future<Integer> pending) throws IOException {
        try {
            return pending.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            close();
            throw new InterruptedIOException("interrupted");
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException io ? io : new IOException(e.getCause());
        }
    }

    @Override
    public boolean isOpen() {
        return file.isOpen();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
