package io.drydock.mojo;

import io.drydock.run.Workflow;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;

/**
 * Brings the services of this branch up, each in its own container, and proves them ready. What is right already is kept.
 *
 * @since 0.1.0
 */
@Mojo(name = "services-up", defaultPhase = LifecyclePhase.PRE_INTEGRATION_TEST, threadSafe = true)
final class ServicesUpMojo extends ModuleMojo {

    @Override
    void work(Invocation invocation, Workflow workflow) throws InterruptedException {
        workflow.servicesUp();
    }
}
