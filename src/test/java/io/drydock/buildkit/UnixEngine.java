package io.drydock.buildkit;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The engine behind a Unix socket, by the JDK alone: a connection for each request. */
final class UnixEngine implements SessionTransport, BuildPost {

    private final Path socket;

    UnixEngine(Path socket) {
        this.socket = socket;
    }

    @Override
    public DuplexStream open(List<String> headers) throws IOException {
        DuplexStream connection = connect();
        send(connection, "POST /session HTTP/1.1\r\nHost: docker\r\n" + String.join("\r\n", headers) + "\r\n\r\n");
        String head = readHead(connection.in());
        if (!head.startsWith("HTTP/1.1 101")) {
            connection.close();
            throw new IOException(head.lines().findFirst().orElse("no answer"));
        }
        return connection;
    }

    @Override
    public InputStream post(String pathAndQuery, Optional<Body> body, String contentType) throws IOException {
        byte[] content = {};
        if (body.isPresent()) {
            try (InputStream in = body.get().open()) {
                content = in.readAllBytes();
            }
        }
        return call("POST", pathAndQuery, content, contentType);
    }

    String request(String method, String path) throws IOException {
        try (InputStream answer = call(method, path, new byte[0], "text/plain")) {
            return new String(answer.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private InputStream call(String method, String path, byte[] content, String contentType) throws IOException {
        DuplexStream connection = connect();
        send(
                connection,
                method + " " + path + " HTTP/1.1\r\nHost: docker\r\nConnection: close\r\nContent-Type: " + contentType
                        + "\r\nContent-Length: " + content.length + "\r\n\r\n");
        connection.out().write(content);
        boolean chunked = readHead(connection.in()).toLowerCase(Locale.ROOT).contains("transfer-encoding: chunked");
        return new Answer(connection, chunked);
    }

    private static void send(DuplexStream connection, String text) throws IOException {
        connection.out().write(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static String readHead(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int c = in.read();
            if (c < 0) {
                throw new EOFException("answer ended in its head: " + head);
            }
            head.append((char) c);
        }
        return head.toString();
    }

    /**
     * Reads and writes the channel itself: a channel's two directions have locks of their own, while the streams of
     * {@code Channels} share one.
     */
    private DuplexStream connect() throws IOException {
        SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        channel.connect(UnixDomainSocketAddress.of(socket));
        InputStream in = new InputStream() {
            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
            }

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                return length == 0 ? 0 : channel.read(ByteBuffer.wrap(bytes, offset, length));
            }
        };
        OutputStream out = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                write(new byte[] {(byte) b}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                ByteBuffer buffer = ByteBuffer.wrap(bytes, offset, length);
                while (buffer.hasRemaining()) {
                    channel.write(buffer);
                }
            }
        };
        return new TestStream(in, out, channel);
    }

    /** A body, chunked or to the connection's end. */
    private static final class Answer extends InputStream {

        private final DuplexStream connection;
        private final boolean chunked;
        private long left;

        Answer(DuplexStream connection, boolean chunked) {
            this.connection = connection;
            this.chunked = chunked;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            if (!chunked) {
                return connection.in().read(bytes, offset, length);
            }
            if (left == 0) {
                left = Long.parseLong(line(), 16);
                if (left == 0) {
                    return -1;
                }
            }
            int read = connection.in().read(bytes, offset, (int) Math.min(length, left));
            left -= read;
            if (left == 0) {
                line();
            }
            return read;
        }

        private String line() throws IOException {
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            for (int c = connection.in().read(); c != '\n'; c = connection.in().read()) {
                if (c < 0) {
                    throw new EOFException("answer breaks off");
                }
                line.write(c);
            }
            return line.toString(StandardCharsets.US_ASCII).strip();
        }

        @Override
        public void close() throws IOException {
            connection.close();
        }
    }
}
