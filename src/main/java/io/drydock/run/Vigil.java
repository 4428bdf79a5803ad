package io.drydock.run;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * Whether who holds a lock still lives: it does as long as its signs change.
 *
 * <p>No two clocks are compared. Silence is what this process saw itself: a time in which it could not look, because it was
 * suspended or the engine did not answer, counts for next to nothing, since the holder may not have been able to give a sign then.
 */
final class Vigil {

    private static final long LONGEST_GAP_NANOS = Duration.ofSeconds(1).toNanos();

    private record Look(String lock, Set<String> signs) {}

    private final Time time;
    private Optional<Look> last = Optional.empty();
    private long at;
    private long silence;

    Vigil(Time time) {
        this.time = time;
    }

    /**
     * Takes a look.
     *
     * @param lock the id of the container that is the lock
     * @param signs names of the signs that are there
     * @return how long there was none; none from the first look on
     */
    Duration silence(String lock, Set<String> signs) {
        Optional<Look> look = Optional.of(new Look(lock, Set.copyOf(signs)));
        long now = time.nanos();
        silence = look.equals(last) ? silence + Math.min(now - at, LONGEST_GAP_NANOS) : 0;
        last = look;
        at = now;
        return Duration.ofNanos(silence);
    }
}
