package io.drydock.run;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Time as locks need it; tests have one of their own. */
interface Time {

    /** A clock that only goes on, in nanoseconds. */
    long nanos();

    /** The moment, for people to read. */
    Instant now();

    void sleep(Duration time) throws InterruptedException;

    /** Does something again and again, on a thread of its own that keeps no process alive. */
    Repetition every(Duration pause, Runnable work);

    /** What is done again and again until it is closed; a round that has begun is done to its end. */
    interface Repetition extends AutoCloseable {
        @Override
        void close();
    }

    /** This machine's. */
    Time SYSTEM = new Time() {
        @Override
        public long nanos() {
            return System.nanoTime();
        }

        @Override
        public Instant now() {
            return Instant.now();
        }

        @Override
        public void sleep(Duration time) throws InterruptedException {
            Thread.sleep(time.toMillis());
        }

        @Override
        @SuppressWarnings("FutureReturnValueIgnored") // the work throws nothing
        public Repetition every(Duration pause, Runnable work) {
            ScheduledExecutorService one = Executors.newSingleThreadScheduledExecutor(task -> {
                Thread thread = new Thread(task, "drydock-lock");
                thread.setDaemon(true);
                return thread;
            });
            one.scheduleWithFixedDelay(work, pause.toNanos(), pause.toNanos(), TimeUnit.NANOSECONDS);
            return one::shutdown;
        }
    };
}
