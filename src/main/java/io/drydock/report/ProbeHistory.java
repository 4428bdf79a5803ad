package io.drydock.report;

import io.drydock.event.Event;
import io.drydock.event.EventSink;
import java.util.ArrayList;
import java.util.List;

/** What containers answered while they were proven ready, a line for each answer in a row. */
public final class ProbeHistory implements EventSink {

    private static final int MOST = 10_000;

    private final List<String> lines = new ArrayList<>();

    @Override
    public synchronized void on(Event event) {
        if (event instanceof Event.Probed probed && lines.size() < MOST) {
            lines.add(probed.from() + " " + probed.container() + " \"" + probed.condition() + "\": "
                    + (probed.answer().isEmpty() ? "passed" : probed.answer())
                    + (probed.times() > 1 ? " (" + probed.times() + " times)" : ""));
        }
    }

    public synchronized List<String> lines() {
        return List.copyOf(lines);
    }
}
