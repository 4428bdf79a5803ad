package io.drydock.probe;

import io.drydock.model.spec.Wait;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A container to be proven ready.
 *
 * @param name how messages call it, for example {@code service redis}
 * @param container its id
 * @param containerName its name
 * @param waits all must pass, in order
 * @param timeout limit for all of them together
 * @param healthcheck the image's healthcheck command
 * @param port its main port
 * @param reach how its ports are reached
 * @param memoryLimited whether it has a memory limit
 */
public record Subject(
        String name,
        String container,
        String containerName,
        List<Wait> waits,
        Duration timeout,
        Optional<List<String>> healthcheck,
        OptionalInt port,
        Reach reach,
        boolean memoryLimited) {

    boolean oneShot() {
        return waits.stream().anyMatch(Wait.Exit.class::isInstance);
    }
}
