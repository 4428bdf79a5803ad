package io.drydock.report;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Passes bytes on with all found patterns replaced; see {@link Redactor#wrap}. Not for several threads at once. */
final class RedactingStream extends OutputStream {

    private static final byte[] MASK = "***".getBytes(StandardCharsets.US_ASCII);
    private static final int ROOM = 16 * 1024;

    private final Patterns patterns;
    private final OutputStream out;
    private final byte[] held;
    private int end;
    /** How many of the next bytes belong to a value already replaced. */
    private int covered;

    private boolean replaced;
    private boolean closed;

    RedactingStream(Patterns patterns, OutputStream out) {
        this.patterns = patterns;
        this.out = out;
        this.held = new byte[patterns.longest() + ROOM];
    }

    /** Whether anything was replaced so far. */
    boolean replaced() {
        return replaced;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        int from = offset;
        int left = length;
        while (left > 0) {
            int part = Math.min(left, held.length - end);
            System.arraycopy(bytes, from, held, end, part);
            end += part;
            from += part;
            left -= part;
            pass(false);
        }
    }

    private void pass(boolean last) throws IOException {
        int clean = 0;
        int at = 0;
        while (at < end) {
            at = covered > 0 ? at : patterns.candidate(held, at, end);
            int length = patterns.matchAt(held, at, end, last);
            if (length == Patterns.UNDECIDED) {
                break;
            }
            if (length > 0 && covered == 0) {
                out.write(held, clean, at - clean);
                out.write(MASK);
                replaced = true;
            }
            covered = Math.max(covered, length);
            at++;
            if (covered > 0) {
                covered--;
                clean = at;
            }
        }
        out.write(held, clean, at - clean);
        System.arraycopy(held, at, held, 0, end - at);
        end -= at;
    }

    @Override
    public void flush() throws IOException {
        out.flush();
    }

    @Override
    public void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        try (out) {
            pass(true);
        }
    }
}
