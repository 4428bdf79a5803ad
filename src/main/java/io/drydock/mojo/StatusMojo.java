package io.drydock.mojo;

import io.drydock.config.Flags;
import io.drydock.config.Flags.Format;
import io.drydock.model.DrydockException;
import io.drydock.model.result.EnvironmentStatus;
import io.drydock.plan.StatusFilter;
import io.drydock.report.StatusReport;
import io.drydock.run.StatusReader;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.maven.plugins.annotations.Mojo;

/**
 * Lists all environments on the engine: app, branch, commit, how the last build ended, its age, how many services run, where the
 * app answers, how much memory its running containers may have. The branch that the goal is run in bears a star. Reads labels
 * alone, so it needs neither a project nor a repository.
 *
 * <p><code>-Ddocker.status.app</code>, <code>-Ddocker.status.branch</code> and <code>-Ddocker.status.outcome</code> show some of them:
 * names with commas between them, <code>*</code> for any text. <code>-Ddocker.status.disk</code> also shows the bytes of each branch's
 * images.
 *
 * <p><code>-Ddocker.format=json</code> prints JSON on the standard output; with <code>mvn -q</code> there is nothing else on
 * it. It is described in <code>docs/status-json.md</code>.
 *
 * @since 0.1.0
 */
@Mojo(name = "status", requiresProject = false, aggregator = true, threadSafe = true)
final class StatusMojo extends AbstractDockerMojo {

    @Override
    boolean needsConfiguration() {
        return false;
    }

    @Override
    void perform(Invocation invocation) {
        Flags.Status wanted = invocation.flags().status();
        StatusReader reader = new StatusReader(invocation.engine());
        List<EnvironmentStatus> environments = (wanted.disk() ? reader.readWithDisk() : reader.read())
                .stream()
                        .filter(new StatusFilter(wanted.apps(), wanted.branches(), wanted.outcomes()))
                        .toList();
        StatusReport report = new StatusReport(
                environments, current(invocation), invocation.engine().now());
        if (invocation.flags().format() == Format.JSON) {
            StandardOutput.print(report.json());
        } else {
            report.table().forEach(invocation.out()::info);
        }
    }

    /** Whether it is the branch that is checked out here; of another app of the same repository, too. */
    private static Predicate<EnvironmentStatus> current(Invocation invocation) {
        try {
            String branch = invocation.git().branch().toString();
            Optional<String> remote = invocation.git().remote();
            String app = invocation.configuration().app().toString();
            return e -> e.branch().equals(branch)
                    && (e.app().equals(app) || remote.isPresent() && e.remote().equals(remote));
        } catch (DrydockException e) {
            return status -> false;
        }
    }
}
