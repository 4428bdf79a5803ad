package io.drydock.buildkit;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.message.BasicHeader;
import org.apache.hc.core5.http2.hpack.HPackEncoder;
import org.apache.hc.core5.util.ByteArrayBuffer;

/** Plays the engine's part of a session: an HTTP/2 client, frame by frame. */
final class EnginePeer implements Closeable {

    /** Where the served end came to: empty text for an orderly end. */
    final CompletableFuture<IOException> failure = new CompletableFuture<>();

    final FrameChannel frames;
    private final Socket socket;
    private final HPackEncoder encoder = new HPackEncoder(4096, StandardCharsets.UTF_8);
    private final Hpack decoder = new Hpack();

    EnginePeer(Map<String, GrpcHandler> handlers) throws IOException {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            socket = new Socket(server.getInetAddress(), server.getLocalPort());
            Socket served = server.accept();
            GrpcConnection connection = new GrpcConnection(stream(served), handlers);
            Thread thread = new Thread(() -> {
                try (served) {
                    connection.serve();
                    failure.complete(new IOException(""));
                } catch (IOException e) {
                    failure.complete(e);
                }
            });
            thread.setDaemon(true);
            thread.start();
        }
        frames = new FrameChannel(stream(socket));
        raw("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        frames.write(Frame.SETTINGS, 0, 0, new byte[0]);
    }

    private static DuplexStream stream(Socket socket) throws IOException {
        socket.setTcpNoDelay(true);
        return new TestStream(socket.getInputStream(), socket.getOutputStream(), socket);
    }

    void raw(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
    }

    byte[] headerBlock(String method, String... more) throws IOException {
        List<Header> headers = new ArrayList<>();
        headers.add(new BasicHeader(":method", "POST"));
        headers.add(new BasicHeader(":path", method));
        for (int i = 0; i < more.length; i += 2) {
            headers.add(new BasicHeader(more[i], more[i + 1]));
        }
        ByteArrayBuffer block = new ByteArrayBuffer(256);
        encoder.encodeHeaders(block, headers, true);
        return block.toByteArray();
    }

    /** Starts a call; {@code more} are names and values of headers. */
    void call(int stream, String method, String... more) throws IOException {
        frames.write(Frame.HEADERS, Frame.END_HEADERS, stream, headerBlock(method, more));
    }

    void message(int stream, byte[] message) throws IOException {
        frames.write(Frame.DATA, 0, stream, framed(message));
    }

    void end(int stream) throws IOException {
        frames.write(Frame.DATA, Frame.END_STREAM, stream, new byte[0]);
    }

    static byte[] framed(byte[] message) {
        return ByteBuffer.allocate(5 + message.length)
                .put((byte) 0)
                .putInt(message.length)
                .put(message)
                .array();
    }

    /** The next frame of the type, passing over others; fails at the connection's end. */
    Frame next(int type) throws IOException {
        while (true) {
            Frame frame = frames.read().orElseThrow(() -> new IOException("no frame of type " + type + " came"));
            if (frame.type() == type) {
                return frame;
            }
        }
    }

    /** Reads a call's answer to its trailers, granting credit for all that comes. */
    Answer answer(int stream) throws IOException {
        Answer answer = new Answer();
        while (true) {
            Frame frame = frames.read().orElseThrow(() -> new IOException("the answer broke off"));
            if (frame.stream() == stream && frame.type() == Frame.DATA) {
                answer.data.write(frame.payload());
                frames.writeCredit(0, frame.payload().length);
                frames.writeCredit(stream, frame.payload().length);
            } else if (frame.stream() == stream && frame.type() == Frame.HEADERS) {
                answer.headers.putAll(decoder.decode(frame.content()));
                if (frame.has(Frame.END_STREAM)) {
                    return answer;
                }
            }
        }
    }

    /** The code of the GOAWAY frame that must come. */
    int goAwayCode() throws IOException {
        return ByteBuffer.wrap(next(Frame.GOAWAY).payload()).getInt(4);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    /** What a call answered. */
    static final class Answer {

        final Map<String, List<String>> headers = new LinkedHashMap<>();
        private final ByteArrayOutputStream data = new ByteArrayOutputStream();

        String status() {
            return headers.get("grpc-status").get(0);
        }

        List<byte[]> messages() {
            List<byte[]> messages = new ArrayList<>();
            ByteBuffer all = ByteBuffer.wrap(data.toByteArray());
            while (all.hasRemaining()) {
                all.get();
                byte[] message = new byte[all.getInt()];
                all.get(message);
                messages.add(message);
            }
            return messages;
        }
    }
}
