package io.drydock.event;

/** Consumes events; called from any thread, must not throw. */
@FunctionalInterface
public interface EventSink {

    void on(Event event);

    /** A sink that hands each event to both. */
    default EventSink and(EventSink other) {
        return event -> {
            on(event);
            other.on(event);
        };
    }

    default void warn(String text) {
        on(new Event.Warning(text));
    }

    default void note(String text) {
        on(new Event.Note(text));
    }
}
