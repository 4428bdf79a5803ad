package io.drydock.plan;

import io.drydock.model.spec.ContainerRequest;
import io.drydock.model.spec.SuiteSpec;

/**
 * A suite with everything resolved.
 *
 * @param spec as configured
 * @param image reference of the image that it runs in
 * @param request the container to create; where the suite wants the app or services of its own, their addresses are added
 *     when they are known
 */
public record SuiteDefinition(SuiteSpec spec, String image, ContainerRequest request) {

    public String name() {
        return spec.name();
    }
}
