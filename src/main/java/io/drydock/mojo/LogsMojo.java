package io.drydock.mojo;

import io.drydock.engine.Engine;
import io.drydock.model.state.ContainerSummary;
import io.drydock.plan.LogSelection;
import io.drydock.plan.Target;
import io.drydock.run.LogPrinter;
import java.util.List;
import org.apache.maven.plugins.annotations.Mojo;

/**
 * Prints the log of what is newest in this branch's environment: a suite that runs or failed, else the app.
 *
 * <p><code>-Ddocker.service=redis,postgres</code> prints those of services (<code>*</code>: all), <code>-Ddocker.suite=unit</code>
 * that of a suite; where there are several, each line says whose it is. <code>-Ddocker.follow</code> goes on until they end.
 * Secret and forwarded values are shown as <code>***</code>. The containers are found by their labels, so a fresh clone will do.
 *
 * @since 0.1.0
 */
@Mojo(name = "logs", aggregator = true, threadSafe = true)
final class LogsMojo extends AbstractDockerMojo {

    @Override
    boolean needsSecrets() {
        return false;
    }

    @Override
    void perform(Invocation invocation) throws InterruptedException {
        invocation.warmUp();
        Engine engine = invocation.engine();
        List<ContainerSummary> all = engine.containers().list(Target.filter(invocation.environment()));
        List<ContainerSummary> chosen = new LogSelection(invocation.environment(), all)
                .choose(invocation.flags().services(), invocation.flags().suite());
        List<String> hidden = new LogPrinter(engine, StandardOutput.stream(), out -> out, false)
                .values(chosen, invocation.configuration().forwardEnv());
        List<String> silent = new LogPrinter(
                        engine,
                        StandardOutput.stream(),
                        invocation.redactorOfKnown(hidden)::wrap,
                        invocation.maven().colours())
                .print(chosen, invocation.flags().follow());
        silent.forEach(name -> invocation.out().info(name + " has printed nothing"));
    }
}
