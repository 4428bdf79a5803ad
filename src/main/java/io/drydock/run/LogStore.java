package io.drydock.run;

import java.io.IOException;
import java.io.OutputStream;
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

    /** Whether a container's output is kept already. */
    default boolean holds(String container) {
        return false;
    }

    /** Removes what is kept of other containers. */
    default void retain(Predicate<String> containers) {}
}
