package io.drydock.run;

import io.drydock.engine.EngineException;
import io.drydock.model.Labels;
import io.drydock.model.spec.ContainerRequest;
import io.drydock.model.state.ContainerState;
import io.drydock.plan.Ownership;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Creates containers under names that others may have taken. */
final class ContainerMaker {

    private ContainerMaker() {}

    /**
     * Creates a container, or takes the one that another build of the same environment has just created alike.
     *
     * @return its id
     */
    static String create(Job job, ContainerRequest request) {
        try {
            return job.engine().containers().create(withMemory(request));
        } catch (EngineException e) {
            Optional<ContainerState> there = e.kind() == EngineException.Kind.CONFLICT
                    ? job.engine().containers().find(request.name())
                    : Optional.empty();
            if (there.isEmpty()) {
                throw e;
            }
            Ownership.require(there.get(), job.target().environment());
            String wanted = request.labels().get(Labels.CONFIG);
            if (wanted != null && there.get().label(Labels.CONFIG).equals(Optional.of(wanted))) {
                return there.get().id();
            }
            throw e;
        }
    }

    /** Listings do not tell limits, labels they do. */
    private static ContainerRequest withMemory(ContainerRequest request) {
        if (request.limits().memory().isEmpty()) {
            return request;
        }
        Map<String, String> labels = new LinkedHashMap<>(request.labels());
        labels.put(Labels.MEMORY, Long.toString(request.limits().memory().getAsLong()));
        return request.withLabels(labels);
    }
}
