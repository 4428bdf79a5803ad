package io.drydock.report;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.temporal.ChronoUnit;

/** Puts the time before each line, at the moment when its first byte is written. */
final class TimedStream extends FilterOutputStream {

    private final Clock clock;
    private boolean lineBegins = true;

    TimedStream(OutputStream out, Clock clock) {
        super(out);
        this.clock = clock;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int count) throws IOException {
        int from = offset;
        for (int i = offset; i < offset + count; i++) {
            if (lineBegins) {
                time();
                lineBegins = false;
            }
            if (bytes[i] == '\n') {
                out.write(bytes, from, i + 1 - from);
                from = i + 1;
                lineBegins = true;
            }
        }
        out.write(bytes, from, offset + count - from);
    }

    private void time() throws IOException {
        String time = clock.instant().truncatedTo(ChronoUnit.MILLIS) + " ";
        out.write(time.getBytes(StandardCharsets.US_ASCII));
    }
}
