package io.drydock.report;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/**
 * Byte strings to be found, indexed by their first two bytes so that a place where none begins costs one look.
 *
 * <p>Every pattern has at least {@link Redactor#SHORTEST} bytes.
 */
final class Patterns {

    /** Answer of {@link #matchAt} where the bytes end before it is decided. */
    static final int UNDECIDED = -1;

    private final boolean[] pairs = new boolean[1 << 16];
    private final byte[][][] byFirst = new byte[256][][];
    private final boolean empty;
    private final int longest;

    Patterns(Collection<String> texts) {
        List<byte[]> patterns = new ArrayList<>();
        texts.forEach(text -> patterns.add(text.getBytes(StandardCharsets.UTF_8)));
        patterns.sort((a, b) -> Integer.compare(b.length, a.length));
        empty = patterns.isEmpty();
        longest = empty ? 0 : patterns.get(0).length;
        for (byte[] pattern : patterns) {
            int first = pattern[0] & 0xff;
            pairs[first << 8 | pattern[1] & 0xff] = true;
            byte[][] known = byFirst[first] == null ? new byte[0][] : byFirst[first];
            byFirst[first] = Arrays.copyOf(known, known.length + 1);
            byFirst[first][known.length] = pattern;
        }
    }

    boolean isEmpty() {
        return empty;
    }

    /** Length of the longest pattern in bytes. */
    int longest() {
        return longest;
    }

    /** The first place from the given one on where a pattern may begin; the last byte is always one. */
    int candidate(byte[] bytes, int from, int end) {
        int at = from;
        while (at < end - 1 && !pairs[(bytes[at] & 0xff) << 8 | bytes[at + 1] & 0xff]) {
            at++;
        }
        return at;
    }

    /**
     * Length of the longest pattern that begins at a place.
     *
     * @param bytes where to look
     * @param at the place
     * @param end end of the bytes
     * @param last whether no more bytes will follow
     * @return 0 for none, {@link #UNDECIDED} where a longer one may be cut off by the end
     */
    int matchAt(byte[] bytes, int at, int end, boolean last) {
        int first = bytes[at] & 0xff;
        int left = end - at;
        if (byFirst[first] == null) {
            return 0;
        }
        for (byte[] pattern : byFirst[first]) {
            int shared = Math.min(left, pattern.length);
            if (Arrays.equals(bytes, at, at + shared, pattern, 0, shared)) {
                if (shared == pattern.length) {
                    return pattern.length;
                }
                if (!last) {
                    return UNDECIDED;
                }
            }
        }
        return 0;
    }
}
