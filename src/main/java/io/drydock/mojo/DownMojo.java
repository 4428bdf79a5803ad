package io.drydock.mojo;

import io.drydock.run.Removal;
import org.apache.maven.plugins.annotations.Mojo;

/**
 * Stops and removes all of this branch but its images: containers, volumes, records and the network.
 *
 * @since 0.1.0
 */
@Mojo(name = "down", threadSafe = true)
final class DownMojo extends AbstractDockerMojo {

    @Override
    void perform(Invocation invocation) throws InterruptedException {
        invocation.warmUp();
        Removal removal = new Removal(invocation.engine(), invocation.events(), invocation.environment());
        if (invocation.flags().dryRun()) {
            removal.describe(true).forEach(invocation.out()::info);
        } else {
            removal.all();
        }
    }
}
