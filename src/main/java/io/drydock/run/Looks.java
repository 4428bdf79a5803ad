package io.drydock.run;

import io.drydock.model.spec.ContainerRequest;
import io.drydock.model.spec.Limits;
import io.drydock.plan.Target;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Containers that never run: the engine shows an image's files only through one. */
final class Looks {

    private static final String ROLE = "look";

    private Looks() {}

    static ContainerRequest at(Target target, String image) {
        return new ContainerRequest(
                target.environment().network() + ".look-" + UUID.randomUUID(),
                image,
                List.of(),
                Optional.of(List.of("true")),
                Optional.of(List.of()),
                Optional.empty(),
                target.labels(ROLE),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(),
                List.of(),
                "",
                List.of(),
                Map.of(),
                Limits.NONE,
                "no",
                false);
    }
}
