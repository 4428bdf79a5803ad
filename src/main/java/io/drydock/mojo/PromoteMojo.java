package io.drydock.mojo;

import io.drydock.model.ImageName;
import io.drydock.model.state.ImageState;
import io.drydock.run.Releases;
import org.apache.maven.plugins.annotations.Mojo;

/**
 * Tags the verified image of this commit <code>production</code> (<code>docker.promote.tag</code> names another tag) and pushes
 * that name where a registry is configured. Refuses an image that no suite has passed with, and, unless
 * <code>docker.promote.anyBranch</code> is set, any branch but master.
 *
 * @since 0.1.0
 */
@Mojo(name = "promote", threadSafe = true)
final class PromoteMojo extends AbstractDockerMojo {

    @Override
    void perform(Invocation invocation) throws InterruptedException {
        if (invocation.passedOver()) {
            return;
        }
        invocation.warmUp();
        Releases releases = invocation.releases();
        ImageState image = releases.promotable(invocation.flags().promoteAnyBranch());
        ImageName name = releases.promoted(invocation.flags().promoteTag());
        boolean push = invocation.configuration().registry().isPresent();
        if (invocation.flags().dryRun()) {
            invocation.out().info("tag image " + image.id() + " as " + name + (push ? " and push it" : ""));
            return;
        }
        releases.tag(image, name);
        if (push) {
            releases.push(name);
        }
    }
}
