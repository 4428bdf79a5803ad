package io.drydock.run;

import io.drydock.engine.Engine;
import io.drydock.engine.EngineException;
import io.drydock.model.DrydockException;
import io.drydock.model.Outcome;
import io.drydock.model.result.ServiceResult;
import io.drydock.model.spec.FileSpec;
import io.drydock.plan.Plan;
import io.drydock.plan.ServiceDefinition;
import io.drydock.plan.Step;
import io.drydock.plan.Vantage;
import io.drydock.probe.NotReady;
import io.drydock.probe.Readiness;
import io.drydock.probe.Subject;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Brings services up: all at once as their graph allows, each proven ready before what depends on it starts. */
public final class ServiceRunner {

    private final Job job;
    private final Engine engine;
    private final Vantage vantage;
    private final SecretHandover secrets;
    private final Optional<Duration> timeout;
    private final long begin = System.nanoTime();

    /** @param timeout in which all services together become ready, where there is a limit; it begins now */
    ServiceRunner(Job job, Vantage vantage, Optional<Duration> timeout) {
        this.job = job;
        this.engine = job.engine();
        this.vantage = vantage;
        this.timeout = timeout;
        this.secrets = new SecretHandover(engine, job.secrets());
    }

    /**
     * Carries out the plan.
     *
     * @return what came of each service, in the order of the configuration; an optional one that is not ready is left out
     */
    public List<ServiceResult> run(Plan plan) throws InterruptedException {
        createNetwork(plan);
        join();
        remove(plan.of(Step.RemoveContainer.class));
        plan.of(Step.RemoveVolume.class).forEach(this::remove);
        Map<String, Graph.Task<Optional<ServiceResult>>> tasks = new LinkedHashMap<>();
        for (Step step : plan.steps()) {
            if (step instanceof Step.KeepService keep) {
                add(tasks, keep.service(), () -> keep(keep));
            } else if (step instanceof Step.RestartService restart) {
                add(tasks, restart.service(), () -> restart(restart));
            } else if (step instanceof Step.CreateService create) {
                add(tasks, create.service(), () -> create(create));
            }
        }
        Map<String, Optional<ServiceResult>> results = Graph.run("service", tasks);
        return job.target().configuration().services().stream()
                .flatMap(s -> results.getOrDefault(s.name(), Optional.empty()).stream())
                .toList();
    }

    private void add(
            Map<String, Graph.Task<Optional<ServiceResult>>> tasks,
            ServiceDefinition service,
            Stopwatch.Work<ServiceResult> work) {
        tasks.put(service.name(), new Graph.Task<>(service.spec().dependsOn(), () -> {
            try {
                return Optional.of(work.run());
            } catch (DrydockException e) {
                if (service.spec().required()) {
                    throw e;
                }
                job.events().warn(optional(e));
                return Optional.empty();
            }
        }));
    }

    /** What is said of an optional service that is not to be had. */
    static String optional(DrydockException e) {
        return e.what() + ": " + e.why() + "; it is optional, so the build goes on";
    }

    /** Makes the environment's network, where the plan wants one. */
    void createNetwork(Plan plan) {
        plan.of(Step.CreateNetwork.class).forEach(this::create);
    }

    private void create(Step.CreateNetwork network) {
        Stopwatch.step(
                job.events(),
                "create network " + network.name(),
                () -> NetworkMaker.create(
                        engine, network, job.target().configuration().network()));
    }

    private void join() {
        if (vantage == Vantage.JOINED) {
            String network = job.target().environment().network();
            new Vantages(engine).self().ifPresent(self -> {
                boolean there = engine.containers()
                        .find(self)
                        .filter(c -> c.addresses().containsKey(network))
                        .isPresent();
                if (!there) {
                    engine.networks().connect(network, self, List.of());
                }
            });
        }
    }

    /** Side by side: an engine takes 0.2 s for each. */
    private void remove(List<Step.RemoveContainer> steps) throws InterruptedException {
        Map<String, Graph.Task<Boolean>> removals = new LinkedHashMap<>();
        steps.forEach(step -> removals.put(step.name(), new Graph.Task<>(List.of(), () -> {
            Stopwatch.step(
                    job.events(), step.describe(), () -> engine.containers().remove(step.id()));
            return true;
        })));
        if (!removals.isEmpty()) {
            Graph.run("removal", removals);
        }
    }

    private void remove(Step.RemoveVolume step) {
        Stopwatch.step(job.events(), step.describe(), () -> engine.volumes().remove(step.name()));
    }

