package io.drydock.buildkit;

/** Ends a call with a gRPC status other than OK; the message is sent to the engine, so it holds no secret. */
final class GrpcStatusException extends Exception {

    static final int UNKNOWN = 2;
    static final int NOT_FOUND = 5;
    static final int UNIMPLEMENTED = 12;

    private static final long serialVersionUID = 1L;

    private final int code;

    GrpcStatusException(int code, String message) {
        super(message);
        this.code = code;
    }

    int code() {
        return code;
    }
}
