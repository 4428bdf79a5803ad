package io.drydock.mojo;

import io.drydock.plan.ImagePlanner;
import io.drydock.plan.Target;
import io.drydock.report.LayerTable;
import io.drydock.run.LayerCheck;
import io.drydock.run.LayerHints;
import java.util.List;
import java.util.Optional;
import org.apache.maven.plugins.annotations.Mojo;

/**
 * Tells what each instruction of this commit's image added, how many layers there are of the 127 that an engine can stack,
 * how many of them are the master image's, and how many bytes later layers delete or overwrite; then where the order of the
 * Dockerfile defeats the build cache. With
 * <code>docker.layers.max</code> or <code>docker.layers.maxWaste</code> it is a check that fails the build. It reads the whole
 * image, which takes about as long as <code>docker save</code>.
 *
 * @since 0.1.0
 */
@Mojo(name = "layers", threadSafe = true)
final class LayersMojo extends AbstractDockerMojo {

    @Override
    void perform(Invocation invocation) {
        if (invocation.passedOver()) {
            return;
        }
        invocation.warmUp();
        Target target = invocation.target();
        Optional<String> master =
                ImagePlanner.master(target).map(m -> m.latest().toString());
        LayerCheck.Layers layers = new LayerCheck(invocation.engine())
                .read(target.environment().image(target.commit()).toString(), master);
        invocation.out().info(layers.reference());
        print(invocation, LayerTable.lines(layers.history()));
        invocation.out().info(layers.summary());
        print(
                invocation,
                LayerTable.waste(layers.waste().bytes(), layers.waste().files()));
        print(invocation, LayerHints.lines(invocation.configuration().image(), layers.history()));
        LayerCheck.require(
                layers,
                invocation.flags().layers().max(),
                invocation.flags().layers().maxWaste());
    }

    private static void print(Invocation invocation, List<String> lines) {
        lines.stream().map(invocation.redactor()::redact).forEach(invocation.out()::info);
    }
}
