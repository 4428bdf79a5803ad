package io.drydock.buildkit;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** Reads and writes whole frames; one reader, any number of writers. */
final class FrameChannel {

    /** The longest payload that we accept: the protocol's default, which we do not raise. */
    static final int MAX_PAYLOAD = 16_384;

    private static final byte[] PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final int BUFFER = 64 * 1024;

    private final DataInputStream in;
    private final DataOutputStream out;

    FrameChannel(DuplexStream stream) {
        this.in = new DataInputStream(new BufferedInputStream(stream.in(), BUFFER));
        this.out = new DataOutputStream(new BufferedOutputStream(stream.out(), BUFFER));
    }

    void readPreface() throws IOException {
        byte[] preface = new byte[PREFACE.length];
        in.readFully(preface);
        if (!Arrays.equals(preface, PREFACE)) {
            throw new Http2Exception(Http2Exception.PROTOCOL_ERROR, "the engine does not speak HTTP/2");
        }
    }

    /** The next frame; empty when the peer closed between two frames. */
    Optional<Frame> read() throws IOException {
        int first = in.read();
        if (first < 0) {
            return Optional.empty();
        }
        int length = first << 16 | in.readUnsignedShort();
        int type = in.readUnsignedByte();
        int flags = in.readUnsignedByte();
        int stream = in.readInt() & 0x7fffffff;
        if (length > MAX_PAYLOAD) {
            throw new Http2Exception(Http2Exception.FRAME_SIZE_ERROR, "frame of " + length + " bytes");
        }
        byte[] payload = in.readNBytes(length);
        if (payload.length < length) {
            throw new EOFException("connection ended inside a frame");
        }
        return Optional.of(new Frame(type, flags, stream, payload));
    }

    void write(int type, int flags, int stream, byte[] payload) throws IOException {
        write(type, flags, stream, payload, 0, payload.length);
    }

    synchronized void write(int type, int flags, int stream, byte[] data, int offset, int length) throws IOException {
        out.writeByte(length >>> 16);
        out.writeShort(length);
        out.writeByte(type);
        out.writeByte(flags);
        out.writeInt(stream);
        out.write(data, offset, length);
        out.flush();
    }

    /** Lets the peer send so many bytes more; stream 0 is the connection. */
    void writeCredit(int stream, int bytes) throws IOException {
        if (bytes > 0) {
            write(Frame.WINDOW_UPDATE, 0, stream, int32(bytes));
        }
    }

    static byte[] int32(int value) {
        return ByteBuffer.allocate(Integer.BYTES).putInt(value).array();
    }
}
