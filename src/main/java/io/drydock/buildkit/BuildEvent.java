package io.drydock.buildkit;

import java.time.Duration;

/** What happens during a build, told in order and on one thread; how it looks is the console's business. */
public sealed interface BuildEvent {

    /**
     * One step of the build.
     *
     * @param number counts steps in the order in which they were first seen, from 1
     * @param name as BuildKit words it, such as {@code [build 2/3] RUN make}
     */
    record Step(int number, String name) {}

    /** How the build will be made, and why so; the first event of every build. */
    record WayChosen(String way, String reason) implements BuildEvent {}

    record StepStarted(Step step) implements BuildEvent {}

    /** The step's result was there already. */
    record StepCached(Step step) implements BuildEvent {}

    record StepDone(Step step, Duration duration) implements BuildEvent {}

    /** The step failed, or was stopped because another one did. */
    record StepFailed(Step step, String error) implements BuildEvent {}

    /** One line of a step's output, without its line end. */
    record StepLog(Step step, String line) implements BuildEvent {}

    /** What had to be sent of context and Dockerfile, contents only; ends a good build with a session. */
    record ContextSent(long files, long bytes) implements BuildEvent {}
}
