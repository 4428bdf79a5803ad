package io.drydock.plan;

import io.drydock.model.spec.ContainerRequest;
import io.drydock.model.spec.Wait;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

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
        String hash) {}
