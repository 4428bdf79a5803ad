package io.drydock.mojo;

import io.drydock.model.DrydockException;
import io.drydock.model.Outcome;
import io.drydock.plan.Target;
import io.drydock.run.ImageRunner;
import io.drydock.run.Job;
import io.drydock.run.Workflow;
import java.util.Optional;

/** A goal of the workflow: works on the environment of the module's branch and writes what came of it. */
abstract class ModuleMojo extends AbstractDockerMojo {

    @Override
    final void perform(Invocation invocation) throws InterruptedException {
        if (invocation.passedOver()) {
            return;
        }
        if (leftOut(invocation)) {
            return;
        }
        invocation.warmUp();
        try {
            Target target = invocation.target();
            Job job = new Job(
                    target, invocation.engine(), invocation.events(), invocation.logs()::open);
            Farewell farewell = new Farewell(job);
            invocation.interruption().guard(farewell, () -> work(invocation, workflow(invocation, job)));
        } catch (DrydockException e) {
            if (e.outcome() == Outcome.SUPERSEDED && passes(invocation)) {
                invocation.module().state().failed(e);
                invocation.out().warn(e.what() + ": " + e.why());
                return;
            }
            invocation.module().state().failed(e);
            throw e;
        } finally {
            if (!invocation.flags().dryRun()) {
                new Outputs(invocation).write();
            }
        }
    }

    private static boolean passes(Invocation invocation) {
        return invocation.flags().superseded() == io.drydock.config.Flags.Superseded.PASS;
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
                        new RegistryCredentials(invocation)::find));
        Workflow.Options options = new Workflow.Options(
                invocation.flags().dryRun() ? Optional.of(invocation.out()::info) : Optional.empty(),
                invocation.flags().servicesFresh(),
                invocation.flags().verifyAgain(),
                invocation.flags().runUnverified(),
                invocation.flags().pull());
        return new Workflow(
                job,
                invocation.module().state(),
                options,
                images,
                new ContainerReports(invocation),
                new Ancestries(invocation)::of);
    }
}
