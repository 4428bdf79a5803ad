package io.drydock.buildkit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A gRPC server on one HTTP/2 connection that is already open (RFC 9113; gRPC over HTTP/2).
 *
 * <p>{@link #serve()} reads frames until the connection ends; every call runs on a daemon thread of its own. A breach
 * of the protocol ends the connection with GOAWAY.
 */
final class GrpcConnection {

    private static final int SETTING_MAX_STREAMS = 3;
    private static final int SETTING_INITIAL_WINDOW = 4;
    private static final int SETTING_MAX_HEADER_LIST = 6;
    private static final int MAX_STREAMS = 64;
    private static final int REFUSED_STREAM = 7;

    private final FrameChannel frames;
    private final Map<String, GrpcHandler> handlers;
    private final Hpack hpack = new Hpack();
    private final SendWindows windows = new SendWindows();
    private final Map<Integer, GrpcCall> calls = new ConcurrentHashMap<>();
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "buildkit-call");
        thread.setDaemon(true);
        return thread;
    });
    private int lastStream;

    GrpcConnection(DuplexStream stream, Map<String, GrpcHandler> handlers) {
        this.frames = new FrameChannel(stream);
        this.handlers = Map.copyOf(handlers);
    }

    /**
     * Serves until the peer closes.
     *
     * @throws IOException if the connection breaks or the peer breaks the protocol
     */
    void serve() throws IOException {
        try {
            frames.readPreface();
            frames.write(Frame.SETTINGS, 0, 0, ourSettings());
            Optional<Frame> frame = frames.read();
            while (frame.isPresent()) {
                dispatch(frame.get());
                frame = frames.read();
            }
        } catch (Http2Exception e) {
            frames.write(
                    Frame.GOAWAY,
                    0,
                    0,
                    ByteBuffer.allocate(8).putInt(lastStream).putInt(e.code()).array());
            throw e;
        } finally {
            windows.closeAll();
            calls.values().forEach(GrpcCall::cancel);
            threads.shutdownNow();
        }
    }

    private static byte[] ourSettings() {
        return ByteBuffer.allocate(12)
                .putShort((short) SETTING_MAX_STREAMS)
                .putInt(MAX_STREAMS)
                .putShort((short) SETTING_MAX_HEADER_LIST)
                .putInt(Hpack.MAX_LIST_SIZE)
                .array();
    }

    private void dispatch(Frame frame) throws IOException {
        switch (frame.type()) {
            case Frame.DATA -> data(frame);
            case Frame.HEADERS -> headers(frame);
            case Frame.RST_STREAM -> reset(frame.sized(4).stream());
            case Frame.SETTINGS -> settings(frame);
            case Frame.PING -> ping(frame.sized(8));
            case Frame.WINDOW_UPDATE ->
                windows.add(
                        frame.stream(),
                        ByteBuffer.wrap(frame.sized(4).payload()).getInt() & 0x7fffffff);
            case Frame.CONTINUATION, Frame.PUSH_PROMISE ->
                throw new Http2Exception(Http2Exception.PROTOCOL_ERROR, "unexpected frame of type " + frame.type());
            default -> {
                // PRIORITY, GOAWAY and types to come ask for nothing: the peer closes when it is done.
            }
        }
    }

    private void data(Frame frame) throws IOException {
        requireOpened(frame.stream());
        byte[] content = frame.content();
        frames.writeCredit(0, frame.payload().length);
        GrpcCall call = calls.get(frame.stream());
        if (call == null) {
            return; // answered or reset before the engine knew
        }
        call.accept(content);
        if (frame.has(Frame.END_STREAM)) {
            call.end();
        } else {
            frames.writeCredit(frame.stream(), frame.payload().length - content.length);
        }
    }

    private void headers(Frame frame) throws IOException {
        Map<String, List<String>> headers = hpack.decode(wholeBlock(frame));
        int stream = frame.stream();
        if (stream <= lastStream) { // trailers
            requireOpened(stream);
            Optional.ofNullable(calls.get(stream)).ifPresent(GrpcCall::end);
            return;
        }
        if (stream % 2 == 0) {
            throw new Http2Exception(Http2Exception.PROTOCOL_ERROR, "client stream " + stream);
        }
        lastStream = stream;
        if (calls.size() >= MAX_STREAMS) {
            frames.write(Frame.RST_STREAM, 0, stream, FrameChannel.int32(REFUSED_STREAM));
            return;
        }
        start(new GrpcCall(stream, headers, frames, windows), stream, frame.has(Frame.END_STREAM));
    }

    /** Joins a HEADERS frame with the CONTINUATION frames that must follow it directly. */
    private byte[] wholeBlock(Frame first) throws IOException {
        ByteArrayOutputStream block = new ByteArrayOutputStream();
        Frame frame = first;
        block.writeBytes(frame.content());
        while (!frame.has(Frame.END_HEADERS)) {
            frame = frames.read().orElseThrow(() -> new IOException("connection ended inside headers"));
            if (frame.type() != Frame.CONTINUATION || frame.stream() != first.stream()) {
                throw new Http2Exception(Http2Exception.PROTOCOL_ERROR, "headers are interrupted");
            }
            block.writeBytes(frame.content());
            if (block.size() > Hpack.MAX_LIST_SIZE) {
                throw new Http2Exception(Http2Exception.PROTOCOL_ERROR, "headers are too long");
            }
        }
        return block.toByteArray();
    }

    private void start(GrpcCall call, int stream, boolean complete) {
        windows.open(stream);
        calls.put(stream, call);
        if (complete) {
            call.end();
        }
        threads.execute(() -> run(call, stream));
    }

    private void run(GrpcCall call, int stream) {
        try {
            answer(call);
        } catch (IOException e) {
            // The stream or the connection is gone: nobody is left to tell.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            calls.remove(stream);
            windows.close(stream);
        }
    }

    private void answer(GrpcCall call) throws IOException, InterruptedException {
        GrpcHandler handler = handlers.get(call.method());
        if (handler == null) {
            call.finish(GrpcStatusException.UNIMPLEMENTED, "unknown method " + call.method());
            return;
        }
        try {
            handler.handle(call);
            call.finish(0, "");
        } catch (GrpcStatusException e) {
            call.finish(e.code(), e.getMessage());
        } catch (IOException | RuntimeException e) {
            call.finish(GrpcStatusException.UNKNOWN, e.toString());
        }
    }

    private void reset(int stream) throws Http2Exception {
        requireOpened(stream);
        Optional.ofNullable(calls.remove(stream)).ifPresent(GrpcCall::cancel);
    }

    private void settings(Frame frame) throws IOException {
        if (frame.has(Frame.ACK)) {
            return;
        }
        if (frame.payload().length % 6 != 0) {
            throw new Http2Exception(Http2Exception.FRAME_SIZE_ERROR, "settings are cut off");
        }
        ByteBuffer settings = ByteBuffer.wrap(frame.payload());
        while (settings.hasRemaining()) {
            int name = settings.getShort();
            long value = settings.getInt() & 0xffffffffL;
            if (name == SETTING_INITIAL_WINDOW) {
                windows.setInitial(value);
            }
        }
        frames.write(Frame.SETTINGS, Frame.ACK, 0, new byte[0]);
    }

    private void ping(Frame frame) throws IOException {
        if (!frame.has(Frame.ACK)) {
            frames.write(Frame.PING, Frame.ACK, 0, frame.payload());
        }
    }

    private void requireOpened(int stream) throws Http2Exception {
        if (stream == 0 || stream > lastStream) {
            throw new Http2Exception(Http2Exception.PROTOCOL_ERROR, "frame for stream " + stream);
        }
    }
}
