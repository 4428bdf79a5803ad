package io.drydock.run;

import io.drydock.engine.Engine;
import io.drydock.engine.EngineException;
import io.drydock.event.EventSink;
import io.drydock.model.Commit;
import io.drydock.model.Environment;
import io.drydock.model.Labels;
import io.drydock.model.state.ContainerState;
import io.drydock.model.state.ContainerSummary;
import io.drydock.plan.Target;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Lets a new app container take over from the one that serves, without a failed request of the environment's own containers.
 *
 * <p>These know the app by a link to the name of the container that serves. A rename changes what DNS answers and touches no
 * connection; and since DNS does not tell upper from lower case, there is a moment in which the name leads to both, and none in
 * which it leads nowhere. Other containers of the network know the app by its alias, which goes only with the old one's
 * interface: a connection of theirs that is open then is cut.
 */
final class Swap {

    private static final Duration GRACE = Duration.ofSeconds(10);

    /** Who has asked DNS just before it named the new one connects within this. */
    private static final Duration ARRIVAL = Duration.ofMillis(250);

    private static final Duration LOOK = Duration.ofMillis(250);
    private static final String LEAVING = "_leaving";

    private final Engine engine;
    private final EventSink events;
    private final Environment environment;
    private final Time time;

    /** How long the old one serves on at most when DNS no longer names it, so that requests end. */
    private final Duration drain;

    Swap(Job job, Time time) {
        this.engine = job.engine();
        this.events = job.events();
        this.environment = job.target().environment();
        this.time = time;
        this.drain = job.target().configuration().run().drain();
    }

    /** Gives the candidate, which is ready, the name of the app, which nobody has. */
    void takeOver(ContainerState candidate) {
        engine.containers().rename(candidate.id(), environment.appContainer());
    }

    /**
     * Gives the candidate, which is ready, the app's names, and takes the old one out of the network, its host ports with it. It
     * goes on running: {@link #putAside} is next.
     *
     * <p>An alias can only be had by joining anew (403 for a second connect); nobody knows the candidate yet.
     */
    void takeOver(ContainerState candidate, ContainerState old) throws InterruptedException {
        join(candidate.id());
        takeNames(candidate, old);
        leave(old);
    }

    /**
     * Lets a container that nobody knows yet join the network anew, with the app's alias there. It keeps its address, so that its
     * connections to services, which it may have in a pool, live on.
     */
    void join(String candidate) {
        Optional<String> address = engine.containers()
                .find(candidate)
                .map(there -> there.addresses().getOrDefault(environment.network(), ""))
                .filter(there -> !there.isEmpty());
        engine.networks().disconnect(environment.network(), candidate);
        try {
            connect(candidate, address);
        } catch (EngineException e) {
            if (address.isEmpty() || e.kind() == EngineException.Kind.INTERRUPTED) {
                throw e;
            }
            // somebody was faster
            connect(candidate, Optional.empty());
        }
    }

    private void connect(String candidate, Optional<String> address) {
        engine.networks()
                .connect(
                        environment.network(),
                        candidate,
                        List.of(environment.app().toString()),
                        address);
    }

    /** Gives the candidate, which has joined, the app's name. The old one serves on for who has asked for its address before. */
    void takeNames(ContainerState candidate, ContainerState old) throws InterruptedException {
        nameBoth(candidate);
        engine.containers().rename(old.id(), kept(old) + LEAVING);
        engine.containers().rename(candidate.id(), environment.appContainer());
        if (old.running()) {
            drain(old);
        }
    }

    private void drain(ContainerState old) throws InterruptedException {
        long begin = time.nanos();
        Duration left = drain;
        while (left.compareTo(Duration.ZERO) > 0) {
            time.sleep(left.compareTo(ARRIVAL) < 0 ? left : ARRIVAL);
            left = Connections.HERE.none(old) ? Duration.ZERO : drain.minusNanos(time.nanos() - begin);
        }
    }

    /** Takes the old one out of the network. */
    void leave(ContainerState old) {
        engine.networks().disconnect(environment.network(), old.id());
    }

    private String kept(ContainerState old) {
        return AppRunner.commit(old).map(environment::keptContainer).orElse(old.name() + ".old");
    }

    /** Stops what has left the network. One of the commit that serves is no previous one, and goes. */
    void putAside(ContainerState old) {
        putAside(old.id(), kept(old));
    }

    /** Where an engine takes both for one name, the app's is nobody's for some milliseconds. */
    private void nameBoth(ContainerState candidate) {
        try {
            engine.containers().rename(candidate.id(), environment.successor());
        } catch (EngineException e) {
            if (e.kind() != EngineException.Kind.CONFLICT) {
                throw e;
            }
        }
    }

    private void putAside(String id, String kept) {
        engine.containers().stop(id, GRACE);
        if (engine.containers().find(kept).isPresent() || commit(id).equals(commit(environment.appContainer()))) {
            engine.containers().remove(id);
        } else {
            engine.containers().rename(id, kept);
        }
    }

    private Optional<Commit> commit(String nameOrId) {
        return engine.containers().find(nameOrId).flatMap(AppRunner::commit);
    }

    /**
     * Finishes a swap of another run that was killed; that one was which takes longer than any can. The successor serves, or where
     * there is none the one that was leaving; one that was leaving beside it goes.
     */
    void mend() throws InterruptedException {
        long begin = time.nanos();
        Duration longest = drain.plus(GRACE).plusSeconds(1);
        while (underWay() && time.nanos() - begin < longest.toNanos()) {
            time.sleep(LOOK);
        }
        if (!underWay()) {
            return;
        }
        events.note("an earlier run was ended while one app container took over from another: that is finished first");
        Optional<ContainerSummary> serving = named(environment.appContainer());
        for (ContainerSummary app : apps()) {
            if (app.name().equals(environment.successor())) {
                serving.ifPresentOrElse(
                        there -> engine.containers().remove(app.id()),
                        () -> engine.containers().rename(app.id(), environment.appContainer()));
            }
        }
        for (ContainerSummary app : apps()) {
            if (app.name().endsWith(LEAVING)) {
                if (named(environment.appContainer()).isEmpty()) {
                    engine.containers().rename(app.id(), environment.appContainer());
                } else {
                    engine.networks().disconnect(environment.network(), app.id());
                    putAside(app.id(), app.name().substring(0, app.name().length() - LEAVING.length()));
                }
            }
        }
    }

    private boolean underWay() {
        return apps().stream()
                .map(ContainerSummary::name)
                .anyMatch(name -> name.equals(environment.successor()) || name.endsWith(LEAVING));
    }

    private Optional<ContainerSummary> named(String name) {
        return apps().stream().filter(app -> app.name().equals(name)).findFirst();
    }

    private List<ContainerSummary> apps() {
        Map<String, String> filter = new LinkedHashMap<>(Target.filter(environment));
        filter.put(Labels.ROLE, Labels.ROLE_APP);
        return engine.containers().list(filter);
    }

    /** Removes the oldest kept app containers, down to this many. */
    void trim(int keep) {
        apps().stream()
                .filter(app -> !app.running() && !app.name().equals(environment.appContainer()))
                .sorted(Comparator.comparingLong(ContainerSummary::created).reversed())
                .skip(keep)
                .forEach(app -> engine.containers().remove(app.id()));
    }
}
