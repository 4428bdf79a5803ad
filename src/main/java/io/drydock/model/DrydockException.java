package io.drydock.model;

import java.util.List;
import java.util.Objects;

/**
 * The one exception that reaches a user: what failed, why, and what to do next.
 *
 * <p>Texts hold no secret and no stack trace. The goals translate it once into what Maven expects.
 */
public class DrydockException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Outcome outcome;
    private final String what;
    private final String why;
    private final transient List<String> next;

    /**
     * @param outcome how the build ends because of it
     * @param what what failed, one short sentence without a full stop
     * @param why the reason, in the words of whoever refused, once
     * @param next commands to paste or changes to make, in order; may be empty
     */
    public DrydockException(Outcome outcome, String what, String why, List<String> next) {
        this(outcome, what, why, next, null);
    }

    public DrydockException(Outcome outcome, String what, String why, List<String> next, Throwable cause) {
        super(what + ": " + why, cause);
        this.outcome = Objects.requireNonNull(outcome);
        this.what = what;
        this.why = why;
        this.next = List.copyOf(next);
    }

    public Outcome outcome() {
        return outcome;
    }

    public String what() {
        return what;
    }

    public String why() {
        return why;
    }

    public List<String> next() {
        return next;
    }
}
