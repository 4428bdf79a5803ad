package io.drydock.event;

import io.drydock.model.result.SuiteResult;
import java.time.Instant;

/** Something that happened during a run. */
public sealed interface Event {

    /**
     * A step begins. Steps may overlap.
     *
     * @param step its name, unique in the run, for example {@code build snomed/master:a8e8e83}
     */
    record StepStarted(String step, Instant at) implements Event {}

    /**
     * A step has ended well.
     *
     * @param step its name
     * @param result what to say of it, short; may be empty
     */
    record StepFinished(String step, Instant at, String result) implements Event {}

    /**
     * A step has failed; the exception follows.
     *
     * @param step its name
     * @param reason short
     */
    record StepFailed(String step, Instant at, String reason) implements Event {}

    /**
     * A suite has ended, well or not; ends the step that {@link #step()} names.
     *
     * @param suite what came of it
     */
    record SuiteEnded(SuiteResult suite, Instant at) implements Event {

        /** The step that began with the suite of this name. */
        public static String step(String suite) {
            return "suite " + suite;
        }

        /** The step that has ended. */
        public String step() {
            return step(suite.name());
        }
    }

    /**
     * A line of output: of a suite, a build, a pull. Of a suite that prints very many at once, several lines.
     *
     * @param source whose it is, for example the suite's name
     * @param text without its line end; line feeds between lines
     */
    record Output(String source, String text) implements Event {}

    /**
     * What a container answered while it was proven ready.
     *
     * @param container its name
     * @param condition what it must pass
     * @param answer what was heard; empty: it passed
     * @param times how often in a row
     * @param from when it was heard first
     */
    record Probed(String container, String condition, String answer, int times, Instant from) implements Event {}

    /** Something the user should know, though nothing fails because of it. */
    record Warning(String text) implements Event {}

    /** Something the user wants to know: what was reused, what was left running. */
    record Note(String text) implements Event {}
}
