package io.drydock.run;

import io.drydock.engine.Engine;
import io.drydock.engine.EngineException;
import io.drydock.model.Commit;
import io.drydock.model.DrydockException;
import io.drydock.model.Environment;
import io.drydock.model.Labels;
import io.drydock.model.Outcome;
import io.drydock.model.result.AppResult;
import io.drydock.model.state.ContainerState;
import io.drydock.plan.AppAddress;
import io.drydock.plan.AppDefinition;
import io.drydock.plan.Ownership;
import io.drydock.plan.Plan;
import io.drydock.plan.Step;
import io.drydock.plan.Vantage;
import io.drydock.probe.NotReady;
import io.drydock.probe.Readiness;
import io.drydock.probe.Subject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Runs the app: a candidate is started beside the one that serves, proven ready, and takes over; the old one goes only then.
 */
public final class AppRunner {

    private static final Duration GRACE = Duration.ofSeconds(10);

    /** What an app may take longer to get ready a second time. */
    private static final Duration HANDOVER = Duration.ofSeconds(5);

    private final Job job;
    private final Engine engine;
    private final Vantage vantage;
    private final Environment environment;
    private final Swap swap;

    public AppRunner(Job job, Vantage vantage) {
        this(job, vantage, Time.SYSTEM);
    }

    AppRunner(Job job, Vantage vantage, Time time) {
        this.job = job;
        this.engine = job.engine();
        this.vantage = vantage;
        this.environment = job.target().environment();
        this.swap = new Swap(job, time);
    }

    /** Carries out the plan. */
    public AppResult run(Plan plan) throws InterruptedException {
        swap.mend();
        for (Step step : plan.steps()) {
            if (step instanceof Step.RemoveNetwork left) {
                new PortHandover(job).remove(left.id());
            } else if (step instanceof Step.RunApp run) {
                return Stopwatch.step(
                        job.events(),
                        "run app " + environment.app(),
                        () -> replace(run.app()),
                        result -> result.url().map(url -> "serves at " + url).orElse("ready"));
            } else if (step instanceof Step.KeepApp keep) {
                ContainerState there =
                        engine.containers().find(keep.container()).orElseThrow();
                String candidate = environment.keptContainer(job.target().commit());
                own(candidate).ifPresent(c -> engine.containers().remove(c.id()));
                swap.trim(job.target().configuration().run().keep());
                job.events().note("app " + environment.app() + " runs already: nothing to do");
                return result(there, 0);
            }
        }
        throw new IllegalStateException("a plan to run holds no app");
    }

    private AppResult replace(AppDefinition app) throws InterruptedException {
        long begin = System.nanoTime();
        Optional<ContainerState> old = own(app.container());
        if (old.isPresent() && same(old.get(), app)) {
            engine.containers().start(old.get().id());
            ContainerState again = ready(app, old.get().id());
            return result(again, millisSince(begin));
        }
        ContainerState candidate = candidate(app);
        long readyAfter = millisSince(begin);
        if (old.isEmpty()) {
            swap.takeOver(candidate);
        } else {
            Duration took = Duration.ofMillis(readyAfter);
            Stopwatch.step(
                    job.events(),
                    "swap " + environment.app(),
                    () -> {
                        takeOver(app, candidate, old.get(), took);
                        return true;
                    },
                    done -> "");
        }
        swap.trim(job.target().configuration().run().keep());
        ContainerState serving = engine.containers().find(app.container()).orElseThrow();
        job.logs().followed().begin(job, serving.id(), serving.name());
        return result(serving, readyAfter);
    }

    private void takeOver(AppDefinition app, ContainerState candidate, ContainerState old, Duration took)
            throws InterruptedException {
        if (same(candidate, app)) {
            swap.takeOver(candidate, old);
            swap.putAside(old);
            return;
        }
        swap.join(candidate.id());
        swap.takeNames(candidate, old);
        if (!handedOver(app, candidate, old, took)) {
            swap.leave(old);
            publish(app, candidate, old);
        }
    }

    /**
     * Lets a container of the same definition take over host ports and names, started and proven beforehand. Where the engine
     * does not go along, or the app does not get ready without a way out, all is as before.
     *
     * @param took how long the app took to get ready
     */
    private boolean handedOver(AppDefinition app, ContainerState proven, ContainerState former, Duration took)
            throws InterruptedException {
        if (!former.running() || vantage == Vantage.PUBLISHED) {
            return false;
        }
        PortHandover ports = new PortHandover(job);
        Optional<String> made = Optional.empty();
        try {
            ports.open();
            made = Optional.of(ContainerMaker.create(job, app.request()));
            String id = made.get();
            ports.start(id);
            ready(app, id, min(app.timeout(), took.multipliedBy(2).plus(HANDOVER)));
            swap.join(id);
            ports.handOver(id, former.id(), app.hostPorts());
            swap.leave(former);
            swap.putAside(former);
            swap.takeNames(engine.containers().find(id).orElseThrow(), proven);
            engine.containers().remove(proven.id());
            return true;
        } catch (DrydockException e) {
            String why = e.why().lines().findFirst().orElse("");
            job.events().note("host ports are not handed over between running containers: " + e.what() + ": " + why);
            made.ifPresent(engine.containers()::remove);
            return false;
        } finally {
            ports.close();
        }
    }

