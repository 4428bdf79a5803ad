package io.drydock.mojo;

import io.drydock.model.DrydockException;
import io.drydock.run.Candidates;
import io.drydock.run.Workflow;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;

/**
 * Runs the suites in containers of the new image against this branch's services. Their exit codes decide. An image that passed
 * before with the same services is not run again.
 *
 * @since 0.1.0
 */
@Mojo(name = "verify", defaultPhase = LifecyclePhase.VERIFY, threadSafe = true)
final class VerifyMojo extends ModuleMojo {

    @Override
    boolean leftOut(Invocation invocation) {
        invocation.flags().testsSkipped().ifPresent(by -> {
            invocation.out().info("docker:verify is skipped (" + by + "): nothing is verified");
            invocation.module().state().unverified();
        });
        return invocation.flags().testsSkipped().isPresent();
    }

    @Override
    boolean completes() {
        return true;
    }

    /** Where no run goal follows that lets it take over, the candidate has done its work when Maven ends. */
    private static void stop(Invocation invocation, String name) {
        try {
            new Candidates(invocation.engine(), invocation.environment()).stop(name);
        } catch (DrydockException e) {
            invocation.out().warn("container " + name + " still runs: " + e.why());
        }
    }

    @Override
    void work(Invocation invocation, Workflow workflow) throws InterruptedException {
        workflow.verify();
        workflow.candidate().ifPresent(name -> invocation.interruption().atEnd(() -> stop(invocation, name)));
    }
}
