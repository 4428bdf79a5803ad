package io.drydock.plan;

import io.drydock.model.Sha256;
import java.util.Map;
import java.util.TreeMap;

/** A short digest of a resolved definition; equal definitions have equal ones. */
final class Fingerprint {

    private static final int DIGITS = 16;

    private Fingerprint() {}

    /** The first 16 hex digits of the SHA-256 of all parts, each kept apart from the next; a map's order does not count. */
    static String of(Object... parts) {
        StringBuilder text = new StringBuilder();
        for (Object part : parts) {
            String written = part instanceof Map<?, ?> map ? new TreeMap<>(map).toString() : part.toString();
            text.append(written.length()).append(':').append(written);
        }
        return Sha256.hex(text.toString()).substring(0, DIGITS);
    }
}
