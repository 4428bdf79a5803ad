package io.drydock.engine;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/** The time before each line of a timed log: {@code 2026-01-31T12:00:00.123456789Z} and a space, always as long. */
public final class LogTime {

    private static final int LENGTH = 30;
    private static final Pattern TIME = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{9}Z");

    private LogTime() {}

    /** The time that a line or chunk begins with; empty where it begins with none. */
    public static Optional<Instant> of(byte[] chunk) {
        if (chunk.length <= LENGTH || chunk[LENGTH] != ' ' || chunk[LENGTH - 1] != 'Z') {
            return Optional.empty();
        }
        String time = new String(chunk, 0, LENGTH, StandardCharsets.ISO_8859_1);
        return TIME.matcher(time).matches() ? Optional.of(Instant.parse(time)) : Optional.empty();
    }

    /** The line without its time. */
    public static String without(String line) {
        boolean timed = line.length() > LENGTH
                && line.charAt(LENGTH) == ' '
                && TIME.matcher(line.substring(0, LENGTH)).matches();
        return timed ? line.substring(LENGTH + 1) : line;
    }
}
