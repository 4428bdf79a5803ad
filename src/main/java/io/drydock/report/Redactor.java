package io.drydock.report;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;

/**
 * Replaces secret and forwarded values by {@code ***}, in lines and in streams of bytes.
 *
 * <p>Found are the value itself, each line of a value of several lines, and their base64 and URL-encoded forms. Values
 * shorter than four characters are left alone: they would make all output unreadable and hide nothing. Where found
 * values overlap, all of what they cover is replaced by one {@code ***}.
 */
public final class Redactor {

    /** Replaces nothing. */
    public static final Redactor NONE = of(List.of());

    static final int SHORTEST = 4;

    private final Patterns patterns;

    private Redactor(Patterns patterns) {
        this.patterns = patterns;
    }

    /**
     * A redactor for these values.
     *
     * @param values secrets and forwarded values, in any order; empty and short ones are passed over
     */
    public static Redactor of(Collection<String> values) {
        return new Redactor(new Patterns(SecretForms.of(values)));
    }

    /** The text without the values; the same object where it holds none. */
    public String redact(String text) {
        if (patterns.isEmpty() || text.length() < SHORTEST) {
            return text;
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream clean = new ByteArrayOutputStream(bytes.length);
        RedactingStream stream = new RedactingStream(patterns, clean);
        try (stream) {
            stream.write(bytes, 0, bytes.length);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return stream.replaced() ? clean.toString(StandardCharsets.UTF_8) : text;
    }

    /**
     * A stream that passes on what is written to it without the values, every other byte unchanged.
     *
     * <p>Bytes that may be the beginning of a value are held back until the next ones decide, also over a
     * {@code flush()}; never more than the longest value. {@code close()} writes the rest and closes the given stream.
     */
    public OutputStream wrap(OutputStream out) {
        return patterns.isEmpty() ? out : new RedactingStream(patterns, out);
    }
}