    private ServiceResult keep(Step.KeepService step) throws InterruptedException {
        job.logs().followed().goOn(job, step.container(), step.service().container());
        ServiceResult result = ready(step.service(), step.container(), true);
        job.events().note(step.service().title() + " is up and right");
        return result;
    }

    private ServiceResult restart(Step.RestartService step) throws InterruptedException {
        job.events().note(step.service().title() + " is started again: " + step.reason());
        return up(step.service(), () -> step.container(), true);
    }

    private ServiceResult create(Step.CreateService step) throws InterruptedException {
        return up(step.service(), () -> make(step.service()), false);
    }

    private ServiceResult up(ServiceDefinition service, Stopwatch.Work<String> container, boolean again)
            throws InterruptedException {
        return Stopwatch.step(
                job.events(),
                "start " + service.title(),
                () -> {
                    String id = container.run();
                    long begin = System.nanoTime();
                    start(service, id);
                    follow(service, id, again);
                    ServiceResult result = ready(service, id, false);
                    return withTime(result, Duration.ofNanos(System.nanoTime() - begin));
                },
                result -> "ready");
    }

    private String make(ServiceDefinition service) {
        VolumeMaker.create(job, service.request().volumes(), service.name());
        String id = ContainerMaker.create(job, service.request());
        for (FileSpec file : service.spec().files()) {
            FilesIn.copy(engine, id, file);
        }
        return id;
    }

    private void start(ServiceDefinition service, String id) {
        try {
            engine.containers().start(id);
            if (secrets.concerns(service.name())) {
                secrets.give(service.name(), id);
            }
        } catch (EngineException e) {
            if (secrets.concerns(service.name()) && SecretHandover.missesShell(e)) {
                throw SecretHandover.noShell(service.name(), e);
            }
            throw new DrydockException(
                    Outcome.SERVICE_NOT_READY,
                    service.title() + " did not start",
                    e.why(),
                    List.of("docker inspect " + service.container()),
                    e);
        }
    }

    private void follow(ServiceDefinition service, String id, boolean again) {
        if (again) {
            job.logs().followed().goOn(job, id, service.container());
        } else {
            job.logs().followed().begin(job, id, service.container());
        }
    }

    private ServiceResult ready(ServiceDefinition service, String id, boolean kept) throws InterruptedException {
        Reaches reaches = new Reaches(engine, vantage);
        Optional<Duration> left = left(service.spec().timeout());
        Subject subject = new Subject(
                service.title(),
                id,
                service.container(),
                service.waits(),
                left.orElse(service.spec().timeout()),
                service.healthcheck(),
                service.port(),
                reaches.of(id, service.address().host()),
                service.spec().limits().memory().isPresent());
        try {
            Readiness readiness = new Readiness(engine, job.events());
            if (!kept || !readiness.passes(subject)) {
                readiness.await(subject);
            }
        } catch (NotReady e) {
            LogFetcher.fetch(job, id, service.container());
            if (!service.spec().oneShot()) {
                Failures.stop(engine, id, Duration.ofSeconds(1));
            }
            throw Failures.serviceNotReady(service, e, left.flatMap(less -> timeout));
        }
        return result(service, id, reaches, kept);
    }

    /** What is left of the time for all, where that is less than a service has of its own. */
    private Optional<Duration> left(Duration own) {
        return timeout.map(all -> all.minusNanos(System.nanoTime() - begin)).filter(rest -> rest.compareTo(own) < 0);
    }

    private ServiceResult result(ServiceDefinition service, String id, Reaches reaches, boolean kept) {
        Optional<Reaches.Endpoint> endpoint =
                reaches.endpoint(id, service.address().host(), service.port());
        return new ServiceResult(
                service.name(),
                service.image(),
                service.container(),
                service.address().host(),
                service.port(),
                endpoint.map(Reaches.Endpoint::host),
                endpoint.map(Reaches.Endpoint::port).orElse(java.util.OptionalInt.empty()),
                service.address().url(),
                endpoint.flatMap(e -> service.address().at(e.host(), e.port()).url()),
                0,
                kept);
    }

    private static ServiceResult withTime(ServiceResult r, Duration time) {
        return new ServiceResult(
                r.name(),
                r.image(),
                r.container(),
                r.ip(),
                r.port(),
                r.host(),
                r.hostPort(),
                r.url(),
                r.hostUrl(),
                time.toMillis(),
                r.reused());
    }
}
