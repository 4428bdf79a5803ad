package io.drydock.run;

import io.drydock.engine.Engine;
import io.drydock.engine.EngineException;
import io.drydock.event.EventSink;
import io.drydock.model.DrydockException;
import io.drydock.model.Environment;
import io.drydock.model.Labels;
import io.drydock.model.Outcome;
import io.drydock.model.spec.ContainerRequest;
import io.drydock.model.spec.Limits;
import io.drydock.model.state.ContainerState;
import io.drydock.model.state.ContainerSummary;
import io.drydock.plan.FailedRuns;
import io.drydock.plan.SuiteParts;
import io.drydock.plan.Target;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;

/**
 * Opens the container of a failed suite again: its file system, environment, user, working folder, network and services.
 *
 * <p>The evidence stays as it is: what runs is a container of an image that was made of the stopped one. Container and image bear
 * a label of this shell alone, by which {@link #close()} removes them, whatever happened before.
 */
public final class Shell implements AutoCloseable {

    private static final Duration SETTLE = Duration.ofSeconds(10);
    private static final List<String> BEST_SHELL =
            List.of("/bin/sh", "-c", "exec \"$(command -v bash || echo /bin/sh)\"");

    private final Engine engine;
    private final EventSink events;
    private final Environment environment;
    private final CandidateRestart app;
    private Map<String, String> further = Map.of();
    private final String mark = UUID.randomUUID().toString().substring(0, 8);

    public Shell(Engine engine, EventSink events, Environment environment) {
        this.engine = engine;
        this.events = events;
        this.environment = environment;
        this.app = new CandidateRestart(engine, events, environment);
    }

    /**
     * The container of the suite that failed last.
     *
     * @param suite only of this suite
     * @throws DrydockException where there is none
     */
    public ContainerSummary failed(Optional<String> suite) {
        return FailedRuns.suites(engine.containers().list(Target.filter(environment))).stream()
                .filter(c -> suite.isEmpty() || c.label(Labels.SUITE).equals(suite))
                .findFirst()
                .orElseThrow(() -> new DrydockException(
                        Outcome.CONFIG_ERROR,
                        "there is no failed suite to open",
                        "branch " + environment.branch() + " of app " + environment.app()
                                + " has no stopped container of "
                                + suite.map(s -> "suite " + s).orElse("a suite")
                                + " on this engine",
                        List.of(
                                "mvn verify",
                                "mvn docker:status",
                                "a shell in the running app: docker exec -it " + environment.appContainer() + " sh")));
    }

    /**
     * Starts the stopped services again that the suite had: its own, or the environment's.
     *
     * @param except names of services that do their job once
     */
    public void wake(ContainerSummary failed, Set<String> except) throws InterruptedException {
        new ServiceRestart(engine, events, place(failed)).run(except);
    }

    /** Starts the app again that the suite tested, until {@link #close()}. */
    public void wakeApp(ContainerSummary failed) throws InterruptedException {
        Optional<ContainerState> suite = engine.containers().find(failed.id());
        if (suite.isPresent()) {
            further = app.run(suite.get());
        }
    }

    private Environment place(ContainerSummary failed) {
        return SuiteParts.place(environment, failed.labels())
                .filter(own -> engine.networks()
                        .find(own.network())
                        .filter(network -> SuiteParts.together(network.labels(), failed.labels()))
                        .isPresent())
                .orElse(environment);
    }

    /**
     * Runs a command in it, without a terminal.
     *
     * @param text of a shell command
     * @param out gets both its outputs
     * @return its exit code
     */
    public int run(ContainerSummary failed, String text, OutputStream out) {
        String id = engine.containers().create(request(failed, List.of("/bin/sh", "-c", text)));
        start(id);
        engine.containers().logs(id, true, 0, (error, bytes) -> {
            try {
                out.write(bytes);
                out.flush();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        return exitCode(id);
    }

    /**
     * Opens a shell in it, at this terminal, until it ends.
     *
     * @return its exit code
     */
    public int open(ContainerSummary failed, LocalTerminal local) {
        String id = engine.containers().createWithTerminal(request(failed, BEST_SHELL));
        try (TerminalLink link = new TerminalLink(engine.containers().attach(id), local)) {
            start(id);
            link.run();
        }
        return exitCode(id);
    }

    private void start(String id) {
        try {
            engine.containers().start(id);
        } catch (EngineException e) {
            throw new DrydockException(
                    Outcome.CONFIG_ERROR,
                    "the container cannot be opened",
                    e.why(),
                    List.of(
                            "an image without /bin/sh holds no shell to open; mvn docker:logs prints what its suite said"),
                    e);
        }
    }

    private int exitCode(String id) {
        OptionalInt code = engine.containers().waitFor(id, SETTLE);
        return code.orElseThrow(() -> new DrydockException(
                Outcome.ENGINE_ERROR,
                "the shell's exit code cannot be told",
                "its container still runs",
                List.of("mvn docker:shell")));
    }

    private ContainerRequest request(ContainerSummary failed, List<String> command) {
        String image = engine.images().commit(failed.id(), labels(Labels.IMAGE_ROLE));
        Map<String, String> labels = labels(Labels.ROLE);
        return ContainerRequest.of(environment.network() + ".shell-" + mark, image)
                .env(further.entrySet().stream()
                        .map(e -> e.getKey() + "=" + e.getValue())
                        .toList())
                .run(command)
                .labels(labels)
                .network(place(failed).network())
                .limits(Limits.NONE.withNewPrivileges(
                        failed.label(Labels.NEW_PRIVILEGES).isPresent()))
                .init(true)
                .build();
    }

    private Map<String, String> labels(String role) {
        Map<String, String> labels = new LinkedHashMap<>();
        labels.put(role, Labels.ROLE_SHELL);
        labels.put(Labels.SHELL, mark);
        return labels;
    }

    /** Removes what this shell made, and stops the app where it was started; may be called more than once and from another thread. */
    @Override
    public void close() {
        Map<String, String> ours = Map.of(Labels.SHELL, mark);
        engine.containers().list(ours).forEach(container -> engine.containers().remove(container.id()));
        engine.images().list(ours).forEach(image -> engine.images().remove(image.id()));
        app.undo();
    }
}
