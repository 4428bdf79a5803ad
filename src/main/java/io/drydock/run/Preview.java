package io.drydock.run;

import io.drydock.engine.Engine;
import io.drydock.model.DrydockException;
import io.drydock.model.Outcome;
import io.drydock.model.state.ContainerState;
import io.drydock.model.state.ImageConfig;
import io.drydock.model.state.ImageState;
import io.drydock.plan.Address;
import io.drydock.plan.AppPlanner;
import io.drydock.plan.AppPlanner.Ancestry;
import io.drydock.plan.Definitions;
import io.drydock.plan.ImagePlanner;
import io.drydock.plan.Plan;
import io.drydock.plan.Renewal;
import io.drydock.plan.ServicePlanner;
import io.drydock.plan.Snapshot;
import io.drydock.plan.Step;
import io.drydock.plan.Subnets;
import io.drydock.plan.Target;
import io.drydock.plan.VerifyPlanner;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;

/**
 * What the whole workflow would do now: the plans of all its goals, from one look at the engine. An image that one step would make
 * is there for those after it.
 */
public final class Preview {

    private final Target target;
    private final Snapshots snapshots;
    private final ServiceSecrets secrets;
    private final Options options;
    private final BiFunction<String, String, Ancestry> ancestry;

    /**
     * How the goals would behave.
     *
     * @param masterRefresh whether a master image of an older commit is built anew first
     * @param services which services are made anew
     * @param verifyAgain whether suites run although a record says that they passed
     * @param runUnverified whether an image without a record may run
     */
    public record Options(boolean masterRefresh, Renewal services, boolean verifyAgain, boolean runUnverified) {}

    /**
     * @param secrets values of the services' secrets
     * @param ancestry how the first commit stands to the second
     */
    public Preview(
            Target target,
            Engine engine,
            ServiceSecrets secrets,
            Options options,
            BiFunction<String, String, Ancestry> ancestry) {
        this.target = target;
        this.secrets = secrets;
        this.snapshots = new Snapshots(engine);
        this.options = options;
        this.ancestry = ancestry;
    }

    /** The steps in the order of the workflow. */
    public Plan plan() {
        Set<String> references = new LinkedHashSet<>(ImagePlanner.references(target));
        references.addAll(ServicePlanner.references(target));
        references.addAll(VerifyPlanner.references(target));
        Snapshot seen = snapshots.services(target, references, secrets, options.services());
        List<Step> steps = new ArrayList<>(master(seen));
        Snapshot withMaster = with(seen, steps);
        if (!ImagePlanner.makesMaster(target)) {
            steps.addAll(new ImagePlanner(target, withMaster).branchImage().steps());
        }
        steps.addAll(new ServicePlanner(target, seen, options.services()).plan().steps());
        Snapshot later = with(seen, steps);
        List<Address> addresses = addresses(later);
        List<Step> verification = new VerifyPlanner(target, later, addresses)
                .plan(options.verifyAgain())
                .steps();
        steps.addAll(verification);
        steps.addAll(run(later, addresses, verification));
        return new Plan(steps);
    }

    private List<Step> master(Snapshot seen) {
        try {
            return new ImagePlanner(target, seen)
                    .masterImage(ImageRunner.stagesToKeep(target.configuration().image()), options.masterRefresh())
                    .steps();
        } catch (DrydockException e) {
            if (ImagePlanner.makesMaster(target)) {
                throw e;
            }
            return List.of(new Step.Skip("master image", e.what() + ": " + e.why()));
        }
    }

    private List<Step> run(Snapshot later, List<Address> addresses, List<Step> verification) {
        boolean verified = verification.stream().noneMatch(Step.Skip.class::isInstance);
        if (!verified && !options.runUnverified()) {
            return List.of(
                    new Step.Skip("run app", "only a verified image runs; -Ddocker.run.unverified=true overrides"));
        }
        try {
            return new AppPlanner(target, later, addresses, false)
                    .plan(standing(later))
                    .steps();
        } catch (DrydockException e) {
            if (e.outcome() != Outcome.SUPERSEDED) {
                throw e;
            }
            return List.of(new Step.Skip("run app", e.why()));
        }
    }

    private Ancestry standing(Snapshot later) {
        String mine = target.git().sourceHead().orElse(target.commit().sha());
        return later.container(target.environment().appContainer())
                .filter(ContainerState::running)
                .flatMap(AppRunner::commit)
                .filter(running -> !running.sha().equals(mine))
                .map(running -> ancestry.apply(mine, running.sha()))
                .orElse(Ancestry.NEWER);
    }

    private List<Address> addresses(Snapshot later) {
        return new Definitions(
                        target,
                        later,
                        later.network()
                                .map(n -> n.subnets().get(0))
                                .orElseGet(() ->
                                        Subnets.next(target.configuration().network(), later.subnets())))
                .addresses();
    }

    /** What was seen, and the images that these steps would make; of those nothing is known but their labels. */
    private static Snapshot with(Snapshot seen, List<Step> steps) {
        Map<String, ImageState> images = new LinkedHashMap<>(seen.images());
        for (Step step : steps) {
            if (step instanceof Step.BuildImage build) {
                images.put(build.build().reference(), image(build.build().labels()));
                build.build()
                        .tags()
                        .forEach(tag -> images.put(tag, image(build.build().labels())));
                build.build()
                        .stages()
                        .values()
                        .forEach(stage -> images.put(stage, image(build.build().labels())));
            } else if (step instanceof Step.PullImage pull) {
                images.put(pull.reference(), image(Map.of()));
            }
        }
        return seen.withImages(images);
    }

    private static ImageState image(Map<String, String> labels) {
        return new ImageState("(to be made)", List.of(), labels, ImageConfig.EMPTY, 0, 0, List.of());
    }
}
