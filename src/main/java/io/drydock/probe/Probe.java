package io.drydock.probe;

import java.util.Optional;

/** Asks a container one question. */
@FunctionalInterface
interface Probe {

    /**
     * Asks once, within about a second.
     *
     * @return empty where the condition is met, else what was heard
     */
    Optional<String> ask() throws InterruptedException;
}
