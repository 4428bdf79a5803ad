package io.drydock.docker;

import io.drydock.engine.Containers.LogSink;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * Gives each line of podman's timed log a time of its own, written as Docker writes it: podman tells whole seconds, in the zone of
 * its host.
 *
 * <p>Lines of one second are told apart by nanoseconds, in their order; so a log must be read from its beginning, and the same line
 * has the same time whenever it is read.
 */
final class PodmanTimes implements LogSink {

    private static final int LONGEST = "2026-01-31T12:00:00.123456789+01:00".length();
    private static final DateTimeFormatter DOCKERS = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSSSSSSSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private final Optional<Instant> after;
    private final LogSink sink;
    private Instant last = Instant.MIN;

    /**
     * @param after only what was said after that moment is passed on
     */
    PodmanTimes(Optional<Instant> after, LogSink sink) {
        this.after = after;
        this.sink = sink;
    }

    @Override
    public void accept(boolean error, byte[] bytes) {
        int end = 0;
        while (end < bytes.length && end <= LONGEST && bytes[end] != ' ') {
            end++;
        }
        Optional<Instant> told = time(new String(bytes, 0, end, StandardCharsets.ISO_8859_1));
        last = told.map(time -> time.isAfter(last) ? time : last.plusNanos(1)).orElse(last);
        if (after.filter(moment -> !last.isAfter(moment)).isEmpty()) {
            sink.accept(error, told.isEmpty() ? bytes : stamped(Arrays.copyOfRange(bytes, end, bytes.length)));
        }
    }

    private byte[] stamped(byte[] rest) {
        byte[] time = DOCKERS.format(last).getBytes(StandardCharsets.ISO_8859_1);
        byte[] line = Arrays.copyOf(time, time.length + rest.length);
        System.arraycopy(rest, 0, line, time.length, rest.length);
        return line;
    }

    private static Optional<Instant> time(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
