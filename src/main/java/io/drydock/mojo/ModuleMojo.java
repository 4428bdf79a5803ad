package io.drydock.mojo;

import io.drydock.config.Flags;
import io.drydock.model.DrydockException;
import io.drydock.model.Outcome;
import io.drydock.plan.Renewal;
import io.drydock.plan.Target;
import io.drydock.report.EnvironmentJson;
import io.drydock.report.Redactor;
import io.drydock.run.ImageRunner;
import io.drydock.run.Job;
import io.drydock.run.RunState;
import io.drydock.run.Workflow;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A goal of the workflow: works on the environment of the module's branch and writes what came of it. */
abstract class ModuleMojo extends AbstractDockerMojo {

    private boolean written;

    @Override
    void ahead(Invocation invocation) {
        invocation.openRepository();
    }

    @Override
    final void perform(Invocation called) throws InterruptedException {
        Invocation invocation = prepared(called);
        if (invocation.passedOver()) {
            return;
        }
        if (superseded(invocation)) {
            invocation.out().info("left out: a newer commit of the branch took over");
            return;
        }
        if (leftOut(invocation)) {
            write(invocation);
            return;
        }
        invocation.warmUp();
        try {
            Target target = chosen(invocation, invocation.target());
            Job job = new Job(
                    target,
                    invocation.engine(),
                    invocation.events(),
                    new LogFolder(invocation.logs(), invocation.module().followedLogs()),
                    invocation.secrets().services(),
                    new RegistryCredentials(invocation)::find);
            Workflow workflow = workflow(invocation, job);
            invocation.interruption().guard(new Farewell(job, workflow), () -> work(invocation, workflow));
        } catch (DrydockException e) {
            if (e.outcome() == Outcome.SUPERSEDED && passes(invocation)) {
                invocation.module().state().failed(e);
                invocation.out().warn(e.what() + ": " + e.why());
                return;
            }
            invocation.module().state().failed(e);
            throw e;
        } finally {
            write(invocation);
        }
    }

    /** What is worked on, where it is not the commit at HEAD. */
    Target chosen(Invocation invocation, Target atHead) {
        return atHead;
    }

    private void write(Invocation invocation) {
        if (!invocation.flags().dryRun()) {
            written = true;
            new Outputs(invocation).write(completes() || failed(invocation), failed(invocation));
        }
    }

    /** Whether a run may end with this goal, so that its picture is worth drawing. */
    boolean completes() {
        return false;
    }

    private static boolean failed(Invocation invocation) {
        return invocation
                .module()
                .state()
                .outcome()
                .filter(o -> o.kind() != Outcome.Kind.SUCCESS)
                .isPresent();
    }

    private static boolean superseded(Invocation invocation) {
        return invocation.module().state().outcome().equals(Optional.of(Outcome.SUPERSEDED));
    }

    private static boolean passes(Invocation invocation) {
        return invocation.flags().superseded() == Flags.Superseded.PASS;
    }

    /** A configuration that cannot be read leaves nothing to write but that. */
    @Override
    final void failed(MavenInput maven, DrydockException e) {
        if (e.outcome() == Outcome.CONFIG_ERROR && !written) {
            RunState state = new RunState();
            state.failed(e);
            Path file = maven.output().resolve("environment.json");
            new EnvironmentJson(Redactor.NONE).write(file, state.result(List.of()));
        }
    }

    /** The call as it is to be carried out, where it is not to be in this module. */
    Invocation prepared(Invocation invocation) {
        return invocation;
    }

    /** Whether the goal has nothing to do, and says so itself. */
    boolean leftOut(Invocation invocation) {
        return false;
    }

    /** Does the goal's part of the workflow. */
    abstract void work(Invocation invocation, Workflow workflow) throws InterruptedException;

    private static Workflow workflow(Invocation invocation, Job job) {
        ImageRunner images = new ImageRunner(
                job,
                new GitSources(invocation),
                new ImageRunner.Surroundings(
                        invocation.maven().buildDirectory(),
                        invocation.maven().output(),
                        invocation.secrets().build(),
                        invocation.secrets().search(job.target())));
        Workflow.Options options = new Workflow.Options(
                invocation.flags().dryRun() ? Optional.of(invocation.out()::info) : Optional.empty(),
                Renewal.of(
                        invocation.flags().servicesFresh(), invocation.flags().resetVolumes()),
                invocation.flags().verifyAgain(),
                invocation.flags().runUnverified(),
                invocation.flags().pull(),
                invocation.flags().masterRefresh(),
                !job.target().commit().equals(invocation.git().commit()),
                invocation.flags().servicesTimeout(),
                invocation.withoutPom());
        return new Workflow(
                job,
                invocation.module().state(),
                options,
                images,
                new ContainerReports(invocation),
                new Ancestries(invocation)::of);
    }
}
