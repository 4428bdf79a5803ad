package io.drydock.mojo;

import io.drydock.run.Workflow;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;

/**
 * Runs the verified image: a new container takes over once it is ready, the one before goes then. Declare Drydock after Failsafe:
 * plugins of one phase run in the order of the POM, and failures in Failsafe's summary stop this goal.
 *
 * @since 0.1.0
 */
@Mojo(name = "run", defaultPhase = LifecyclePhase.VERIFY, threadSafe = true)
final class RunMojo extends ModuleMojo {

    @Override
    boolean leftOut(Invocation invocation) {
        invocation
                .flags()
                .testsSkipped()
                .ifPresent(
                        by -> invocation.out().info("docker:run is skipped (" + by + "): only a verified image runs"));
        return invocation.flags().testsSkipped().isPresent();
    }

    @Override
    boolean completes() {
        return true;
    }

    @Override
    void work(Invocation invocation, Workflow workflow) throws InterruptedException {
        new FailsafeSummary(invocation.maven().buildDirectory()).requireNoFailures();
        workflow.run();
    }
}
