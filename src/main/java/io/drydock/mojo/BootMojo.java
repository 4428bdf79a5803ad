package io.drydock.mojo;

import io.drydock.run.Workflow;
import org.apache.maven.plugins.annotations.Mojo;

/**
 * The whole workflow as one command: services start while the images are built, then suites run, then the app. In a project:
 * <code>mvn package docker:boot</code> where the Dockerfile copies build output. Without a POM, <code>-Ddocker.git</code> names
 * any repository with a Dockerfile and <code>-Ddocker.branch</code> its branch: it is cloned below <code>target/docker</code> and
 * booted; the ports that its image exposes are published on loopback.
 *
 * @since 0.1.0
 */
@Mojo(name = "boot", requiresProject = false, threadSafe = true)
final class BootMojo extends ModuleMojo {

    @Override
    Invocation prepared(Invocation invocation) {
        return invocation
                .flags()
                .git()
                .map(source -> new Clone(invocation, source).invocation())
                .orElse(invocation);
    }

    @Override
    void ahead(Invocation invocation) {
        if (invocation.flags().git().isEmpty()) {
            super.ahead(invocation);
        }
    }

    @Override
    boolean completes() {
        return true;
    }

    @Override
    void work(Invocation invocation, Workflow workflow) throws InterruptedException {
        workflow.boot();
    }
}
