package io.drydock.run;

import io.drydock.engine.Engine;
import io.drydock.engine.EngineException;
import io.drydock.event.EventSink;
import io.drydock.model.DrydockException;
import io.drydock.model.Environment;
import io.drydock.model.Outcome;
import io.drydock.model.state.ContainerState;
import io.drydock.model.state.ContainerSummary;
import io.drydock.model.state.NetworkState;
import io.drydock.model.state.VolumeState;
import io.drydock.plan.Lock;
import io.drydock.plan.Target;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Takes an environment down: its services, or all of it but its images. Only what bears our labels goes. */
public final class Removal {

    private final Engine engine;
    private final EventSink events;
    private final Environment environment;
    private final AbandonedLocks locks;

    public Removal(Engine engine, EventSink events, Environment environment) {
        this(engine, events, environment, Time.SYSTEM);
    }

    Removal(Engine engine, EventSink events, Environment environment, Time time) {
        this.engine = engine;
        this.events = events;
        this.environment = environment;
        this.locks = new AbandonedLocks(engine, events, time, environment);
    }

    /** What would go, a line each. */
    public List<String> describe(boolean all) {
        List<String> lines = new ArrayList<>();
        containers(all).forEach(c -> lines.add("remove container " + c.name()));
        if (all) {
            volumes().forEach(v -> lines.add("remove volume " + v.name()));
            networks().forEach(n -> lines.add("remove network " + n.name()));
        }
        return lines;
    }

    /** Stops and removes the services' containers; their volumes stay. */
    public void services(Duration grace) throws InterruptedException {
        require(remove(containers(false), Optional.of(grace)), "mvn docker:services-down");
    }

    /** Removes containers, volumes, records and the network, and locks whose holders are gone. */
    public void all() throws InterruptedException {
        List<String> left = new ArrayList<>(remove(containers(true), Optional.empty()));
        volumes()
                .forEach(v ->
                        attempt("volume " + v.name(), () -> engine.volumes().remove(v.name()), left));
        for (NetworkState network : networks()) {
            if (!attempt("network " + network.name(), () -> engine.networks().remove(network.id()), left)) {
                left.addAll(users(network));
            }
        }
        locks.remove();
        require(left, "docker network inspect " + environment.network(), "mvn docker:down");
    }

    private void require(List<String> left, String... next) {
        if (!left.isEmpty()) {
            throw new DrydockException(
                    Outcome.ENGINE_ERROR,
                    "not everything of " + environment.network() + " could be removed",
                    String.join("\n", left),
                    List.of(next));
        }
    }

    /** All side by side; one that cannot be removed keeps none of the others. Returns what is left, with the reasons. */
    private List<String> remove(List<ContainerSummary> containers, Optional<Duration> grace)
            throws InterruptedException {
        if (containers.isEmpty()) {
            events.note("no container of " + environment.network() + " is there");
        }
        Map<String, Graph.Task<List<String>>> tasks = new LinkedHashMap<>();
        for (ContainerSummary container : containers) {
            tasks.put(container.name(), new Graph.Task<>(List.of(), () -> {
                List<String> left = new ArrayList<>();
                attempt("container " + container.name(), () -> remove(container, grace), left);
                return left;
            }));
        }
        return Graph.run("removal", tasks).values().stream()
                .flatMap(List::stream)
                .toList();
    }

    private void remove(ContainerSummary container, Optional<Duration> grace) {
        grace.filter(g -> container.running())
                .ifPresent(g -> engine.containers().stop(container.id(), g));
        engine.containers().remove(container.id());
    }

    private boolean attempt(String what, Runnable removal, List<String> left) {
        try {
            Stopwatch.step(events, "remove " + what, removal);
            return true;
        } catch (EngineException e) {
            left.add(what + ": " + e.why());
            return false;
        }
    }

    /** Who is still in a network once our containers are gone: the engine's refusal counts them, but names none. */
    private List<String> users(NetworkState network) {
        return engine.networks().find(network.id()).map(NetworkState::containers).orElse(List.of()).stream()
                .map(id -> "container "
                        + engine.containers().find(id).map(ContainerState::name).orElse(id) + " is in "
                        + network.name())
                .toList();
    }

    private List<ContainerSummary> containers(boolean all) {
        Map<String, String> filter = all ? Target.filter(environment) : Target.services(environment);
        return engine.containers().list(filter).stream()
                .filter(container -> !Lock.isOne(container.labels()))
                .toList();
    }

    private List<VolumeState> volumes() {
        return engine.volumes().list(Target.filter(environment)).stream()
                .filter(volume -> !Lock.isOne(volume.labels()))
                .toList();
    }

    private List<NetworkState> networks() {
        return engine.networks().list(Target.filter(environment));
    }
}
