package io.drydock.mojo;

import io.drydock.model.App;
import io.drydock.model.Branch;
import io.drydock.plan.Plan;
import io.drydock.plan.PressurePlanner;
import io.drydock.plan.PrunePlanner;
import io.drydock.run.Pruning;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.maven.plugins.annotations.Mojo;

/**
 * Removes what of this app is no longer needed on the engine: environments of this repository whose branch was on the remote and
 * is gone, containers of failed runs after <code>verify.keepFailed</code>, images beyond the newest <code>image.keep</code> of a
 * branch or older than <code>docker.prune.age</code>. Where the remote does not answer, no environment goes.
 *
 * <p>Of a branch that lives nothing that runs is touched, nor the image it runs from, nor one with any other tag than its
 * commit's. <code>-Ddocker.pin=name,...</code> keeps what bears one of these names: a branch, a commit, an image, a container.
 * <code>-Ddocker.dryRun</code> only tells what would go.
 *
 * <p><code>-Ddocker.prune.pressure=20GB</code> frees that many bytes: where the above frees less, images of this app go too, the
 * least valuable first, until it is reached.
 *
 * @since 0.1.0
 */
@Mojo(name = "prune", aggregator = true, threadSafe = true)
final class PruneMojo extends AbstractDockerMojo {

    @Override
    boolean needsSecrets() {
        return false;
    }

    @Override
    void perform(Invocation invocation) {
        invocation.warmUp();
        Optional<List<String>> branches =
                invocation.repository().remoteBranches().filter(names -> !names.isEmpty());
        if (branches.isEmpty()) {
            invocation.out().warn("the remote does not answer, or there is none: no environment is removed");
        }
        Pruning pruning = new Pruning(invocation.engine(), invocation.events());
        Plan plan = plan(invocation, pruning, rules(invocation, branches));
        if (plan.steps().isEmpty()) {
            invocation.out().info("nothing to remove");
        } else if (invocation.flags().dryRun()) {
            plan.describe().forEach(invocation.out()::info);
        } else {
            pruning.run(plan);
        }
    }

    private static Plan plan(Invocation invocation, Pruning pruning, PrunePlanner.Rules rules) {
        App app = invocation.configuration().app();
        OptionalLong pressure = invocation.flags().prune().pressure();
        if (pressure.isEmpty()) {
            return pruning.plan(app, rules);
        }
        PressurePlanner.Relief relief = pruning.relief(app, rules, pressure.getAsLong());
        if (relief.enough()) {
            invocation.out().info("images that go free " + relief.amounts() + " that are wanted");
        } else {
            invocation.out().warn("images that may go free only " + relief.amounts() + " that are wanted");
        }
        if (pruning.cacheHoldsLayers(relief.plan())) {
            invocation.out().info("what the build cache holds of them is freed by: docker builder prune");
        }
        return relief.plan();
    }

    private static PrunePlanner.Rules rules(Invocation invocation, Optional<List<String>> branches) {
        Set<Branch> own = new LinkedHashSet<>(Set.of(invocation.git().branch()));
        invocation.git().masterBranch().ifPresent(own::add);
        return new PrunePlanner.Rules(
                invocation.git().remote(),
                branches,
                own,
                invocation.configuration().image().keep(),
                invocation.configuration().verify().keepFailed(),
                invocation.flags().prune().age(),
                invocation.flags().pin(),
                invocation.engine().now());
    }
}
