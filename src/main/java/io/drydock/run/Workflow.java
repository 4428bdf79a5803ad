package io.drydock.run;

import io.drydock.engine.EngineException;
import io.drydock.model.DrydockException;
import io.drydock.model.Outcome;
import io.drydock.model.result.SuiteResult;
import io.drydock.model.spec.SuiteSpec;
import io.drydock.model.state.ContainerState;
import io.drydock.plan.Address;
import io.drydock.plan.AppPlanner;
import io.drydock.plan.AppPlanner.Ancestry;
import io.drydock.plan.Definitions;
import io.drydock.plan.Lock;
import io.drydock.plan.Plan;
import io.drydock.plan.Renewal;
import io.drydock.plan.ServicePlanner;
import io.drydock.plan.Snapshot;
import io.drydock.plan.Step;
import io.drydock.plan.Target;
import io.drydock.plan.VerifyPlanner;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/**
 * The workflow, goal by goal: each reads what it needs to see, plans, and carries the plan out, or only tells it.
 */
public final class Workflow {

    /**
     * How the goals behave.
     *
     * @param dryRun tells the plan instead of carrying it out; empty: it is carried out
     * @param services which services are made anew
     * @param verifyAgain whether suites run although a record says that they passed
     * @param runUnverified whether an image without a record may run
     * @param pull whether images that are missing are pulled
     * @param masterRefresh whether a master image of an older commit is built anew first
     * @param again whether an app is run again that may be older than the one that serves
     * @param servicesTimeout time in which all services together become ready, where there is a limit
     * @param publishExposed whether the app's exposed ports are published where none are configured
     */
    public record Options(
            Optional<Consumer<String>> dryRun,
            Renewal services,
            boolean verifyAgain,
            boolean runUnverified,
            boolean pull,
            boolean masterRefresh,
            boolean again,
            Optional<Duration> servicesTimeout,
            boolean publishExposed) {

        /** Tells the plan where that is all that is wanted. */
        boolean told(Plan plan) {
            dryRun.ifPresent(out -> plan.describe().forEach(out));
            return dryRun.isPresent();
        }
    }

    /**
     * In which a build gets as far as its first container. On few cores services that begin together with it make it end 0.3 s
     * later: classes are loaded for both, and the engine starts containers for both.
     */
    private static final Duration HEAD_START = Duration.ofMillis(400);

    private final Job job;
    private final Target target;
    private final RunState state;
    private final Options options;
    private final ImageGoals imageGoals;
    private final Locks locks;
    private final ServiceGoals services;
    private final Passes passes;
    private final Admission admission;
    private final SuiteRunner.SuiteReports reports;
    private final BiFunction<String, String, Ancestry> ancestry;
    private final Snapshots snapshots;

    /**
     * @param ancestry how the first commit stands to the second
     */
    public Workflow(
            Job job,
            RunState state,
            Options options,
            ImageRunner images,
            SuiteRunner.SuiteReports reports,
            BiFunction<String, String, Ancestry> ancestry) {
        this.job = job;
        this.target = job.target();
        this.state = state;
        this.options = options;
        this.imageGoals = new ImageGoals(job, state, options, images);
        this.locks = imageGoals.locks();
        this.services = new ServiceGoals(job, state, options, locks);
        this.passes = new Passes(job, state);
        this.admission = new Admission(job, options, ancestry);
        this.reports = reports;
        this.ancestry = ancestry;
        this.snapshots = new Snapshots(job.engine());
    }

    /** Makes the master image where it is not there. */
    public void masterImage() throws InterruptedException {
        imageGoals.masterImage();
    }

    /** Makes the branch image where it is not there. */
    public void branchImage() throws InterruptedException {
        supersede();
        imageGoals.branchImage();
    }

    /** Lets others make what this process was making; for its end. */
    public void giveLocksBack() {
        locks.giveAll();
    }

    /** Brings the services up and proves them ready. */
    public void servicesUp() throws InterruptedException {
        supersede();
        services.up();
    }

