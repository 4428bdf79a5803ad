package io.drydock.model.spec;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One named test command that runs in a container of its own.
 *
 * @param name unique among the suites
 * @param command program and arguments; a text of the POM is {@code ["/bin/sh", "-c", text]}
 * @param target stage of the Dockerfile that it runs in; empty: the app image
 * @param withApp whether the new app runs beside it meanwhile
 * @param reports absolute paths in the container that are copied out
 * @param timeout limit of its run
 * @param limits of its container
 * @param env variables besides those of every container of the app image
 * @param parallel whether it may run beside its neighbours that may, too
 * @param freshServices whether it gets services of its own
 */
public record SuiteSpec(
        String name,
        List<String> command,
        Optional<String> target,
        boolean withApp,
        List<String> reports,
        Duration timeout,
        Limits limits,
        Map<String, String> env,
        boolean parallel,
        boolean freshServices) {}
