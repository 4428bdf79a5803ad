package io.drydock.probe;

import java.util.List;

/** A container that did not pass its waits. */
public final class NotReady extends Exception {

    private static final long serialVersionUID = 1L;

    /** What ended the waiting. */
    public enum Cause {
        /** The deadline passed. */
        TIMEOUT,
        /** It ended or is unhealthy. */
        ENDED,
        /** Somebody removed its container. */
        REMOVED,
        /** It was killed at its memory limit. */
        OUT_OF_MEMORY
    }

    private final Cause reason;
    private final transient List<String> log;

    NotReady(Cause reason, String why, List<String> log) {
        super(why);
        this.reason = reason;
        this.log = List.copyOf(log);
    }

    public Cause reason() {
        return reason;
    }

    /** The last lines of its log. */
    public List<String> log() {
        return log;
    }
}