    /** Once in a run, as soon as it begins. */
    private void supersede() {
        if (options.dryRun().isEmpty() && state.begins()) {
            new Superseding(job, ancestry).tell();
        }
    }

    /** Runs the suites; the first failure is thrown once reports and logs are out. */
    public void verify() throws InterruptedException {
        supersede();
        ensureServices();
        if (options.dryRun().isEmpty()) {
            new Sweep(job).failed(target.configuration().verify().keepFailed());
        }
        Snapshot snapshot = environment();
        if (notYet(snapshot, "run the suites")) {
            return;
        }
        Plan plan = verifyPlan(snapshot);
        if (options.told(plan)) {
            return;
        }
        Lock lock = Lock.onSuites(target);
        while (plan.contains(Step.RunSuite.class) || locks.stands(lock)) {
            Optional<Boolean> done = alone(lock, plan);
            if (done.isPresent()) {
                return;
            }
            snapshot = environment();
            plan = verifyPlan(snapshot);
        }
        verify(plan, snapshot);
    }

    private Optional<Boolean> alone(Lock lock, Plan plan) throws InterruptedException {
        try {
            return locks.alone(lock, plan.contains(Step.RunSuite.class), () -> {
                Snapshot again = environment();
                verify(verifyPlan(again), again);
                return true;
            });
        } catch (DrydockException e) {
            if (e.outcome() == Outcome.SUPERSEDED) {
                fetchLogs();
                new SuiteRemoval(job.engine(), job.events()).ended(plan);
                stopCandidate();
            }
            throw e;
        }
    }

    private Plan verifyPlan(Snapshot snapshot) {
        return verifyPlanner(snapshot).plan(options.verifyAgain());
    }

    private VerifyPlanner verifyPlanner(Snapshot snapshot) {
        return new VerifyPlanner(target, snapshot, addresses(snapshot));
    }

    private void verify(Plan plan, Snapshot snapshot) throws InterruptedException {
        if (plan.contains(Step.Skip.class)) {
            state.unverified();
            plan.of(Step.Skip.class).forEach(skip -> job.events().warn(skip.reason()));
        } else if (plan.contains(Step.UseRecord.class)) {
            job.events().note("verified already: this image passed these suites with these services");
            passes.reached();
        } else {
            runSuites(plan, snapshot);
        }
        fetchLogs();
    }

    private void runSuites(Plan plan, Snapshot snapshot) throws InterruptedException {
        AppRunner app = new AppRunner(job, snapshot.vantage());
        SuiteRunner runner = new SuiteRunner(
                job, reports, () -> app.candidateVariables(appPlanner(snapshot).definition()));
        SuiteRunner.Verdict verdict = runner.run(plan);
        List<SuiteResult> results = verdict.results();
        state.suites(results);
        if (verdict.failure().isPresent()) {
            throw aftermath(verdict.failure().get());
        }
        passes.record(verifyPlanner(snapshot).fingerprint(), snapshot);
        passes.reached();
    }

    /** Where the engine has gone, what became of the suite is what matters. */
    private DrydockException aftermath(DrydockException failure) throws InterruptedException {
        try {
            stopCandidate();
            fetchLogs();
        } catch (EngineException e) {
            failure.addSuppressed(e);
        }
        return failure;
    }

    private void stopCandidate() {
        new Candidates(job.engine(), target.environment())
                .stop(target.environment().keptContainer(target.commit()));
    }

    /** Name of the new app's container that suites ran against, where one was started and has not taken over. */
    public Optional<String> candidate() {
        boolean started = state.suitesRan()
                && target.configuration().verify().suites().stream().anyMatch(SuiteSpec::withApp);
        return started ? Optional.of(target.environment().keptContainer(target.commit())) : Optional.empty();
    }

