package io.drydock.config;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Spans of time: a plain number of seconds, or days, hours, minutes and seconds such as {@code 24h} or {@code 1m30s}.
 */
final class Durations {

    private static final Pattern SECONDS = Pattern.compile("\\d{1,9}");
    private static final Pattern UNITS =
            Pattern.compile("(?:(\\d{1,9})d)?(?:(\\d{1,9})h)?(?:(\\d{1,9})m)?(?:(\\d{1,9})s)?");
    private static final Duration LONGEST = Duration.ofDays(3650);

    private Durations() {}

    /** A span that may be zero. */
    static Duration parse(String text) {
        Duration duration = read(text);
        if (duration.compareTo(LONGEST) > 0) {
            throw Parser.refused(text, "a sane duration", "write at most " + LONGEST.toDays() + "d");
        }
        return duration;
    }

    /** A limit: a span longer than zero. */
    static Duration limit(String text) {
        Duration duration = parse(text);
        if (duration.isZero()) {
            throw Parser.refused(text, "a limit", "write more than 0, for example 30s or 5m");
        }
        return duration;
    }

    private static Duration read(String text) {
        if (SECONDS.matcher(text).matches()) {
            return Duration.ofSeconds(Long.parseLong(text));
        }
        Matcher units = UNITS.matcher(text);
        if (text.isEmpty() || !units.matches()) {
            throw Parser.refused(text, "a duration", "write 30, 30s, 5m, 24h");
        }
        return Duration.ofDays(number(units, 1))
                .plusHours(number(units, 2))
                .plusMinutes(number(units, 3))
                .plusSeconds(number(units, 4));
    }

    private static long number(Matcher units, int group) {
        return units.group(group) == null ? 0 : Long.parseLong(units.group(group));
    }
}
