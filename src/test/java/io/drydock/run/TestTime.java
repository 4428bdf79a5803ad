package io.drydock.run;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Time that goes on only by sleeping; what is to be done again and again is done meanwhile. For one thread. */
final class TestTime implements Time {

    /** Something that happens while somebody sleeps. */
    @FunctionalInterface
    interface Happening {
        void after(Duration slept) throws InterruptedException;
    }

    private static final class Round implements Repetition {
        private final Duration pause;
        private final Runnable work;
        private Duration due;
        private boolean closed;

        Round(Duration pause, Runnable work, Duration due) {
            this.pause = pause;
            this.work = work;
            this.due = due;
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    private final List<Round> rounds = new ArrayList<>();
    private final Happening happening;
    private Duration passed = Duration.ZERO;

    TestTime() {
        this(slept -> {});
    }

    /**
     * @param happening gets the time that has passed, after each sleep
     */
    TestTime(Happening happening) {
        this.happening = happening;
    }

    Duration passed() {
        return passed;
    }

    /** Lets time pass in which nothing of this process runs. */
    void suspend(Duration time) {
        passed = passed.plus(time);
    }

    @Override
    public long nanos() {
        return passed.toNanos();
    }

    @Override
    public Instant now() {
        return Instant.parse("2026-01-01T00:00:00Z").plus(passed);
    }

    @Override
    public void sleep(Duration time) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        passed = passed.plus(time);
        for (Round round : List.copyOf(rounds)) {
            if (!round.closed && round.due.compareTo(passed) <= 0) {
                round.due = passed.plus(round.pause);
                round.work.run();
            }
        }
        happening.after(passed);
    }

    @Override
    public Repetition every(Duration pause, Runnable work) {
        Round round = new Round(pause, work, passed.plus(pause));
        rounds.add(round);
        return round;
    }
}
