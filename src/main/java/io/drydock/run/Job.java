package io.drydock.run;

import io.drydock.engine.Credentials;
import io.drydock.engine.Engine;
import io.drydock.event.EventSink;
import io.drydock.plan.Target;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a runner works for and with.
 *
 * @param target the configuration, commit and environment
 * @param engine the engine that it is done on
 * @param events gets what happens
 * @param logs where containers' output is kept
 * @param secrets values of the services' secrets
 * @param credentials a registry's, by its host
 */
public record Job(
        Target target,
        Engine engine,
        EventSink events,
        LogStore logs,
        ServiceSecrets secrets,
        Function<String, Optional<Credentials>> credentials) {

    /** The same for another target. */
    Job on(Target other) {
        return new Job(other, engine, events, logs, secrets, credentials);
    }
}
