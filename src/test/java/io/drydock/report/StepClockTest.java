package io.drydock.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.drydock.event.Event;
import io.drydock.model.result.StepTime;
import io.drydock.model.result.SuiteResult;
import io.drydock.model.result.TestCounts;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class StepClockTest {

    private static final Instant START = Results.START;

    @Test
    void stepsAreGivenInTheOrderOfTheirBeginning() {
        StepClock clock = new StepClock();
        clock.on(new Event.StepStarted("build", START));
        clock.on(new Event.StepStarted("redis", START.plusSeconds(1)));
        clock.on(new Event.StepFinished("redis", START.plusSeconds(2), ""));
        clock.on(new Event.StepFailed("build", START.plusSeconds(3), "no"));
        clock.on(new Event.StepFinished("unknown", START, ""));
        clock.note("ignored");
        assertThat(clock.steps(START.plusSeconds(9)))
                .containsExactly(
                        new StepTime("build", START, START.plusSeconds(3)),
                        new StepTime("redis", START.plusSeconds(1), START.plusSeconds(2)));
    }

    @Test
    void aStepThatStillRunsEndsNow() {
        StepClock clock = new StepClock();
        clock.on(new Event.StepStarted("suite", START));
        assertThat(clock.steps(START.plusSeconds(9)))
                .containsExactly(new StepTime("suite", START, START.plusSeconds(9)));
    }

    @Test
    void theEndOfASuiteEndsItsStep() {
        StepClock clock = new StepClock();
        SuiteResult suite = Results.suite("unit", 1, 2000, TestCounts.NONE);
        clock.on(new Event.StepStarted(Event.SuiteEnded.step("unit"), START));
        clock.on(new Event.SuiteEnded(suite, START.plusSeconds(2)));
        assertThat(clock.steps(START.plusSeconds(9)))
                .containsExactly(new StepTime("suite unit", START, START.plusSeconds(2)));
    }
}
