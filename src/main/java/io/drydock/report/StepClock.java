package io.drydock.report;

import io.drydock.event.Event;
import io.drydock.event.EventSink;
import io.drydock.model.result.StepTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Collects when the steps of a run began and ended, whether well or not, and within a build each of its stages. */
public final class StepClock implements EventSink {

    private static final String BUILD = "build image ";

    private String build = "";
    private BuildStages stages = new BuildStages(build);
    private final Map<String, Instant> running = new LinkedHashMap<>();
    private final List<StepTime> past = new ArrayList<>();

    @Override
    public synchronized void on(Event event) {
        if (event instanceof Event.StepStarted started) {
            running.put(started.step(), started.at());
            if (started.step().startsWith(BUILD)) {
                build = started.step();
                stages = new BuildStages(build);
            }
        } else if (event instanceof Event.StepFinished finished) {
            end(finished.step(), finished.at());
        } else if (event instanceof Event.StepFailed failed) {
            end(failed.step(), failed.at());
        } else if (event instanceof Event.SuiteEnded ended) {
            end(ended.step(), ended.at());
        } else if (event instanceof Event.Output output && output.source().equals("build")) {
            stages.line(output.text(), Instant.now());
        }
    }

    private void end(String step, Instant at) {
        Instant start = running.remove(step);
        if (start != null) {
            past.add(new StepTime(step, start, at));
            if (step.equals(build)) {
                past.addAll(stages.steps(at));
            }
        }
    }

    /**
     * All steps in the order in which they began.
     *
     * @param now the end of those that still run, as when a run is broken off
     */
    public synchronized List<StepTime> steps(Instant now) {
        List<StepTime> all = new ArrayList<>(past);
        running.forEach((name, start) -> all.add(new StepTime(name, start, now)));
        all.sort(Comparator.comparing(StepTime::start));
        return List.copyOf(all);
    }
}
