package io.drydock.run;

import io.drydock.event.Event;
import io.drydock.event.EventSink;
import io.drydock.model.DrydockException;
import java.time.Instant;
import java.util.function.Function;

/** Tells the begin and the end of a step around the work itself. */
final class Stopwatch {

    /** Work that may be interrupted. */
    @FunctionalInterface
    interface Work<T> {
        T run() throws InterruptedException;
    }

    private Stopwatch() {}

    /**
     * Does the work as a step.
     *
     * @param result what to say of it once it is done
     */
    static <T> T step(EventSink events, String name, Work<T> work, Function<T, String> result)
            throws InterruptedException {
        events.on(new Event.StepStarted(name, Instant.now()));
        try {
            T value = work.run();
            events.on(new Event.StepFinished(name, Instant.now(), result.apply(value)));
            return value;
        } catch (DrydockException e) {
            events.on(new Event.StepFailed(name, Instant.now(), e.what()));
            throw e;
        } catch (InterruptedException e) {
            events.on(new Event.StepFailed(name, Instant.now(), "interrupted"));
            throw e;
        }
    }

    /** Does the work as a step of which nothing more is to be said. */
    static void step(EventSink events, String name, Runnable work) {
        events.on(new Event.StepStarted(name, Instant.now()));
        try {
            work.run();
            events.on(new Event.StepFinished(name, Instant.now(), ""));
        } catch (DrydockException e) {
            events.on(new Event.StepFailed(name, Instant.now(), e.what()));
            throw e;
        }
    }
}
