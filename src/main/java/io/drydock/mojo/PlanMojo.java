package io.drydock.mojo;

import io.drydock.plan.Plan;
import io.drydock.plan.Renewal;
import io.drydock.run.Preview;
import java.util.List;
import org.apache.maven.plugins.annotations.Mojo;

/**
 * Tells what the whole workflow would do now, step by step: master image, branch image, services, suites, app. It is read from
 * the repository and the engine as they are; nothing is changed.
 *
 * @since 0.1.0
 */
@Mojo(name = "plan", threadSafe = true)
final class PlanMojo extends AbstractDockerMojo {

    @Override
    void perform(Invocation invocation) {
        if (invocation.passedOver()) {
            return;
        }
        invocation.warmUp();
        Preview.Options options = new Preview.Options(
                invocation.flags().masterRefresh(),
                Renewal.of(
                        invocation.flags().servicesFresh(), invocation.flags().resetVolumes()),
                invocation.flags().verifyAgain(),
                invocation.flags().runUnverified());
        Plan plan = new Preview(
                        invocation.target(),
                        invocation.engine(),
                        invocation.secrets().services(),
                        options,
                        new Ancestries(invocation)::of)
                .plan();
        List<String> lines = plan.describe();
        for (int i = 0; i < lines.size(); i++) {
            invocation.out().info((i < 9 ? " " : "") + (i + 1) + ". " + lines.get(i));
        }
        if (plan.changesNothing()) {
            invocation.out().info("nothing to do: all of it is as it should be");
        }
    }
}
