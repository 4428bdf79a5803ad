package io.drydock.run;

import io.drydock.engine.Engine;
import io.drydock.model.Environment;
import io.drydock.model.Labels;
import io.drydock.model.state.ContainerState;
import java.time.Duration;
import java.util.Optional;

/** New app containers that have not taken over. */
public final class Candidates {

    private static final Duration GRACE = Duration.ofSeconds(10);

    private final Engine engine;
    private final Environment environment;

    public Candidates(Engine engine, Environment environment) {
        this.engine = engine;
        this.environment = environment;
    }

    /** Stops one that runs under its candidate's name still; it stays to be looked into. */
    public void stop(String name) {
        engine.containers()
                .find(name)
                .filter(ContainerState::running)
                .filter(c ->
                        c.label(Labels.APP).equals(Optional.of(environment.app().toString())))
                .ifPresent(c -> engine.containers().stop(c.id(), GRACE));
    }
}
