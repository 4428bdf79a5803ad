package io.drydock.engine;

import io.drydock.model.DrydockException;
import io.drydock.model.Outcome;
import java.util.List;

/** The engine refused a request or did not answer it. */
public final class EngineException extends DrydockException {

    private static final long serialVersionUID = 1L;

    /** Why, as far as callers act on it. */
    public enum Kind {
        /** No such object. */
        NOT_FOUND,
        /** A name is taken, or the object's state forbids it. */
        CONFLICT,
        /** A host port is another's. */
        PORT_TAKEN,
        /** No engine answers at the address. */
        UNREACHABLE,
        /** The calling thread was interrupted; its flag is set. */
        INTERRUPTED,
        /** Anything else that the engine said. */
        OTHER
    }

    private final Kind kind;
    private final int status;

    /**
     * @param status the HTTP status, 0 where there was none
     */
    public EngineException(Kind kind, int status, String what, String why, List<String> next, Throwable cause) {
        super(Outcome.ENGINE_ERROR, what, why, next, cause);
        this.kind = kind;
        this.status = status;
    }

    public Kind kind() {
        return kind;
    }

    public int status() {
        return status;
    }
}
