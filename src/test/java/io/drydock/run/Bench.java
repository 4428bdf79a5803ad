package io.drydock.run;

import io.drydock.engine.FakeEngine;
import io.drydock.engine.FakeProgram;
import io.drydock.event.Event;
import io.drydock.model.Labels;
import io.drydock.model.result.AppResult;
import io.drydock.model.result.ServiceResult;
import io.drydock.model.spec.Wait;
import io.drydock.model.state.ContainerState;
import io.drydock.model.state.ImageConfig;
import io.drydock.plan.Address;
import io.drydock.plan.AppDefinition;
import io.drydock.plan.AppPlanner;
import io.drydock.plan.AppPlanner.Ancestry;
import io.drydock.plan.Definitions;
import io.drydock.plan.Given;
import io.drydock.plan.Plan;
import io.drydock.plan.Renewal;
import io.drydock.plan.ServicePlanner;
import io.drydock.plan.Snapshot;
import io.drydock.plan.Vantage;
import io.drydock.plan.VerifyPlanner;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/** Plans and runs on an engine in memory, and keeps what was told. */
final class Bench {

    static final String ENVIRONMENT = "shop.feature-login-df7c7aeb35";
    static final String APP = ENVIRONMENT + ".app";

    /** A condition that every running container meets at once. */
    static final Wait READY = new Wait.Exec(List.of("true"));

    final FakeEngine engine = new FakeEngine();
    TestTime.Happening meanwhile = slept -> {};
    final TestTime time = new TestTime(slept -> meanwhile.after(slept));
    final List<Event> events = new CopyOnWriteArrayList<>();
    ServiceSecrets secrets = ServiceSecrets.NONE;
    Optional<LogStore> logStore = Optional.empty();
    private final Map<String, ByteArrayOutputStream> logs = new ConcurrentHashMap<>();

    Bench() {
        engine.script(List.of("true"), FakeProgram.ends(0));
    }

    Job job(Given given) {
        return new Job(
                given.target(),
                engine,
                events::add,
                logStore.orElse(new LogStore() {
                    @Override
                    public OutputStream open(String container) {
                        ByteArrayOutputStream log = new ByteArrayOutputStream();
                        logs.put(container, log);
                        return log;
                    }

                    @Override
                    public void retain(Predicate<String> containers) {
                        logs.keySet().removeIf(containers.negate());
                    }
                }),
                secrets,
                registry -> Optional.empty());
    }

    /** What is kept of its output, without the times. */
    String log(String container) {
        return (logs.getOrDefault(container, new ByteArrayOutputStream()).toString(StandardCharsets.UTF_8))
                .replaceAll("(?m)^2026-\\S+Z ", "");
    }

    List<String> warnings() {
        return events.stream()
                .filter(Event.Warning.class::isInstance)
                .map(event -> ((Event.Warning) event).text())
                .toList();
    }

    /** The images of the services, and the app's, whose command is {@code serve SHA7}. */
    Bench images(Given given) {
        given.services().forEach(service -> engine.image(service.name() + ":1", ImageConfig.EMPTY, Map.of()));
        engine.image(
                given.image(),
                config(List.of("serve", given.commit().short7())),
                Map.of(Labels.IMAGE_APP, "shop", Labels.IMAGE_BRANCH, given.branch()));
        return this;
    }

    private static ImageConfig config(List<String> command) {
        return new ImageConfig(
                Map.of("PATH", "/usr/bin:/bin"), List.of(), command, "", "", List.of(), Optional.empty(), List.of());
    }

    List<ServiceResult> up(Given given) throws InterruptedException {
        return up(given, Renewal.AS_NEEDED);
    }

    List<ServiceResult> up(Given given, Renewal renewal) throws InterruptedException {
        return up(given, renewal, Optional.empty());
    }

    List<ServiceResult> up(Given given, Renewal renewal, Optional<Duration> timeout) throws InterruptedException {
        Plan plan = new ServicePlanner(given.target(), seen(given, renewal), renewal).plan();
        return new ServiceRunner(job(given), Vantage.DIRECT, timeout).run(plan);
    }

    SuiteRunner.Verdict verify(Given given) throws InterruptedException {
        Plan plan = new VerifyPlanner(given.target(), seen(given), addresses(given)).plan(false);
        AppDefinition app = new AppPlanner(given.target(), seen(given), addresses(given), false).definition();
        AppRunner candidate = new AppRunner(job(given), Vantage.DIRECT, time);
        return new SuiteRunner(
                        job(given),
                        (job, suite, container) -> Optional.empty(),
                        () -> candidate.candidateVariables(app))
                .run(plan);
    }

    private AppResult run(Given given) throws InterruptedException {
        Snapshot seen = new Snapshots(engine)
                .environment(given.target(), references(given), Map.of())
                .withVantage(Vantage.DIRECT);
        Plan plan = new AppPlanner(given.target(), seen, addresses(given), false).plan(Ancestry.NEWER);
        return new AppRunner(job(given), Vantage.DIRECT, time).run(plan);
    }

    /** Brings up the services first, as the workflow does. */
    AppResult runWithServices(Given given) throws InterruptedException {
        up(given);
        return run(given);
    }

    private List<Address> addresses(Given given) {
        Snapshot seen = seen(given);
        return seen.network()
                .map(n -> new Definitions(given.target(), seen, n.subnets().get(0)).addresses())
                .orElse(List.of());
    }

    private Snapshot seen(Given given) {
        return seen(given, Renewal.AS_NEEDED);
    }

    private Snapshot seen(Given given, Renewal renewal) {
        Snapshot seen = new Snapshots(engine).services(given.target(), references(given), secrets, renewal);
        // which networks this host has must not decide what the tests see
        return seen.withVantage(Vantage.DIRECT);
    }

    private static List<String> references(Given given) {
        List<String> references = new ArrayList<>(List.of(given.image()));
        given.services().forEach(service -> service.image().ifPresent(references::add));
        return references;
    }

    ContainerState container(String name) {
        return engine.containers().find(name).orElseThrow();
    }

    /** Position of the first such call; fails where there is none. */
    int call(String call) {
        int at = engine.calls().indexOf(call);
        if (at < 0) {
            throw new AssertionError("no call \"" + call + "\" in " + engine.calls());
        }
        return at;
    }
}
