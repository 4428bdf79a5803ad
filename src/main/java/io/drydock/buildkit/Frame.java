package io.drydock.buildkit;

import java.util.Arrays;

/** One HTTP/2 frame (RFC 9113, section 4). */
record Frame(int type, int flags, int stream, byte[] payload) {

    static final int DATA = 0;
    static final int HEADERS = 1;
    static final int RST_STREAM = 3;
    static final int SETTINGS = 4;
    static final int PUSH_PROMISE = 5;
    static final int PING = 6;
    static final int GOAWAY = 7;
    static final int WINDOW_UPDATE = 8;
    static final int CONTINUATION = 9;

    static final int ACK = 0x1;
    static final int END_STREAM = 0x1;
    static final int END_HEADERS = 0x4;
    static final int PADDED = 0x8;
    static final int PRIORITY = 0x20;

    boolean has(int flag) {
        return (flags & flag) != 0;
    }

    /** The payload of DATA, HEADERS or CONTINUATION without padding and priority. */
    byte[] content() throws Http2Exception {
        int from = 0;
        int padding = 0;
        if (type != CONTINUATION && has(PADDED)) {
            padding = payload.length == 0 ? 1 : payload[0] & 0xff;
            from = 1;
        }
        if (type == HEADERS && has(PRIORITY)) {
            from += 5;
        }
        if (from + padding > payload.length) {
            throw new Http2Exception(Http2Exception.PROTOCOL_ERROR, "padding is longer than its frame");
        }
        return from + padding == 0 ? payload : Arrays.copyOfRange(payload, from, payload.length - padding);
    }

    /** The frame as checked to have a payload of exactly so many bytes. */
    Frame sized(int length) throws Http2Exception {
        if (payload.length != length) {
            throw new Http2Exception(
                    Http2Exception.FRAME_SIZE_ERROR, "frame of type " + type + " has " + payload.length + " bytes");
        }
        return this;
    }
}
