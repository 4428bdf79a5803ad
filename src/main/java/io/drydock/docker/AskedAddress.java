package io.drydock.docker;

import io.drydock.model.spec.ContainerRequest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Keeps the address that a container was asked to have in a label, for podman: it tells none of one that does not run. */
final class AskedAddress {

    private static final String LABEL = "io.drydock.address";

    private AskedAddress() {}

    static ContainerRequest remembered(ContainerRequest request) {
        if (request.network().isEmpty() || request.address().isEmpty()) {
            return request;
        }
        Map<String, String> labels = new LinkedHashMap<>(request.labels());
        labels.put(LABEL, request.network().get() + "=" + request.address().get());
        return request.withLabels(labels);
    }

    static Optional<String> of(String network, Map<String, String> labels) {
        return Optional.ofNullable(labels.get(LABEL))
                .filter(asked -> asked.startsWith(network + "="))
                .map(asked -> asked.substring(network.length() + 1));
    }
}
