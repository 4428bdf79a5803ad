package io.drydock.model;

import java.util.Locale;

/** Counts of bytes as people read them, with the units of Docker's own client: {@code 412.3 MB}. */
public final class Bytes {

    private static final String[] UNITS = {"B", "kB", "MB", "GB", "TB"};
    private static final double STEP = 1000;

    private Bytes() {}

    public static String human(long bytes) {
        double value = Math.max(0, bytes);
        int unit = 0;
        while (value >= STEP && unit < UNITS.length - 1) {
            value /= STEP;
            unit++;
        }
        return unit == 0 ? bytes + " B" : String.format(Locale.ROOT, "%.1f %s", value, UNITS[unit]);
    }
}
