package io.drydock.docker;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;

/**
 * A connection over a blocking channel.
 *
 * <p>{@code java.nio.channels.Channels} has such streams too, but its two directions of one selectable channel wait for
 * each other.
 */
final class ChannelStream implements DuplexStream {

    private final ByteChannel channel;
    private final InputStream input;
    private final OutputStream output;

    ChannelStream(ByteChannel channel) {
        this.channel = channel;
        this.input = new Input(channel);
        this.output = new Output(channel);
    }

    @Override
    public InputStream input() {
        return input;
    }

    @Override
    public OutputStream output() {
        return output;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private static final class Input extends InputStream {
        private final ByteChannel channel;

        Input(ByteChannel channel) {
            this.channel = channel;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            return length == 0 ? 0 : channel.read(ByteBuffer.wrap(bytes, offset, length));
        }
    }

    private static final class Output extends OutputStream {
        private final ByteChannel channel;

        Output(ByteChannel channel) {
            this.channel = channel;
        }

        @Override
        public void write(int one) throws IOException {
            write(new byte[] {(byte) one}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            ByteBuffer buffer = ByteBuffer.wrap(bytes, offset, length);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
        }
    }
}
