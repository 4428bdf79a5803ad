package io.drydock.plan;

import io.drydock.model.Labels;
import io.drydock.model.spec.ContainerRequest;
import io.drydock.model.spec.PortSpec;
import io.drydock.model.spec.Wait;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The app's container with everything resolved.
 *
 * @param container name of the current app container
 * @param candidate name that it bears until it takes over, and again once it is a previous one
 * @param image reference of its image
 * @param port its main port
 * @param waits that prove it ready; never empty
 * @param timeout limit for all waits together
 * @param healthcheck the image's healthcheck command
 * @param request the container to create, named as candidate
 * @param hash of the whole definition
 */
public record AppDefinition(
        String container,
        String candidate,
        String image,
        OptionalInt port,
        List<Wait> waits,
        Duration timeout,
        Optional<List<String>> healthcheck,
        ContainerRequest request,
        String hash) {

    private static final String UNPUBLISHED = "-unpublished";

    /** Host ports of its own choice, which one container at a time can have. */
    public Set<Integer> hostPorts() {
        return request.ports().stream()
                .flatMapToInt(port -> port.host().stream())
                .boxed()
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * The same without those: what it is until the port is free. It is never taken for the whole.
     *
     * @param onlyWayIn whether this process reaches it by published ports only; then it has others, which the engine chooses
     */
    public AppDefinition withoutHostPorts(boolean onlyWayIn) {
        List<PortSpec> ports = request.ports().stream()
                .filter(port -> onlyWayIn || port.host().isEmpty())
                .map(port -> new PortSpec(OptionalInt.empty(), port.container()))
                .distinct()
                .toList();
        String other = hash + UNPUBLISHED;
        Map<String, String> labels = new LinkedHashMap<>(request.labels());
        labels.put(Labels.CONFIG, other);
        return new AppDefinition(
                container,
                candidate,
                image,
                port,
                waits,
                timeout,
                healthcheck,
                request.toBuilder()
                        .publish(ports, request.bind())
                        .labels(labels)
                        .build(),
                other);
    }
}
