package io.drydock.plan;

import io.drydock.model.Labels;
import io.drydock.model.spec.ContainerRequest;
import io.drydock.model.spec.ServiceSpec;
import io.drydock.model.spec.Wait;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A service with everything resolved: its image's id, its address, its variables.
 *
 * @param spec as configured
 * @param image reference of its image
 * @param address where it is found in the environment's network
 * @param waits that prove it ready; never empty
 * @param healthcheck the image's healthcheck command
 * @param request the container to create
 * @param hash of the whole definition
 */
public record ServiceDefinition(
        ServiceSpec spec,
        String image,
        Address address,
        List<Wait> waits,
        Optional<List<String>> healthcheck,
        ContainerRequest request,
        String hash) {

    public String name() {
        return spec.name();
    }

    /** What it is called in messages. */
    public String title() {
        String suite = request.labels().get(Labels.SUITE);
        return "service " + name() + (suite == null ? "" : " of suite " + suite);
    }

    public String container() {
        return request.name();
    }

    public OptionalInt port() {
        return address.port();
    }
}
