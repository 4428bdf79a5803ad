package io.drydock.mojo;

import io.drydock.model.ImageName;
import io.drydock.run.Releases;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;

/**
 * Pushes the image of this commit to the configured registry (<code>docker.registry</code>) and tells its digest. Without a
 * registry it is a configuration error; it never goes to the engine's default one.
 *
 * <p>Credentials come from the <code>&lt;server&gt;</code> in Maven's settings whose id is the registry's host (with its port),
 * encrypted or not, else from <code>docker login</code>.
 *
 * @since 0.1.0
 */
@Mojo(name = "push", defaultPhase = LifecyclePhase.DEPLOY, threadSafe = true)
final class PushMojo extends AbstractDockerMojo {

    @Override
    void perform(Invocation invocation) throws InterruptedException {
        if (invocation.passedOver()) {
            return;
        }
        Releases releases = invocation.releases();
        ImageName name = releases.pushable();
        releases.image();
        if (invocation.flags().dryRun()) {
            invocation.out().info("push " + name);
        } else {
            releases.push(name);
        }
    }
}
