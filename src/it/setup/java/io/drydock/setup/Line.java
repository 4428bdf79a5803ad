package io.drydock.setup;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;

/** An open connection. */
record Line(InputStream in, OutputStream out, Closeable channel) implements Closeable {

    static Line open(URI uri) throws IOException {
        return switch (uri.getScheme()) {
            case "unix" -> {
                SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
                channel.connect(UnixDomainSocketAddress.of(uri.getPath()));
                yield new Line(Channels.newInputStream(channel), Channels.newOutputStream(channel), channel);
            }
            case "npipe" -> {
                RandomAccessFile pipe = new RandomAccessFile(uri.getPath().replace('/', '\\'), "rw");
                var channel = pipe.getChannel();
                yield new Line(Channels.newInputStream(channel), Channels.newOutputStream(channel), pipe);
            }
            case "tcp", "http" -> {
                int port = uri.getPort() < 0 ? 2375 : uri.getPort();
                Socket socket = new Socket();
                socket.connect(new InetSocketAddress(uri.getHost(), port), 5_000);
                yield new Line(socket.getInputStream(), socket.getOutputStream(), socket);
            }
            default -> throw new IOException("unknown scheme " + uri.getScheme());
        };
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            // Nothing is lost: the reply was read, or its reader is told by an exception of its own.
        }
    }
}
