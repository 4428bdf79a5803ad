package io.drydock.buildkit;

import java.io.IOException;

/** A breach of HTTP/2 that ends the connection; the code is one of RFC 9113, section 7. */
final class Http2Exception extends IOException {

    static final int PROTOCOL_ERROR = 1;
    static final int FLOW_CONTROL_ERROR = 3;
    static final int FRAME_SIZE_ERROR = 6;
    static final int COMPRESSION_ERROR = 9;

    private static final long serialVersionUID = 1L;

    private final int code;

    Http2Exception(int code, String message) {
        super(message);
        this.code = code;
    }

    int code() {
        return code;
    }
}
