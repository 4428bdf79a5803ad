package io.drydock.run;

import io.drydock.engine.Engine;
import io.drydock.model.spec.ContainerRequest;
import java.util.List;
import java.util.Map;

/** Containers that somebody else runs on the engine. */
final class Foreign {

    private Foreign() {}

    /** A running container without a label of ours. */
    static String run(Engine engine, String name, String image) {
        String id = engine.containers().create(ContainerRequest.running(name, image, List.of("theirs"), Map.of()));
        engine.containers().start(id);
        return id;
    }
}