    /** Runs the verified image and lets it take over. */
    public void run() throws InterruptedException {
        ensureServices();
        Snapshot snapshot = environment();
        if (notYet(snapshot, "run app " + target.environment().appContainer())) {
            return;
        }
        String reference = target.environment().image(target.commit()).toString();
        appPlanner(snapshot).definition();
        admission.requireRecord(snapshot, reference);
        Plan plan = appPlan(snapshot);
        if (options.told(plan)) {
            return;
        }
        Lock lock = Lock.onApp(target);
        while (plan.contains(Step.RunApp.class) || locks.stands(lock)) {
            Seen seen = new Seen(snapshot, plan);
            if (locks.alone(lock, plan.contains(Step.RunApp.class), () -> run(seen))
                    .isPresent()) {
                return;
            }
            snapshot = environment();
            plan = appPlan(snapshot);
        }
        run(plan, snapshot);
    }

    private record Seen(Snapshot snapshot, Plan plan) {}

    /** Where another app container has come meanwhile, it is planned anew. */
    private boolean run(Seen seen) throws InterruptedException {
        Snapshot now = environment();
        run(serves(now).equals(serves(seen.snapshot())) ? seen.plan() : appPlan(now), now);
        return true;
    }

    private Optional<String> serves(Snapshot snapshot) {
        return snapshot.container(target.environment().appContainer()).map(ContainerState::id);
    }

    private void run(Plan plan, Snapshot snapshot) throws InterruptedException {
        state.app(new AppRunner(job, snapshot.vantage()).run(plan));
        fetchLogs();
    }

    private Plan appPlan(Snapshot snapshot) {
        return appPlanner(snapshot).plan(options.again() ? Ancestry.NEWER : admission.standing(snapshot));
    }

    /** Tells what a dry run cannot plan further, since the image that it would have built is not there. */
    private boolean notYet(Snapshot snapshot, String what) {
        String reference = target.environment().image(target.commit()).toString();
        boolean missing =
                options.dryRun().isPresent() && snapshot.image(reference).isEmpty();
        if (missing) {
            options.dryRun().get().accept(what + " once " + reference + " is there");
        }
        return missing;
    }

    private AppPlanner appPlanner(Snapshot snapshot) {
        return new AppPlanner(target, snapshot, addresses(snapshot), options.publishExposed());
    }

    /**
     * The whole workflow: services start while the images are built, which have a moment's head start since they mostly take longer;
     * suites start when both are there. Where no suites are configured, there is nothing to verify, and the app runs all the same.
     */
    public void boot() throws InterruptedException {
        if (options.dryRun().isPresent()) {
            masterImage();
            branchImage();
            servicesUp();
        } else {
            CountDownLatch images = new CountDownLatch(1);
            Map<String, Graph.Task<Boolean>> tasks = new LinkedHashMap<>();
            tasks.put("images", new Graph.Task<>(List.of(), () -> {
                masterImage();
                branchImage();
                images.countDown();
                return true;
            }));
            tasks.put("services", new Graph.Task<>(List.of(), () -> {
                boolean thereAlready = images.await(HEAD_START.toMillis(), TimeUnit.MILLISECONDS);
                servicesUp();
                return thereAlready;
            }));
            Graph.run("boot", tasks);
        }
        verify();
        run();
    }

    private void ensureServices() throws InterruptedException {
        if (options.dryRun().isEmpty() && !state.servicesUp()) {
            servicesUp();
        }
    }

    private Snapshot environment() {
        List<String> references = new ArrayList<>(VerifyPlanner.references(target));
        references.addAll(ServicePlanner.references(target));
        return snapshots.environment(
                target,
                references.stream().distinct().toList(),
                FileDigests.of(target.configuration().services()));
    }

    private List<Address> addresses(Snapshot snapshot) {
        return snapshot.network()
                .map(n -> new Definitions(target, snapshot, n.subnets().get(0)).addresses())
                .orElse(List.of());
    }

    /** The logs of all containers of the environment, as they are now. */
    public void fetchLogs() throws InterruptedException {
        LogFetcher.fetch(job);
    }
}
