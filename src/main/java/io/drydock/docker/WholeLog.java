package io.drydock.docker;

import io.drydock.engine.Containers.LogSink;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Follows a log by reading it from the beginning again and again, and telling what is new.
 *
 * <p>For podman, which tells all of a log, but drops lines where it is to follow one that grows fast.
 */
final class WholeLog {

    private static final long SHORTEST_PAUSE_MS = 300;
    /** Reading takes no more than a fifth of the time. */
    private static final int PAUSE_TO_READING = 4;

    private final Consumer<LogSink> reading;
    private final BooleanSupplier ended;
    private final Pause pause;

    /**
     * @param reading reads what there is
     * @param ended whether nothing more will come
     */
    WholeLog(Consumer<LogSink> reading, BooleanSupplier ended, Pause pause) {
        this.reading = reading;
        this.ended = ended;
        this.pause = pause;
    }

    void follow(LogSink sink) {
        long told = 0;
        while (true) {
            boolean last = ended.getAsBoolean();
            long begin = System.nanoTime();
            Rest rest = new Rest(told, sink);
            reading.accept(rest);
            told = Math.max(told, rest.seen);
            if (last) {
                return;
            }
            long took = Duration.ofNanos(System.nanoTime() - begin).toMillis();
            pause.of(Math.max(SHORTEST_PAUSE_MS, PAUSE_TO_READING * took));
        }
    }

    /** Passes over what has been told. */
    private static final class Rest implements LogSink {

        private final long told;
        private final LogSink sink;
        private long seen;

        Rest(long told, LogSink sink) {
            this.told = told;
            this.sink = sink;
        }

        @Override
        public void accept(boolean error, byte[] bytes) {
            int known = (int) Math.max(0, Math.min(bytes.length, told - seen));
            seen += bytes.length;
            if (known < bytes.length) {
                sink.accept(error, known == 0 ? bytes : Arrays.copyOfRange(bytes, known, bytes.length));
            }
        }
    }
}