    private static Duration min(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    /**
     * Publishes the ports, which the old container has just left, by a container of the same definition that takes over from the
     * one that was proven: the engine publishes none of a container that runs already. Where it fails, the old one serves again. On podman
     * a container has its ports until it stops, whatever networks it is in.
     */
    private void publish(AppDefinition app, ContainerState proven, ContainerState former) throws InterruptedException {
        job.events()
                .note("host port "
                        + String.join(
                                ", ",
                                app.hostPorts().stream().map(Object::toString).toList())
                        + " goes over from the old container to the new one, and nobody answers there meanwhile");
        ContainerState published;
        boolean stopped = engine.state().podman() && former.running();
        if (stopped) {
            engine.containers().stop(former.id(), GRACE);
        }
        try {
            published = candidate(app);
        } catch (DrydockException e) {
            swap.takeOver(former, proven);
            if (stopped) {
                engine.containers().start(former.id());
            }
            engine.containers().remove(proven.id());
            throw e;
        }
        swap.putAside(former);
        swap.takeOver(published, proven);
        engine.containers().remove(proven.id());
    }

    /** Whether the app that serves has a host port that the new one is to have; then the new one is proven without. */
    private AppDefinition startable(AppDefinition app) {
        boolean taken = own(app.container()).stream()
                .filter(ContainerState::running)
                .flatMap(there -> there.published().stream())
                .anyMatch(port -> app.hostPorts().contains(port.host()));
        return taken ? app.withoutHostPorts(vantage == Vantage.PUBLISHED) : app;
    }

    /** Our container of that name; what was not seen in time to be planned with may be another's. */
    private Optional<ContainerState> own(String name) {
        Optional<ContainerState> there = engine.containers().find(name);
        there.ifPresent(container -> Ownership.require(container, environment));
        return there;
    }

    private static boolean same(ContainerState container, AppDefinition app) {
        return container.label(Labels.CONFIG).equals(Optional.of(app.hash()));
    }

    /** One that a takeover has just taken out of the network, to give it its names there, is not. */
    private boolean connected(ContainerState container) {
        return container.addresses().containsKey(environment.network());
    }

    /** Variables that lead a suite to the candidate, which is started where it does not run yet. */
    synchronized Map<String, String> candidateVariables(AppDefinition app) throws InterruptedException {
        ContainerState candidate = candidate(app);
        String ip = candidate.addresses().getOrDefault(environment.network(), "");
        return new AppAddress(ip, app.port()).variables();
    }

    /** The candidate, started and proven ready; one that is there and right is used. */
    private ContainerState candidate(AppDefinition wanted) throws InterruptedException {
        AppDefinition app = startable(wanted);
        Optional<ContainerState> there = own(app.candidate());
        if (there.filter(c -> c.running() && same(c, app) && connected(c) && PortHandover.publishes(c, app.hostPorts()))
                .isPresent()) {
            return ready(app, there.get().id());
        }
        there.ifPresent(c -> engine.containers().remove(c.id()));
        boolean first = engine.containers().find(app.container()).isEmpty();
        List<String> aliases = first ? List.of(environment.app().toString()) : List.of();
        VolumeMaker.create(job, app.request().volumes(), "app");
        String id = ContainerMaker.create(
                job, app.request().toBuilder().aliases(aliases).build());
        try {
            engine.containers().start(id);
        } catch (EngineException e) {
            throw new DrydockException(
                    Outcome.APP_NOT_READY,
                    "the app did not start",
                    e.why(),
                    List.of("docker inspect " + app.candidate()),
                    e);
        }
        return ready(app, id);
    }

    private ContainerState ready(AppDefinition app, String id) throws InterruptedException {
        return ready(app, id, app.timeout());
    }

    private ContainerState ready(AppDefinition app, String id, Duration limit) throws InterruptedException {
        ContainerState state = engine.containers().find(id).orElseThrow();
        String ip = state.addresses().getOrDefault(environment.network(), "");
        Subject subject = new Subject(
                "app",
                id,
                state.name(),
                app.waits(),
                limit,
                app.healthcheck(),
                app.port(),
                new Reaches(engine, vantage).of(id, ip),
                app.request().limits().memory().isPresent());
        try {
            new Readiness(engine, job.events()).await(subject);
            return state;
        } catch (NotReady e) {
            LogFetcher.fetch(job, id, state.name());
            Failures.stop(engine, id, GRACE);
            throw notReady(state.name(), e);
        }
    }

    private DrydockException notReady(String container, NotReady e) {
        boolean serves = engine.containers()
                .find(environment.appContainer())
                .filter(ContainerState::running)
                .isPresent();
        Outcome outcome = e.reason() == NotReady.Cause.OUT_OF_MEMORY ? Outcome.OUT_OF_MEMORY : Outcome.APP_NOT_READY;
        return new DrydockException(
                outcome,
                "the app is not ready",
                e.getMessage()
                        + Failures.withLog(container, e)
                        + (serves ? "\nthe app that ran before still serves" : ""),
                List.of(
                        "docker logs " + container,
                        "a longer limit, if it only needs time: <run><timeout> (docker.run.timeout)"));
    }

    private AppResult result(ContainerState state, long readyAfterMs) {
        Optional<String> url = state.published().stream()
                .findFirst()
                .map(p -> p.url(job.engine().state()));
        return new AppResult(environment.app().toString(), state.name(), url, readyAfterMs);
    }

    private static long millisSince(long begin) {
        return Duration.ofNanos(System.nanoTime() - begin).toMillis();
    }

    /** The commit that an app container was made from. */
    static Optional<Commit> commit(ContainerState container) {
        try {
            return container.label(Labels.COMMIT).map(Commit::parse);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
