package io.drydock.docker;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.channels.Channel;

/**
 * A connection over a TLS socket that is layered on a channel.
 *
 * @param below is what {@link #close()} closes: the TLS socket's own close would wait for a writer that is blocked
 */
record SocketStream(InputStream input, OutputStream output, Channel below) implements DuplexStream {

    static SocketStream of(Socket socket, Channel below) throws IOException {
        return new SocketStream(socket.getInputStream(), socket.getOutputStream(), below);
    }

    @Override
    public void close() throws IOException {
        below.close();
    }
}
