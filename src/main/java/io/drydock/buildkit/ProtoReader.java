package io.drydock.buildkit;

import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads one protobuf message, field after field: {@link #next()}, then the value by its type.
 *
 * <p>Unknown fields are passed over. What does not parse is a {@link ProtocolException}, never an index error.
 */
final class ProtoReader {

    private final byte[] data;
    private final int end;
    private int at;
    private int key;
    private long number;
    private int start;

    ProtoReader(byte[] data) {
        this(data, 0, data.length);
    }

    private ProtoReader(byte[] data, int from, int end) {
        this.data = data;
        this.at = from;
        this.end = end;
    }

    /** Moves to the next field; false at the end of the message. */
    boolean next() throws ProtocolException {
        if (at == end) {
            return false;
        }
        key = (int) varint();
        switch (key & 7) {
            case 0 -> number = varint();
            case 1 -> skip(8);
            case 2 -> skip(varint());
            case 5 -> skip(4);
            default -> throw new ProtocolException("protobuf wire type " + (key & 7) + " is not known");
        }
        return true;
    }

    int field() {
        return key >>> 3;
    }

    long number() throws ProtocolException {
        require(0);
        return number;
    }

    byte[] bytes() throws ProtocolException {
        require(2);
        return Arrays.copyOfRange(data, start, at);
    }

    String text() throws ProtocolException {
        require(2);
        return new String(data, start, at - start, StandardCharsets.UTF_8);
    }

    ProtoReader message() throws ProtocolException {
        require(2);
        return new ProtoReader(data, start, at);
    }

    private void require(int wireType) throws ProtocolException {
        if ((key & 7) != wireType) {
            throw new ProtocolException("protobuf field " + field() + " has wire type " + (key & 7));
        }
    }

    private void skip(long length) throws ProtocolException {
        if (length < 0 || length > end - at) {
            throw new ProtocolException("protobuf field " + field() + " is longer than its message");
        }
        start = at;
        at += (int) length;
    }

    private long varint() throws ProtocolException {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            if (at == end) {
                throw new ProtocolException("protobuf message ends inside a number");
            }
            byte b = data[at++];
            value |= (long) (b & 0x7f) << shift;
            if (b >= 0) {
                return value;
            }
        }
        throw new ProtocolException("protobuf number is longer than ten bytes");
    }
}
