package io.drydock.run;

import io.drydock.engine.FakeEngine;
import io.drydock.event.Event;
import io.drydock.event.EventSink;
import io.drydock.model.Environment;
import io.drydock.model.Labels;
import io.drydock.model.spec.ContainerRequest;
import io.drydock.model.state.ImageConfig;
import io.drydock.plan.Given;
import io.drydock.plan.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** An engine in memory with objects of one environment on it, and what was told of them. */
final class OnEngine {

    final FakeEngine engine;
    final List<String> told = new ArrayList<>();
    final EventSink events =
            event -> told.add(event instanceof Event.Warning warning ? "WARN " + warning.text() : event.toString());
    final Target target;

    OnEngine(Given given) {
        this(given, new FakeEngine());
    }

    OnEngine(Given given, FakeEngine engine) {
        this.engine = engine;
        this.target = given.target();
        engine.image("busybox:1.36", ImageConfig.EMPTY, Map.of());
        engine.image(
                image(), ImageConfig.EMPTY, target.imageLabels(Labels.ROLE_BRANCH, environment(), target.commit(), ""));
    }

    Environment environment() {
        return target.environment();
    }

    /** Name of the commit's image. */
    String image() {
        return environment().image(target.commit()).toString();
    }

    /** A container of the environment, not started. */
    String container(String name, String role, Map<String, String> more, List<String> env, List<String> command) {
        Map<String, String> labels = target.labels(role);
        labels.putAll(more);
        return engine.containers()
                .create(ContainerRequest.running(name, image(), command, labels).withEnv(env));
    }

    /** A container of a suite that failed. */
    String failedSuite(String suite, int exitCode) {
        String name = environment().verifyContainer(target.commit(), suite);
        String id = container(name, Labels.ROLE_VERIFY, Map.of(Labels.SUITE, suite), List.of(), List.of("test", suite));
        engine.containers().start(id);
        engine.end(id, exitCode, false);
        return id;
    }

    /** A service that runs. */
    String service(String service) {
        String id = container(
                environment().service(service),
                Labels.ROLE_SERVICE,
                Map.of(Labels.SERVICE, service),
                List.of(),
                List.of(service));
        engine.containers().start(id);
        return id;
    }
}
