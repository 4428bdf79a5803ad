package io.drydock.config;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Amounts of bytes as Docker's command line reads memory sizes: {@code 512m}, {@code 1.5g}, {@code 64KiB}, plain bytes.
 * Units are powers of 1024, in either case.
 */
final class Sizes {

    private static final Pattern SIZE = Pattern.compile("(\\d{1,18}(?:\\.\\d{1,9})?) ?([kmgtp]?)(?:i?b)?");
    private static final String UNITS = "kmgtp";
    private static final BigDecimal MOST = BigDecimal.valueOf(Long.MAX_VALUE);
    private static final long LEAST_MEMORY = 6L << 20;

    private Sizes() {}

    /** An amount in bytes, 0 or more. */
    static long parse(String text) {
        Matcher size = SIZE.matcher(text.toLowerCase(Locale.ROOT));
        if (!size.matches()) {
            throw Parser.refused(text, "a size", "write 512m, 1g, 64k or a number of bytes");
        }
        int power = size.group(2).isEmpty() ? 0 : UNITS.indexOf(size.group(2)) + 1;
        BigDecimal bytes = new BigDecimal(size.group(1)).multiply(BigDecimal.valueOf(1L << 10 * power));
        if (bytes.compareTo(MOST) > 0) {
            throw Parser.refused(text, "a size that a machine can have", "write 512m, 1g, 64k or a number of bytes");
        }
        return bytes.longValue();
    }

    /** A memory limit: no less than Docker's engine accepts. */
    static long memory(String text) {
        long bytes = parse(text);
        if (bytes < LEAST_MEMORY) {
            throw Parser.refused(text, "enough memory for Docker", "write at least 6m, for example 512m");
        }
        return bytes;
    }
}
