package io.drydock.run;

import io.drydock.engine.Engine;
import io.drydock.model.spec.ContainerRequest;
import io.drydock.model.spec.Limits;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Containers that somebody else runs on the engine. */
final class Foreign {

    private Foreign() {}

    /** A running container without a label of ours. */
    static String run(Engine engine, String name, String image) {
        String id = engine.containers()
                .create(new ContainerRequest(
                        name,
                        image,
                        List.of(),
                        Optional.of(List.of("theirs")),
                        Optional.empty(),
                        Optional.empty(),
                        Map.of(),
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
                        false));
        engine.containers().start(id);
        return id;
    }
}
