package io.drydock.run;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;

/** Keeps containers' output, one file for each. */
@FunctionalInterface
public interface LogStore {

    /**
     * A fresh file for a container's output; what is written may be redacted on its way.
     *
     * @param container the container's name
     */
    OutputStream open(String container) throws IOException;

    /** The end of the file of a container's output, to write on there. */
    default OutputStream append(String container) throws IOException {
        return open(container);
    }

    /** The time of the last line that is kept of a container. */
    default Optional<Instant> lastTime(String container) {
        return Optional.empty();
    }

    /** Those whose output is written as it comes. */
    default FollowedLogs followed() {
        return FollowedLogs.NONE;
    }

    /** Whether a container's output is kept already. */
    default boolean holds(String container) {
        return false;
    }

    /** Removes what is kept of other containers. */
    default void retain(Predicate<String> containers) {}
}
