package io.drydock.run;

import io.drydock.config.ConfigReader;
import io.drydock.config.Input;
import io.drydock.config.Node;
import io.drydock.engine.Engine;
import io.drydock.event.Event;
import io.drydock.event.EventSink;
import io.drydock.model.App;
import io.drydock.model.Branch;
import io.drydock.model.Commit;
import io.drydock.model.Environment;
import io.drydock.model.Labels;
import io.drydock.model.result.ServiceResult;
import io.drydock.model.result.TestCounts;
import io.drydock.model.spec.Configuration;
import io.drydock.plan.AppPlanner.Ancestry;
import io.drydock.plan.Plan;
import io.drydock.plan.Renewal;
import io.drydock.plan.ServicePlanner;
import io.drydock.plan.Snapshot;
import io.drydock.plan.SuiteDefinition;
import io.drydock.plan.Target;
import io.drydock.plan.Vantage;
import io.drydock.report.JUnitReports;
import io.drydock.report.LogFiles;
import io.drydock.report.Redactor;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** Services of an app's branch {@code x}, brought up as {@code docker:services-up} does, without Maven. */
public final class Up {

    private static final Commit COMMIT = Commit.of("c".repeat(40));

    public final List<String> told = new CopyOnWriteArrayList<>();
    private final String app;
    private final Path folder;
    private final Commit commit;
    private final Node[] configuration;
    private final EventSink events = event -> told.add(
            event instanceof Event.Note note
                    ? note.text()
                    : event instanceof Event.Warning warning ? "WARN " + warning.text() : event.toString());

    /**
     * @param configuration its elements
     */
    public Up(String app, Path folder, Node... configuration) {
        this(COMMIT, app, folder, configuration);
    }

    /**
     * The same of another commit, which all others came before.
     */
    Up(Commit commit, String app, Path folder, Node... configuration) {
        this.commit = commit;
        this.app = app;
        this.folder = folder;
        this.configuration = configuration.clone();
    }

    public static Engine open() {
        return SingleFlightEngineIT.open();
    }

    public Environment environment() {
        return Environment.of(App.of(app), Branch.of("x"), Optional.empty());
    }

    Target target() {
        Configuration read = ConfigReader.read(new Input(
                Node.of("configuration", configuration),
                Map.of("docker.app", app),
                Map.of(),
                Map.of(),
                folder,
                folder.resolve("target"),
                app));
        return new Target(read, OneCommit.git(folder, commit), environment(), Map.of(), "test", "2026-01-01T00:00:00Z");
    }

    /** Brings them up. */
    public List<ServiceResult> on(Engine engine, ServiceSecrets secrets) throws InterruptedException {
        return on(engine, secrets, Renewal.AS_NEEDED);
    }

    /**
     * @param renewal which are made anew
     */
    public List<ServiceResult> on(Engine engine, ServiceSecrets secrets, Renewal renewal) throws InterruptedException {
        RunState state = new RunState();
        workflow(engine, secrets, renewal, state).servicesUp();
        return state.services();
    }

    /** Brings them up as a process does that reaches containers from there. */
    List<ServiceResult> from(Vantage vantage, Engine engine) throws InterruptedException {
        Job job = job(engine, ServiceSecrets.NONE);
        Snapshots snapshots = new Snapshots(engine);
        List<String> references = ServicePlanner.references(job.target());
        Plan network =
                plan(job, snapshots.services(job.target(), references, job.secrets(), Renewal.AS_NEEDED), vantage);
        ServiceRunner runner = new ServiceRunner(job, vantage, Optional.empty());
        runner.createNetwork(network);
        Snapshot seen = snapshots.services(job.target(), references, job.secrets(), Renewal.AS_NEEDED);
        return runner.run(plan(job, seen, vantage));
    }

    private static Plan plan(Job job, Snapshot seen, Vantage vantage) {
        return new ServicePlanner(job.target(), seen.withVantage(vantage), Renewal.AS_NEEDED).plan();
    }

    private Job job(Engine engine, ServiceSecrets secrets) {
        return new Job(target(), engine, events, logs()::open, secrets, host -> Optional.empty());
    }

    /** All goals of one process. */
    Workflow workflow(Engine engine, ServiceSecrets secrets, Renewal renewal, RunState state) {
        Job job = job(engine, secrets);
        ImageRunner images = new ImageRunner(
                job,
                sha -> {
                    throw new AssertionError("nothing is exported here");
                },
                new ImageRunner.Surroundings(
                        folder.resolve("target"), folder.resolve("target/docker"), Map.of(), Optional.empty()));
        return new Workflow(
                job,
                state,
                new Workflow.Options(
                        Optional.empty(), renewal, false, false, true, false, false, Optional.empty(), false),
                images,
                this::reports,
                (mine, running) -> Ancestry.NEWER);
    }

    private LogFiles logs() {
        return new LogFiles(folder.resolve("target/docker/logs"), Redactor.NONE);
    }

    private Optional<TestCounts> reports(Job job, SuiteDefinition suite, String container) {
        Path to = folder.resolve("target/docker/reports").resolve(suite.name());
        new ReportFiles(job, out -> out).copy(container, suite, to);
        return new JUnitReports(job.events()).read(to);
    }

    /** The file of a suite's output. */
    Path log(String suite) {
        return logs().file(environment().verifyContainer(commit, suite));
    }

    /** Takes all of it away. */
    public void remove(Engine engine) {
        Map<String, String> ours = Map.of(Labels.APP, app);
        engine.containers().list(ours).forEach(container -> engine.containers().remove(container.id()));
        engine.volumes().list(ours).forEach(volume -> engine.volumes().remove(volume.name()));
        engine.networks().list(ours).forEach(network -> engine.networks().remove(network.id()));
    }
}
