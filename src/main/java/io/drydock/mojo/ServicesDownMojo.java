package io.drydock.mojo;

import io.drydock.run.Removal;
import org.apache.maven.plugins.annotations.Mojo;

/**
 * Stops and removes the services of this branch; their volumes stay.
 *
 * @since 0.1.0
 */
@Mojo(name = "services-down", threadSafe = true)
final class ServicesDownMojo extends AbstractDockerMojo {

    @Override
    void perform(Invocation invocation) throws InterruptedException {
        invocation.warmUp();
        Removal removal = new Removal(invocation.engine(), invocation.events(), invocation.environment());
        if (invocation.flags().dryRun()) {
            removal.describe(false).forEach(invocation.out()::info);
        } else {
            removal.services(invocation.flags().grace());
        }
    }
}
