package io.drydock.run;

import io.drydock.model.spec.ContainerRequest;
import io.drydock.plan.Target;
import java.util.List;
import java.util.UUID;

/** Containers that never run: the engine shows an image's files only through one. */
final class Looks {

    private static final String ROLE = "look";

    private Looks() {}

    static ContainerRequest at(Target target, String image) {
        return ContainerRequest.running(
                target.environment().network() + ".look-" + UUID.randomUUID(),
                image,
                List.of("true"),
                target.labels(ROLE));
    }
}
