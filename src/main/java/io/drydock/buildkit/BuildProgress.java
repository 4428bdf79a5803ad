package io.drydock.buildkit;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Folds BuildKit's repeating status into events, one per change, and remembers how each step ended.
 *
 * <p>Used by one thread.
 */
final class BuildProgress {

    /** BuildKit stops the other steps when one fails: they are not the reason. */
    private static final String STOPPED = "context canceled";

    private final Map<String, StepState> steps = new LinkedHashMap<>();
    private final Consumer<BuildEvent> listener;
    private final Redaction redaction;

    BuildProgress(Consumer<BuildEvent> listener, Redaction redaction) {
        this.listener = listener;
        this.redaction = redaction;
    }

    void accept(BuildTrace trace) {
        trace.vertices().forEach(this::start);
        trace.logs().forEach(this::log);
        trace.vertices().forEach(this::end);
    }

    /** The step that made the build fail, once there is one. */
    Optional<StepState> failed() {
        List<StepState> failed =
                steps.values().stream().filter(s -> !s.error().isEmpty()).toList();
        return failed.stream()
                .filter(state -> !state.error().contains(STOPPED))
                .findFirst()
                .or(() -> failed.stream().findFirst());
    }

    private void start(BuildTrace.Vertex vertex) {
        StepState state = steps.computeIfAbsent(
                vertex.digest(),
                digest -> new StepState(new BuildEvent.Step(steps.size() + 1, redaction.apply(vertex.name()))));
        boolean runs = vertex.started().isPresent() && !vertex.cached();
        if (runs && state.reach(StepState.Phase.STARTED)) {
            listener.accept(new BuildEvent.StepStarted(state.step()));
        }
    }

    private void log(BuildTrace.Log log) {
        StepState state = steps.get(log.vertex());
        if (state != null) {
            tell(state, state.append(log.text(), redaction));
        }
    }

    private void end(BuildTrace.Vertex vertex) {
        boolean ended = vertex.cached()
                || vertex.completed().isPresent()
                || !vertex.error().isEmpty();
        StepState state = steps.get(vertex.digest());
        if (!ended || !state.reach(StepState.Phase.ENDED)) {
            return;
        }
        tell(state, state.flush(redaction));
        listener.accept(outcome(vertex, state));
    }

    private BuildEvent outcome(BuildTrace.Vertex vertex, StepState state) {
        if (!vertex.error().isEmpty()) {
            state.fail(redaction.apply(vertex.error()));
            return new BuildEvent.StepFailed(state.step(), state.error());
        }
        if (vertex.cached()) {
            return new BuildEvent.StepCached(state.step());
        }
        Duration duration = vertex.started()
                .flatMap(from -> vertex.completed().map(to -> Duration.between(from, to)))
                .orElse(Duration.ZERO);
        return new BuildEvent.StepDone(state.step(), duration);
    }

    private void tell(StepState state, List<String> lines) {
        lines.forEach(line -> listener.accept(new BuildEvent.StepLog(state.step(), line)));
    }
}
