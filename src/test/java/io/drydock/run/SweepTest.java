package io.drydock.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.drydock.engine.FakeEngine;
import io.drydock.plan.Given;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What failed stays as long as it is to, whatever the time is here. */
class SweepTest {

    private static void sweep(OnEngine on, Duration keep) throws InterruptedException {
        Job job = new Job(
                on.target,
                on.engine,
                on.events,
                container -> OutputStream.nullOutputStream(),
                ServiceSecrets.NONE,
                host -> Optional.empty());
        new Sweep(job).failed(keep);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 1})
    void anEngineWhoseClockIsAnHourOffKeepsAFailedContainerAsLongAsAnyOther(int hours) throws Exception {
        Clock clock = Clock.offset(Clock.systemUTC(), Duration.ofHours(hours));
        OnEngine on = new OnEngine(Given.plain(), new FakeEngine(clock));
        String failed = on.failedSuite("unit", 3);

        sweep(on, Duration.ofMinutes(30));
        assertThat(on.engine.containers().find(failed)).isPresent();

        Instant finished =
                on.engine.containers().find(failed).orElseThrow().finished().orElseThrow();
        while (!on.engine.now().isAfter(finished)) {
            Thread.onSpinWait();
        }
        sweep(on, Duration.ZERO);
        assertThat(on.engine.containers().find(failed)).isEmpty();
    }

    @Test
    void ofOneBranchTheTwoNewestStay() throws Exception {
        OnEngine on = new OnEngine(Given.plain());
        on.failedSuite("one", 1);
        on.failedSuite("two", 1);
        on.failedSuite("three", 1);

        sweep(on, Duration.ofHours(24));

        assertThat(on.engine.containers().list(java.util.Map.of())).hasSize(2);
    }
}
