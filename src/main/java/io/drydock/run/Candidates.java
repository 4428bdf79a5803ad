package io.drydock.run;

import io.drydock.engine.Engine;
import io.drydock.model.state.ContainerState;
import java.time.Duration;

/** New app containers that have not taken over. */
public final class Candidates {

    private static final Duration GRACE = Duration.ofSeconds(10);

    private final Engine engine;

    public Candidates(Engine engine) {
        this.engine = engine;
    }

    /** Stops one that runs under its candidate's name still; it stays to be looked into. */
    public void stop(String name) {
        engine.containers()
                .find(name)
                .filter(ContainerState::running)
                .ifPresent(c -> engine.containers().stop(c.id(), GRACE));
    }
}
