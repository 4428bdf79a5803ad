package io.drydock.probe;

import io.drydock.event.Event;
import io.drydock.event.EventSink;
import io.drydock.model.spec.Wait;
import java.time.Instant;

/** What one wait heard, told each time that it changes. */
final class Answers implements AutoCloseable {

    private final EventSink events;
    private final String container;
    private final Wait wait;
    private String last = "";
    private int times;
    private Instant from = Instant.EPOCH;

    Answers(EventSink events, String container, Wait wait) {
        this.events = events;
        this.container = container;
        this.wait = wait;
    }

    /**
     * @param answer empty: it passed
     */
    void add(String answer) {
        if (times > 0 && !answer.equals(last)) {
            close();
        }
        if (times == 0) {
            last = answer;
            from = Instant.now();
        }
        times++;
    }

    /** Tells what was heard last. */
    @Override
    public void close() {
        if (times > 0) {
            events.on(new Event.Probed(container, wait.toString(), last, times, from));
            times = 0;
        }
    }
}
