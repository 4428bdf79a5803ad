package io.drydock.docker;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.nio.channels.spi.AbstractInterruptibleChannel;

/**
 * A process's standard input and output as a channel. Closing it, and an interrupt of a thread that is blocked in it, kill the
 * process, which ends whatever waits for it.
 */
final class ProcessChannel extends AbstractInterruptibleChannel implements ByteChannel {

    private final Process process;
    private final InputStream output;
    private final OutputStream input;

    ProcessChannel(Process process) {
        this.process = process;
        this.output = process.getInputStream();
        this.input = process.getOutputStream();
    }

    boolean usable() {
        return isOpen() && process.isAlive();
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
        boolean done = false;
        begin();
        try {
            int read = output.read(into.array(), into.arrayOffset() + into.position(), into.remaining());
            into.position(into.position() + Math.max(0, read));
            done = isOpen();
            return read;
        } finally {
            end(done);
        }
    }

    @Override
    public int write(ByteBuffer from) throws IOException {
        boolean done = false;
        begin();
        try {
            int length = from.remaining();
            input.write(from.array(), from.arrayOffset() + from.position(), length);
            input.flush();
            from.position(from.limit());
            done = true;
            return length;
        } finally {
            end(done);
        }
    }

    @Override
    protected void implCloseChannel() {
        process.destroyForcibly();
    }
}
