package io.drydock.probe;

import io.drydock.engine.Engine;
import io.drydock.engine.EngineException;
import io.drydock.event.EventSink;
import io.drydock.model.spec.Wait;
import io.drydock.model.state.ContainerState;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * Waits until a container is ready: asks from every 20 ms on, backing off to 100 ms, and fails at once when the container ends,
 * crashes, runs out of memory or is removed.
 */
public final class Readiness {

    private static final long FIRST_PAUSE_MS = 20;
    private static final long LONGEST_PAUSE_MS = 100;
    private static final double BACK_OFF = 1.5;

    private final Engine engine;
    private final EventSink events;

    /**
     * @param events gets what was heard
     */
    public Readiness(Engine engine, EventSink events) {
        this.engine = engine;
        this.events = events;
    }

    /**
     * Waits for all conditions, in order.
     *
     * @throws NotReady where they do not all pass before the deadline, or cannot pass any more
     */
    public void await(Subject subject) throws NotReady, InterruptedException {
        Probes probes = new Probes(engine, subject);
        long begin = System.nanoTime();
        for (Wait wait : subject.waits()) {
            Answers answers = new Answers(events, subject.containerName(), wait);
            try (answers) {
                pass(subject, wait, probes.of(wait), answers, begin);
            }
        }
    }

    /** Whether one that was seen running a moment ago passes all at the first question; its state is not looked at again. */
    public boolean passes(Subject subject) throws InterruptedException {
        Probes probes = new Probes(engine, subject);
        for (Wait wait : subject.waits()) {
            Optional<String> answer = ask(probes.of(wait));
            try (Answers answers = new Answers(events, subject.containerName(), wait)) {
                answers.add(answer.orElse(""));
            }
            if (answer.isPresent()) {
                return false;
            }
        }
        return true;
    }

    private void pass(Subject subject, Wait wait, Probe probe, Answers answers, long begin)
            throws NotReady, InterruptedException {
        double pause = FIRST_PAUSE_MS;
        Optional<String> answer = Optional.empty();
        while (true) {
            ContainerState state = alive(subject, wait, answer, begin);
            answer = ask(probe);
            answers.add(answer.orElse(""));
            if (answer.isEmpty()) {
                return;
            }
            Duration elapsed = Duration.ofNanos(System.nanoTime() - begin);
            if (elapsed.compareTo(subject.timeout()) >= 0) {
                throw new NotReady(
                        NotReady.Cause.TIMEOUT,
                        "\"" + wait + "\" did not pass within "
                                + subject.timeout().toSeconds() + " s; the last answer: " + answer.get()
                                + state.health()
                                        .map(h -> " (health: " + h + ")")
                                        .orElse("")
                                + new Sides(engine, subject).of(wait),
                        tail(subject));
            }
            Thread.sleep((long) pause);
            pause = Math.min(LONGEST_PAUSE_MS, pause * BACK_OFF);
        }
    }

    private static Optional<String> ask(Probe probe) throws InterruptedException {
        try {
            return probe.ask();
        } catch (EngineException e) {
            return Optional.of(e.why());
        }
    }

    private ContainerState alive(Subject subject, Wait wait, Optional<String> answer, long begin) throws NotReady {
        try {
            return alive(subject, wait);
        } catch (NotReady e) {
            double seconds = Duration.ofNanos(System.nanoTime() - begin).toMillis() / 1000.0;
            throw new NotReady(
                    e.reason(),
                    String.format(Locale.ROOT, "%s; \"%s\" had not passed after %.1f s", e.getMessage(), wait, seconds)
                            + answer.map(last -> "; the last answer: " + last).orElse(""),
                    e.log());
        }
    }

    private ContainerState alive(Subject subject, Wait wait) throws NotReady {
        Optional<ContainerState> found = engine.containers().find(subject.container());
        if (found.isEmpty()) {
            throw new NotReady(NotReady.Cause.REMOVED, "its container was removed", java.util.List.of());
        }
        ContainerState state = found.get();
        boolean killed = state.exitCode() == ContainerState.KILLED && subject.memoryLimited();
        if ((state.outOfMemory() || killed) && !state.running()) {
            throw new NotReady(NotReady.Cause.OUT_OF_MEMORY, "it was killed at its memory limit", tail(subject));
        }
        boolean mayEnd = subject.oneShot() && wait instanceof Wait.Exit;
        boolean crashed = state.restarts() > 0 && !subject.oneShot() && !settled(state);
        if (!mayEnd && (!state.running() || crashed)) {
            throw new NotReady(NotReady.Cause.ENDED, ending(state), tail(subject));
        }
        if (mayEnd && state.ended()) {
            wrongExit(subject, (Wait.Exit) wait, state);
        }
        if (state.running() && state.health().equals(Optional.of("unhealthy"))) {
            throw new NotReady(NotReady.Cause.ENDED, "the engine says it is unhealthy", tail(subject));
        }
        return state;
    }

    /** Restarts of long ago, while it was up and right, are no crash of now. */
    private boolean settled(ContainerState state) {
        return state.running()
                && state.started()
                        .map(at -> Duration.between(at, engine.now()).compareTo(Duration.ofMinutes(1)) > 0)
                        .orElse(false);
    }

    private void wrongExit(Subject subject, Wait.Exit wanted, ContainerState state) throws NotReady {
        if (state.exitCode() != wanted.code()) {
            throw new NotReady(
                    NotReady.Cause.ENDED,
                    "it ended with exit code " + state.exitCode() + ", not " + wanted.code(),
                    tail(subject));
        }
    }

    private static String ending(ContainerState state) {
        if (!state.error().isEmpty()) {
            return "it could not start: " + state.error();
        }
        if (state.running()) {
            // the engine has forgotten the exit code
            return "it ended, and runs again only since the engine restarted it";
        }
        return "it ended with exit code " + state.exitCode();
    }

    private java.util.List<String> tail(Subject subject) {
        return LogTail.of(engine, subject.container());
    }
}
