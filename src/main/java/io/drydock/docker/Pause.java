package io.drydock.docker;

import io.drydock.engine.EngineException;
import java.util.List;

/** Waits between two tries. */
@FunctionalInterface
interface Pause {

    void of(long millis);

    /** Sleeps; an interrupt ends the sleep and the call. */
    static void millis(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EngineException(
                    EngineException.Kind.INTERRUPTED,
                    0,
                    "Could not wait for the engine",
                    "the build was interrupted",
                    List.of(),
                    e);
        }
    }
}
