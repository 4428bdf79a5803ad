package io.drydock.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** The engine's time is told by its answer and by what has passed since, whatever this machine's clock says. */
class EngineClockTest {

    private final AtomicLong nanos = new AtomicLong(-5);

    private Instant now(EngineClock clock, Duration passed) {
        nanos.set(-5 + passed.toNanos());
        return clock.now();
    }

    @Test
    void itIsWhatTheAnswerSaidAndWhatHasPassedSince() {
        EngineClock clock = EngineClock.of(Optional.of("Sun, 01 Feb 2015 12:00:00 GMT"), nanos::get);

        assertThat(now(clock, Duration.ZERO)).isEqualTo("2015-02-01T12:00:00Z");
        assertThat(now(clock, Duration.ofHours(2))).isEqualTo("2015-02-01T14:00:00Z");
    }

    @Test
    void anAnswerThatTellsNoTimeLeavesThisMachinesClock() {
        for (Optional<String> date : List.of(Optional.<String>empty(), Optional.of("yesterday"))) {
            EngineClock clock = EngineClock.of(date, nanos::get);

            assertThat(now(clock, Duration.ZERO)).isCloseTo(Instant.now(), within(5, ChronoUnit.SECONDS));
        }
    }
}
