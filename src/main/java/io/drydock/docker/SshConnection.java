package io.drydock.docker;

import java.io.InputStream;
import java.io.OutputStream;

/** A connection through a process of ssh, which ends with it. */
final class SshConnection implements DuplexStream {

    private final ProcessChannel channel;
    private final ChannelStream stream;

    SshConnection(ProcessChannel channel) {
        this.channel = channel;
        this.stream = new ChannelStream(channel);
    }

    boolean usable() {
        return channel.usable();
    }

    @Override
    public InputStream input() {
        return stream.input();
    }

    @Override
    public OutputStream output() {
        return stream.output();
    }

    @Override
    public void close() throws java.io.IOException {
        stream.close();
    }
}
