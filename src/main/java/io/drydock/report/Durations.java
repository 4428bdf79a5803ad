package io.drydock.report;

import java.time.Duration;
import java.util.Locale;

/** Durations as people say them: {@code 412 ms}, {@code 4.2 s}, {@code 2 min 26 s}, {@code 1 h 5 min}. */
final class Durations {

    private Durations() {}

    /** A negative duration, as a clock that was set back gives, counts as none. */
    static String human(Duration duration) {
        long ms = Math.max(0, duration.toMillis());
        if (ms < 1000) {
            return ms + " ms";
        }
        long tenths = (ms + 50) / 100;
        if (tenths < 600) {
            return String.format(Locale.ROOT, "%d.%d s", tenths / 10, tenths % 10);
        }
        long seconds = (ms + 500) / 1000;
        if (seconds < 3600) {
            return seconds / 60 + " min " + seconds % 60 + " s";
        }
        long minutes = (seconds + 30) / 60;
        return minutes / 60 + " h " + minutes % 60 + " min";
    }

    static String human(long milliseconds) {
        return human(Duration.ofMillis(milliseconds));
    }
}
