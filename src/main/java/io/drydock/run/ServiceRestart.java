package io.drydock.run;

import io.drydock.engine.Engine;
import io.drydock.event.EventSink;
import io.drydock.model.Environment;
import io.drydock.model.ImageName;
import io.drydock.model.Labels;
import io.drydock.model.spec.Wait;
import io.drydock.model.state.ContainerState;
import io.drydock.model.state.ContainerSummary;
import io.drydock.model.state.ImageConfig;
import io.drydock.model.state.ImageState;
import io.drydock.plan.SecretFiles;
import io.drydock.plan.Target;
import io.drydock.plan.WellKnown;
import io.drydock.probe.NotReady;
import io.drydock.probe.Readiness;
import io.drydock.probe.Subject;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Starts an environment's stopped services again as they are, without a configuration: a container keeps its address, and how
 * its readiness is proven is told by its image.
 */
final class ServiceRestart {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final Engine engine;
    private final EventSink events;
    private final Environment environment;

    ServiceRestart(Engine engine, EventSink events, Environment environment) {
        this.engine = engine;
        this.events = events;
        this.environment = environment;
    }

    /**
     * Starts them side by side. One that does not get ready is told, and no error.
     *
     * @param except names of services that do their job once
     */
    void run(Set<String> except) throws InterruptedException {
        Map<String, Graph.Task<Boolean>> tasks = new LinkedHashMap<>();
        for (ContainerSummary service : engine.containers().list(Target.services(environment))) {
            String name = service.label(Labels.SERVICE).orElse(service.name());
            if (service.running() || except.contains(name)) {
                continue;
            }
            if (hasSecrets(service)) {
                events.warn("service " + name + " is not started again: it waits for secrets, which "
                        + (environment.own().isPresent()
                                ? "only a run of the suite gives"
                                : "mvn docker:services-up gives it"));
            } else {
                tasks.put(name, new Graph.Task<>(List.of(), () -> start("service " + name, service.id())));
            }
        }
        Graph.run("service", tasks);
    }

    /** Starts the environment's app, which bears that id. */
    void app(String id) throws InterruptedException {
        start("app " + environment.app(), id);
    }

    private boolean hasSecrets(ContainerSummary service) {
        return engine.containers()
                .find(service.id())
                .filter(container -> SecretFiles.expectedBy(container.env()))
                .isPresent();
    }

    private boolean start(String title, String id) throws InterruptedException {
        Stopwatch.step(
                events, "start " + title + " again", () -> engine.containers().start(id));
        ContainerState state = engine.containers().find(id).orElseThrow();
        Optional<ImageState> image = engine.images().find(state.image());
        ImageConfig config = image.map(ImageState::config).orElse(ImageConfig.EMPTY);
        String imageName = image.flatMap(i -> i.tags().stream().findFirst())
                .map(tag -> ImageName.parse(tag).lastPathPart())
                .orElse("");
        OptionalInt port = WellKnown.port(OptionalInt.empty(), imageName, config);
        List<Wait> waits = WellKnown.waits(List.of(), imageName, config, port);
        String ip = state.addresses().getOrDefault(environment.network(), "");
        Reaches reaches =
                new Reaches(engine, new Vantages(engine).of(engine.networks().find(environment.network())));
        try {
            new Readiness(engine, events)
                    .await(new Subject(
                            title,
                            state.id(),
                            state.name(),
                            waits,
                            LIMIT,
                            config.healthcheck(),
                            port,
                            reaches.of(state.id(), ip),
                            false));
            return true;
        } catch (NotReady e) {
            events.warn(title + " was started again and is not ready: " + e.getMessage());
            return false;
        }
    }
}
