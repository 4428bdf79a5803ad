package io.drydock.mojo;

import io.drydock.engine.Engine;
import io.drydock.model.Environment;
import io.drydock.model.Labels;
import io.drydock.plan.Comebacks;
import io.drydock.plan.Target;
import io.drydock.run.Workflow;
import java.util.Map;
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

    /** An earlier commit, which {@code docker.commit} names. */
    @Override
    Target chosen(Invocation invocation, Target atHead) {
        if (invocation.flags().commit().isEmpty()) {
            return atHead;
        }
        Environment environment = atHead.environment();
        Map<String, String> ofBranch = Map.of(
                Labels.IMAGE_APP, environment.app().toString(),
                Labels.IMAGE_SLUG, environment.slug().toString());
        Engine engine = invocation.engine();
        Comebacks comebacks = new Comebacks(
                environment, engine.images().list(ofBranch), engine.volumes().list(Target.filter(environment)));
        Target chosen = atHead.at(comebacks.find(invocation.flags().commit().get()));
        invocation.module().state().began(chosen);
        return chosen;
    }

    @Override
    void work(Invocation invocation, Workflow workflow) throws InterruptedException {
        if (invocation.flags().commit().isEmpty()) {
            new FailsafeSummary(invocation.maven().buildDirectory()).requireNoFailures();
        }
        workflow.run();
    }
}
