package io.drydock.plan;

import io.drydock.model.Labels;
import io.drydock.model.state.ContainerSummary;
import io.drydock.model.state.VolumeState;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;

/**
 * Which locks have been abandoned, as one look at the engine tells: those whose holder has given no sign of life for an hour. A
 * holder gives one every 2 seconds; the rest is for who was suspended. All moments are the engine's: clocks of machines may differ.
 */
final class LockSigns {

    static final String REASON = "a lock whose holder is gone";

    private static final Duration ABANDONED = Duration.ofHours(1);

    private final List<ContainerSummary> locks;
    private final List<VolumeState> signs;
    private final Instant now;

    /**
     * @param now the moment by the engine's clock
     */
    LockSigns(List<ContainerSummary> containers, List<VolumeState> volumes, Instant now) {
        this.locks = containers.stream().filter(c -> Lock.isOne(c.labels())).toList();
        this.signs = volumes.stream().filter(v -> Lock.isOne(v.labels())).toList();
        this.now = now;
    }

    /**
     * Whether a lock has been abandoned.
     *
     * @param id of the container that is, or was, the lock
     */
    boolean abandoned(String id) {
        boolean young = locks.stream()
                .filter(lock -> lock.id().equals(id))
                .anyMatch(lock -> lock.createdAt().plus(ABANDONED).isAfter(now));
        boolean alive = signs.stream()
                .filter(sign -> id.equals(sign.labels().get(Labels.LOCK)))
                .flatMap(sign -> given(sign).stream())
                .anyMatch(given -> given.plus(ABANDONED).isAfter(now));
        return !young && !alive;
    }

    private static Optional<Instant> given(VolumeState sign) {
        return sign.created().or(() -> label(sign));
    }

    /** What who gave it says, by the clock of its machine. */
    private static Optional<Instant> label(VolumeState sign) {
        try {
            return Optional.of(Instant.parse(sign.labels().getOrDefault(Labels.CREATED, "")));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /** Whether somebody holds a lock of that branch. */
    boolean heldOn(String branch) {
        return locks.stream()
                .anyMatch(lock -> lock.label(Labels.BRANCH).equals(Optional.of(branch)) && !abandoned(lock.id()));
    }

    /** Whether somebody holds any lock. */
    boolean anyHeld() {
        return locks.stream().anyMatch(lock -> !abandoned(lock.id()));
    }
}
