package io.drydock.run;

import io.drydock.engine.Engine;
import io.drydock.engine.EngineException;
import io.drydock.event.Event;
import io.drydock.model.DrydockException;
import io.drydock.model.result.SuiteResult;
import io.drydock.model.result.TestCounts;
import io.drydock.model.spec.ContainerRequest;
import io.drydock.model.state.ContainerState;
import io.drydock.plan.Plan;
import io.drydock.plan.Step;
import io.drydock.plan.SuiteDefinition;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Runs suites, each in a container of its own; reports and logs are out before the verdict. */
public final class SuiteRunner {

    /** The commands of an image that cannot be started end with these exit codes. */
    private static final int NOT_EXECUTABLE = 126;

    private static final int NOT_FOUND = 127;

    private final Job job;
    private final Engine engine;
    private final SuiteReports reports;
    private final Stopwatch.Work<Map<String, String>> appVariables;

    /**
     * @param reports copies and reads what suites leave
     * @param appVariables starts the new app beside the suite and tells its address; asked only where a suite wants it
     */
    public SuiteRunner(Job job, SuiteReports reports, Stopwatch.Work<Map<String, String>> appVariables) {
        this.job = job;
        this.engine = job.engine();
        this.reports = reports;
        this.appVariables = appVariables;
    }

    /**
     * What a run of suites came to.
     *
     * @param results of those that ran, in order
     * @param failure of the first that failed
     */
    public record Verdict(List<SuiteResult> results, Optional<DrydockException> failure) {}

    /** Carries out the plan; a failing suite ends it unless all are to be run. */
    public Verdict run(Plan plan) throws InterruptedException {
        for (Step.RemoveContainer old : plan.of(Step.RemoveContainer.class)) {
            engine.containers().remove(old.id());
        }
        List<SuiteResult> results = new ArrayList<>();
        List<DrydockException> failures = new ArrayList<>();
        for (List<SuiteDefinition> batch : batches(plan.of(Step.RunSuite.class))) {
            run(batch).forEach(ended -> {
                ended.result().ifPresent(results::add);
                ended.failure().ifPresent(failures::add);
            });
            if (!failures.isEmpty() && !job.target().configuration().verify().failAtEnd()) {
                break;
            }
        }
        return new Verdict(results, failures.stream().findFirst());
    }

    /** Suites that run side by side: neighbours that may, each of the others alone. */
    private static List<List<SuiteDefinition>> batches(List<Step.RunSuite> steps) {
        List<List<SuiteDefinition>> batches = new ArrayList<>();
        boolean open = false;
        for (Step.RunSuite step : steps) {
            boolean parallel = step.suite().spec().parallel();
            if (!(parallel && open)) {
                batches.add(new ArrayList<>());
            }
            batches.get(batches.size() - 1).add(step.suite());
            open = parallel;
        }
        return batches;
    }

    private Collection<Ended> run(List<SuiteDefinition> batch) throws InterruptedException {
        Map<String, Graph.Task<Ended>> tasks = new LinkedHashMap<>();
        batch.forEach(suite -> tasks.put(suite.name(), new Graph.Task<>(List.of(), () -> run(suite))));
        return Graph.run("suite", tasks).values();
    }

    /** A suite that has ended. */
    private record Ended(Optional<SuiteResult> result, Optional<DrydockException> failure) {}

