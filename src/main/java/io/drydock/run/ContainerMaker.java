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
            return job.engine().containers().create(withLimits(request));
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
    private static ContainerRequest withLimits(ContainerRequest request) {
        Map<String, String> labels = new LinkedHashMap<>(request.labels());
        request.limits().memory().ifPresent(bytes -> labels.put(Labels.MEMORY, Long.toString(bytes)));
        if (request.limits().newPrivileges()) {
            labels.put(Labels.NEW_PRIVILEGES, "true");
        }
        return request.withLabels(labels);
    }
}
