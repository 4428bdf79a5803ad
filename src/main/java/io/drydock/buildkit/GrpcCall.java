package io.drydock.buildkit;

import java.io.EOFException;
import java.io.IOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;

/**
 * One gRPC call: messages in both directions over one HTTP/2 stream.
 *
 * <p>Memory is bounded by flow control: the peer may have one receive window of bytes under way ({@link #WINDOW}), it
 * gets credit only for messages that the handler has taken, and no message is longer than the window.
 */
final class GrpcCall {

    static final int WINDOW = 65_535;
    private static final int PREFIX = 5;

    private final int stream;
    private final Map<String, List<String>> headers;
    private final FrameChannel frames;
    private final SendWindows windows;
    private final Queue<byte[]> received = new ArrayDeque<>();
    private final ByteBuffer partial = ByteBuffer.allocate(WINDOW);
    private int unacknowledged;
    private boolean ended;
    private boolean cancelled;
    private boolean headSent;

    GrpcCall(int stream, Map<String, List<String>> headers, FrameChannel frames, SendWindows windows) {
        this.stream = stream;
        this.headers = headers;
        this.frames = frames;
        this.windows = windows;
    }

    String method() {
        return metadata(":path").stream().findFirst().orElse("");
    }

    /** The values of a request header; BuildKit marks those it has URL-encoded with {@code NAME-encoded: 1}. */
    List<String> metadata(String name) {
        List<String> values = headers.getOrDefault(name, List.of());
        boolean encoded = headers.getOrDefault(name + "-encoded", List.of()).contains("1");
        return encoded
                ? values.stream()
                        .map(v -> URLDecoder.decode(v, StandardCharsets.UTF_8))
                        .toList()
                : values;
    }

    /** Waits for the next message; empty when the engine has sent its last. */
    Optional<byte[]> receive() throws IOException, InterruptedException {
        byte[] message;
        synchronized (this) {
            while (received.isEmpty() && !ended) {
                wait();
            }
            if (cancelled) {
                throw new IOException("the engine cancelled the call");
            }
            if (received.isEmpty()) {
                return Optional.empty();
            }
            message = received.remove();
            unacknowledged -= PREFIX + message.length;
        }
        frames.writeCredit(stream, PREFIX + message.length);
        return Optional.of(message);
    }

    /** The only message of a call that has one. */
    byte[] request() throws IOException, InterruptedException {
        return receive().orElseThrow(() -> new EOFException("call without a request"));
    }

    /** Sends one message, waiting for the engine's window. */
    void send(byte[] message) throws IOException, InterruptedException {
        sendHead();
        byte[] data = ByteBuffer.allocate(PREFIX + message.length)
                .put((byte) 0)
                .putInt(message.length)
                .put(message)
                .array();
        int sent = 0;
        while (sent < data.length) {
            int length = windows.take(stream, Math.min(FrameChannel.MAX_PAYLOAD, data.length - sent));
            frames.write(Frame.DATA, 0, stream, data, sent, length);
            sent += length;
        }
    }

    /** Ends the call with trailers; nothing is sent for one that the engine has cancelled. */
    void finish(int status, String message) throws IOException {
        synchronized (this) {
            if (cancelled) {
                return;
            }
        }
        sendHead();
        Map<String, String> trailers = new LinkedHashMap<>();
        trailers.put("grpc-status", String.valueOf(status));
        if (!message.isEmpty()) {
            String text = message.substring(0, Math.min(message.length(), 1000));
            trailers.put(
                    "grpc-message",
                    URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20"));
        }
        frames.write(Frame.HEADERS, Frame.END_HEADERS | Frame.END_STREAM, stream, Hpack.literals(trailers));
    }

    private void sendHead() throws IOException {
        if (!headSent) {
            headSent = true;
            frames.write(Frame.HEADERS, Frame.END_HEADERS, stream, Hpack.responseHead());
        }
    }

    /** Takes in a DATA frame's content, called by the connection's reader. */
    synchronized void accept(byte[] content) throws Http2Exception {
        if (ended) {
            throw new Http2Exception(Http2Exception.PROTOCOL_ERROR, "data after the end of stream " + stream);
        }
        unacknowledged += content.length;
        if (unacknowledged > WINDOW) {
            throw new Http2Exception(Http2Exception.FLOW_CONTROL_ERROR, "more data than stream " + stream + " allows");
        }
        partial.put(content).flip();
        while (partial.remaining() >= PREFIX) {
            int length = partial.getInt(partial.position() + 1);
            requireReadable(partial.get(partial.position()), length);
            if (partial.remaining() < PREFIX + length) {
                break;
            }
            byte[] message = new byte[length];
            partial.position(partial.position() + PREFIX).get(message);
            received.add(message);
        }
        partial.compact();
        notifyAll();
    }

    private static void requireReadable(byte compressed, int length) throws Http2Exception {
        if (compressed != 0) {
            throw new Http2Exception(Http2Exception.PROTOCOL_ERROR, "compressed message, which was not announced");
        }
        if (length < 0 || length > WINDOW - PREFIX) {
            throw new Http2Exception(Http2Exception.PROTOCOL_ERROR, "message of " + (length & 0xffffffffL) + " bytes");
        }
    }

    /** The engine has sent its last message. */
    synchronized void end() {
        ended = true;
        notifyAll();
    }

    /** The stream is gone: waiting handlers wake and fail. */
    synchronized void cancel() {
        cancelled = true;
        ended = true;
        windows.close(stream);
        notifyAll();
    }
}