    private Ended run(SuiteDefinition suite) throws InterruptedException {
        job.events().on(new Event.StepStarted(Event.SuiteEnded.step(suite.name()), Instant.now()));
        long begin = System.nanoTime();
        String container;
        SuiteServices own = new SuiteServices(job, suite);
        try {
            container = ContainerMaker.create(job, request(suite, own));
        } catch (DrydockException e) {
            job.events().on(new Event.StepFailed(Event.SuiteEnded.step(suite.name()), Instant.now(), e.what()));
            return new Ended(Optional.empty(), Optional.of(e));
        }
        Optional<DrydockException> trouble = Optional.empty();
        OptionalInt code = OptionalInt.empty();
        try {
            code = await(suite, container);
        } catch (EngineException e) {
            if (e.kind() == EngineException.Kind.INTERRUPTED) {
                killInterrupted(container);
                throw e;
            }
            trouble = Optional.of(noVerdict(suite, e));
        } catch (DrydockException e) {
            trouble = Optional.of(e);
        }
        Duration took = Duration.ofNanos(System.nanoTime() - begin);
        Optional<TestCounts> tests = reports.collect(job, suite, container);
        SuiteResult result = new SuiteResult(suite.name(), suite.request().name(), code, took.toMillis(), tests, false);
        job.events().on(new Event.SuiteEnded(result, Instant.now()));
        Optional<DrydockException> failure = trouble.isPresent() ? trouble : verdict(suite, container, code, tests);
        if (failure.isEmpty()) {
            engine.containers().remove(container);
            if (suite.spec().freshServices()) {
                own.down();
            }
        }
        return new Ended(Optional.of(result), failure);
    }

    private ContainerRequest request(SuiteDefinition suite, SuiteServices own) throws InterruptedException {
        if (suite.spec().freshServices()) {
            return suite.request().withEnvBeneath(own.up());
        }
        if (!suite.spec().withApp()) {
            return suite.request();
        }
        Map<String, String> variables = new LinkedHashMap<>(appVariables.run());
        List<String> env = new ArrayList<>(suite.request().env());
        variables.forEach((name, value) -> env.add(name + "=" + value));
        return suite.request().withEnv(env);
    }

    private OptionalInt await(SuiteDefinition suite, String container) throws InterruptedException {
        try (SuiteOutput output = new SuiteOutput(job, suite, container)) {
            output.follow();
            engine.containers().start(container);
            try {
                OptionalInt code = new SuiteEnd(job, suite, Time.SYSTEM).await(container);
                if (code.isEmpty()) {
                    engine.containers().kill(container, "KILL");
                }
                return code;
            } finally {
                output.complete();
            }
        } catch (InterruptedException e) {
            engine.containers().kill(container, "KILL");
            throw e;
        }
    }

    /** The engine answers no thread that is interrupted, so the flag is put by for the one call. */
    private void killInterrupted(String container) {
        boolean interrupted = Thread.interrupted();
        try {
            engine.containers().kill(container, "KILL");
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private DrydockException noVerdict(SuiteDefinition suite, EngineException e) {
        return SuiteFailures.engine(
                suite, () -> engine.images().find(suite.request().image()), e);
    }

    private Optional<DrydockException> verdict(
            SuiteDefinition suite, String container, OptionalInt code, Optional<TestCounts> tests)
            throws InterruptedException {
        try {
            return judge(suite, container, code, tests);
        } catch (EngineException e) {
            return switch (e.kind()) {
                case INTERRUPTED -> throw e;
                case UNREACHABLE -> Optional.of(new SuiteEnd(job, suite, Time.SYSTEM).unseen(container, e));
                default -> Optional.of(noVerdict(suite, e));
            };
        }
    }

    private Optional<DrydockException> judge(
            SuiteDefinition suite, String container, OptionalInt code, Optional<TestCounts> tests) {
        if (code.isEmpty()) {
            return Optional.of(SuiteFailures.timeout(suite));
        }
        ContainerState state = engine.containers().find(container).orElseThrow(() -> SuiteFailures.removed(suite));
        int exit = code.getAsInt();
        boolean limited = suite.spec().limits().memory().isPresent();
        if (state.outOfMemory() || limited && exit == ContainerState.KILLED) {
            return Optional.of(SuiteFailures.outOfMemory(suite));
        }
        if (exit == 0) {
            return Optional.empty();
        }
        if (exit == NOT_FOUND || exit == NOT_EXECUTABLE) {
            return Optional.of(SuiteFailures.notFound(
                    suite, exit, engine.images().find(suite.request().image())));
        }
        return Optional.of(SuiteFailures.failed(suite, exit, tests));
    }

    /** Reports of a suite's container. */
    @FunctionalInterface
    public interface SuiteReports {
        /**
         * Copies the report folders out of the stopped container and reads them; trouble is told as a warning.
         *
         * @return what they say; empty where there are none
         */
        Optional<TestCounts> collect(Job job, SuiteDefinition suite, String container);
    }
}
