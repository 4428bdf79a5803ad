package io.drydock.run;

import io.drydock.engine.Engine;
import io.drydock.event.EventSink;
import io.drydock.model.Commit;
import io.drydock.model.Environment;
import io.drydock.model.Labels;
import io.drydock.model.state.ContainerState;
import io.drydock.plan.AppAddress;
import io.drydock.plan.Ownership;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** The new app that a failed suite tested: runs again while somebody looks into that suite. */
final class CandidateRestart {

    private static final Duration GRACE = Duration.ofSeconds(3);

    private final Engine engine;
    private final EventSink events;
    private final Environment environment;
    private Optional<String> started = Optional.empty();

    CandidateRestart(Engine engine, EventSink events, Environment environment) {
        this.engine = engine;
        this.events = events;
        this.environment = environment;
    }

    /**
     * Starts it where it has stopped.
     *
     * @param suite the suite's container
     * @return variables that lead to it now; none where it is gone, which is told
     */
    Map<String, String> run(ContainerState suite) throws InterruptedException {
        Optional<ContainerState> app = suite.label(Labels.COMMIT)
                .map(Commit::parse)
                .map(environment::keptContainer)
                .flatMap(name -> engine.containers().find(name))
                .filter(candidate -> Ownership.holds(candidate, environment));
        if (app.isEmpty()) {
            events.warn("the app that the suite tested is gone: " + AppAddress.HOST + " leads nowhere"
                    + " (mvn verify -Ddocker.verify.again starts it anew)");
            return Map.of();
        }
        String id = app.get().id();
        if (!app.get().running()) {
            remember(id);
            new ServiceRestart(engine, events, environment).app(id);
        }
        String host = engine.containers().find(id).orElseThrow().addresses().getOrDefault(environment.network(), "");
        return new AppAddress(host, port(suite.env())).variables();
    }

    private static OptionalInt port(List<String> env) {
        String name = AppAddress.PORT + "=";
        return env.stream()
                .filter(line -> line.startsWith(name))
                .mapToInt(line -> Integer.parseInt(line.substring(name.length())))
                .findFirst();
    }

    private synchronized void remember(String id) {
        started = Optional.of(id);
    }

    /** Stops it where this has started it; may be called more than once and from another thread. */
    synchronized void undo() {
        started.ifPresent(id -> engine.containers().stop(id, GRACE));
        started = Optional.empty();
    }
}
