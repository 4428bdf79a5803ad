package io.drydock.docker;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * What time it is on an engine's host: as one of its answers told, and what has passed since. This machine's clock has no part in it;
 * it may be another, and be set meanwhile.
 */
final class EngineClock {

    private final Instant told;
    private final LongSupplier nanos;
    private final long from;

    private EngineClock(Instant told, LongSupplier nanos) {
        this.told = told;
        this.nanos = nanos;
        this.from = nanos.getAsLong();
    }

    /**
     * The clock of who has just sent this.
     *
     * @param head its header {@code Date} is one that every answer has (RFC 9110, section 6.6.1); without it, this machine's clock
     */
    static EngineClock of(HttpHead head) {
        return of(head.header("date"), System::nanoTime);
    }

    static EngineClock of(Optional<String> date, LongSupplier nanos) {
        return new EngineClock(date.flatMap(EngineClock::moment).orElseGet(Instant::now), nanos);
    }

    private static Optional<Instant> moment(String date) {
        try {
            return Optional.of(Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(date)));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    Instant now() {
        return told.plus(Duration.ofNanos(nanos.getAsLong() - from));
    }
}
