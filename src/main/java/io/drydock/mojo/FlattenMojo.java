package io.drydock.mojo;

import io.drydock.model.state.ImageState;
import io.drydock.plan.FlattenPlan;
import io.drydock.run.Flattening;
import org.apache.maven.plugins.annotations.Mojo;

/**
 * Merges the layers that this commit's image has of its own, those above its base, into one; with
 * <code>docker.flatten.all</code> the base's, too. What later layers delete or overwrite is gone then. Files and configuration stay.
 * The name points to the new image, which no suite has passed yet.
 *
 * @since 0.1.0
 */
@Mojo(name = "flatten", threadSafe = true)
final class FlattenMojo extends AbstractDockerMojo {

    @Override
    void perform(Invocation invocation) throws InterruptedException {
        if (invocation.passedOver()) {
            return;
        }
        invocation.warmUp();
        ImageState image = invocation.releases().image();
        Flattening flattening = new Flattening(
                invocation.engine(),
                invocation.events(),
                invocation.target(),
                invocation.maven().output());
        FlattenPlan plan = flattening.plan(image, invocation.flags().flattenAll());
        if (!plan.merges() || invocation.flags().dryRun()) {
            invocation.out().info(plan.summary());
            return;
        }
        flattening.merge(image, plan);
    }
}
