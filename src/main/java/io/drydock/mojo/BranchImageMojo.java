package io.drydock.mojo;

import io.drydock.run.Workflow;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;

/**
 * Builds the image of this commit on top of the master image, where it is not there.
 *
 * @since 0.1.0
 */
@Mojo(name = "branch-image", defaultPhase = LifecyclePhase.PACKAGE, threadSafe = true)
final class BranchImageMojo extends ModuleMojo {

    @Override
    void work(Invocation invocation, Workflow workflow) throws InterruptedException {
        workflow.branchImage();
    }
}
