package io.drydock.mojo;

import io.drydock.run.Workflow;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;

/**
 * Builds the master image from the tree of the master branch, without cache, where the engine has none; on the master branch
 * itself, where the image of this commit is not there.
 *
 * @since 0.1.0
 */
@Mojo(name = "master-image", defaultPhase = LifecyclePhase.PACKAGE, threadSafe = true)
final class MasterImageMojo extends ModuleMojo {

    @Override
    void work(Invocation invocation, Workflow workflow) throws InterruptedException {
        workflow.masterImage();
    }
}
