package io.drydock.event;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * Turns bytes into lines of text: a line ends with a line feed, a carriage return or both.
 *
 * <p>A carriage return alone, with which progress bars begin anew, ends a line too, but gives no empty one. Bytes that
 * are not UTF-8 become U+FFFD. A line of more than 64 KiB is handed on in pieces, cut between characters, so memory is
 * bounded and nothing is lost. {@code flush()} leaves an unfinished line unfinished; {@code close()} hands it on. Not
 * for several threads at once.
 */
public final class LineSplitter extends OutputStream {

    /** Bytes after which a line is cut. */
    public static final int LONGEST = 64 * 1024;

    private final Consumer<String> lines;
    private byte[] held = new byte[256];
    private int length;
    private boolean afterReturn;
    private boolean cut;

    /** @param lines gets each line without its end */
    public LineSplitter(Consumer<String> lines) {
        this.lines = lines;
    }

    @Override
    public void write(int b) {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int count) {
        int from = offset;
        for (int i = offset; i < offset + count; i++) {
            if (bytes[i] == '\n' || bytes[i] == '\r') {
                hold(bytes, from, i - from);
                from = i + 1;
                end(bytes[i]);
            }
        }
        hold(bytes, from, offset + count - from);
    }

    private void end(byte how) {
        boolean restOfPair = how == '\n' && afterReturn && length == 0;
        boolean emptyProgress = how == '\r' && length == 0;
        afterReturn = how == '\r' && (length > 0 || cut || afterReturn);
        boolean handedOn = cut && length == 0;
        cut = false;
        if (!restOfPair && !emptyProgress && !handedOn) {
            emit(length);
        }
    }

    private void hold(byte[] bytes, int offset, int count) {
        int from = offset;
        int left = count;
        if (count > 0) {
            afterReturn = false;
        }
        while (left > 0) {
            int part = Math.min(left, LONGEST - length);
            if (length + part > held.length) {
                held = Arrays.copyOf(held, Math.min(LONGEST, Math.max(length + part, held.length * 2)));
            }
            System.arraycopy(bytes, from, held, length, part);
            length += part;
            from += part;
            left -= part;
            if (length == LONGEST) {
                emit(wholeCharacters());
                cut = true;
            }
        }
    }

    /** Where to cut so that a character that is not complete yet stays for the next piece. */
    private int wholeCharacters() {
        int start = length - 1;
        while (start > length - 4 && (held[start] & 0xc0) == 0x80) {
            start--;
        }
        int lead = held[start] & 0xff;
        int needed = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : lead >= 0xc0 ? 2 : 1;
        return start + needed > length ? start : length;
    }

    private void emit(int upTo) {
        String line = new String(held, 0, upTo, StandardCharsets.UTF_8);
        System.arraycopy(held, upTo, held, 0, length - upTo);
        length -= upTo;
        lines.accept(line);
    }

    @Override
    public void close() {
        if (length > 0) {
            emit(length);
        }
    }
}
