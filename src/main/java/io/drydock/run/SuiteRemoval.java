package io.drydock.run;

import io.drydock.engine.Engine;
import io.drydock.engine.EngineException;
import io.drydock.event.EventSink;
import io.drydock.model.Environment;
import io.drydock.model.Labels;
import io.drydock.model.state.ContainerSummary;
import io.drydock.model.state.NetworkState;
import io.drydock.model.state.VolumeState;
import io.drydock.plan.Plan;
import io.drydock.plan.Step;
import io.drydock.plan.Target;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Removes what a suite has of its own: services, then volumes, then the network. What cannot be removed is told and stays. */
final class SuiteRemoval {

    private final Engine engine;
    private final EventSink events;

    SuiteRemoval(Engine engine, EventSink events) {
        this.engine = engine;
        this.events = events;
    }

    /**
     * @param place a suite's own
     */
    void remove(Environment place) throws InterruptedException {
        Map<String, Graph.Task<Boolean>> tasks = new LinkedHashMap<>();
        for (ContainerSummary service : engine.containers().list(Target.services(place))) {
            tasks.put(
                    service.name(),
                    new Graph.Task<>(
                            List.of(),
                            () -> attempt(
                                    "container " + service.name(),
                                    () -> engine.containers().remove(service.id()))));
        }
        Graph.run("removal", tasks);
        for (VolumeState volume : engine.volumes().list(filter(place, Labels.ROLE_VOLUME))) {
            attempt("volume " + volume.name(), () -> engine.volumes().remove(volume.name()));
        }
        for (NetworkState network : engine.networks().list(filter(place, Labels.ROLE_NETWORK))) {
            attempt("network " + network.name(), () -> remove(network));
        }
    }

    /** Removes the containers of suites that nobody wants to know the end of. */
    void ended(Plan suites) {
        for (Step.RunSuite step : suites.of(Step.RunSuite.class)) {
            String name = step.suite().request().name();
            if (engine.containers().find(name).isPresent()) {
                attempt("container " + name, () -> engine.containers().remove(name));
            }
        }
    }

    private static Map<String, String> filter(Environment place, String role) {
        Map<String, String> filter = Target.filter(place);
        filter.put(Labels.ROLE, role);
        return filter;
    }

    /** This process may be a container that joined it. */
    private void remove(NetworkState network) {
        new Vantages(engine).self().ifPresent(self -> engine.networks().disconnect(network.id(), self));
        engine.networks().remove(network.id());
    }

    private boolean attempt(String what, Runnable removal) {
        try {
            Stopwatch.step(events, "remove " + what, removal);
            return true;
        } catch (EngineException e) {
            if (e.kind() == EngineException.Kind.INTERRUPTED) {
                throw e;
            }
            events.warn(what + " of a suite stays: " + e.why());
            return false;
        }
    }
}
