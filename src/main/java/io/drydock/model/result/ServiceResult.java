package io.drydock.model.result;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * A service of the environment, proven ready.
 *
 * @param name its name
 * @param image reference of its image
 * @param container its container's name
 * @param ip its address in the environment's network
 * @param port its main port there
 * @param host the host by which the Maven process reaches it
 * @param hostPort the port by which the Maven process reaches it
 * @param url its address as a URL for containers
 * @param hostUrl its address as a URL for the Maven process
 * @param readyAfterMs milliseconds from its start to ready; 0 where it was up already
 * @param reused whether it was up and right already
 */
public record ServiceResult(
        String name,
        String image,
        String container,
        String ip,
        OptionalInt port,
        Optional<String> host,
        OptionalInt hostPort,
        Optional<String> url,
        Optional<String> hostUrl,
        long readyAfterMs,
        boolean reused) {}
