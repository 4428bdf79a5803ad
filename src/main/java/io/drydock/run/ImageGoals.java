package io.drydock.run;

import io.drydock.model.Commit;
import io.drydock.model.DrydockException;
import io.drydock.model.Labels;
import io.drydock.model.Outcome;
import io.drydock.model.result.ImageResult;
import io.drydock.model.state.ImageState;
import io.drydock.plan.ImagePlanner;
import io.drydock.plan.Lock;
import io.drydock.plan.Plan;
import io.drydock.plan.Snapshot;
import io.drydock.plan.Step;
import io.drydock.plan.Target;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;

/** The part of the workflow that makes images: master's and the branch's. */
final class ImageGoals {

    private final Job job;
    private final Target target;
    private final RunState state;
    private final Workflow.Options options;
    private final ImageRunner images;
    private final Snapshots snapshots;
    private final SharedMaster shared;
    private final Locks locks;

    ImageGoals(Job job, RunState state, Workflow.Options options, ImageRunner images) {
        this.job = job;
        this.target = job.target();
        this.state = state;
        this.options = options;
        this.images = images;
        this.snapshots = new Snapshots(job.engine());
        this.shared = new SharedMaster(job);
        this.locks = new Locks(job.engine(), job.events(), Time.SYSTEM);
    }

    /** Makes the master image where it is not there. On another branch, what goes wrong with it is only a warning. */
    void masterImage() throws InterruptedException {
        Snapshot snapshot = images();
        boolean own = ImagePlanner.makesMaster(target);
        try {
            List<String> stages =
                    ImageRunner.stagesToKeep(target.configuration().image());
            Optional<ImageResult> result =
                    made(snapshot, seen -> new ImagePlanner(target, seen).masterImage(stages, options.masterRefresh()));
            if (own) {
                result.ifPresent(state::image);
            } else if (result.isPresent()) {
                state.masterReady();
            }
        } catch (DrydockException e) {
            if (own || e.outcome() == Outcome.ENGINE_ERROR) {
                throw e;
            }
            job.events()
                    .warn("no master image: " + e.what() + ": " + e.why() + "; the branch image is built without one");
        }
    }

    /** Makes the branch image where it is not there. */
    void branchImage() throws InterruptedException {
        Snapshot snapshot = images();
        tellAge(snapshot);
        Optional<ImageResult> result = made(snapshot, seen -> new ImagePlanner(target, seen).branchImage());
        if (result.isPresent()) {
            state.image(result.get());
            removeOutdated();
        }
    }

    /** Says how far behind the master image is that a branch image is about to be built on. */
    private void tellAge(Snapshot snapshot) {
        ImagePlanner planner = new ImagePlanner(target, snapshot);
        boolean onMaster = planner.branchImage().of(Step.BuildImage.class).stream()
                .anyMatch(step -> step.build().master().isPresent());
        planner.outdatedMaster().filter(outdated -> onMaster).ifPresent(outdated -> {
            OptionalInt commits = images.commitsBetween(outdated.image(), outdated.master());
            String distance = commits.isPresent() && commits.getAsInt() > 0
                    ? commits.getAsInt() + (commits.getAsInt() == 1 ? " commit" : " commits") + " behind"
                    : "not of";
            job.events()
                    .note("the master image is of commit "
                            + Commit.parse(outdated.image()).short7() + ", " + distance + " master's "
                            + Commit.parse(outdated.master()).short7()
                            + "; -Ddocker.master.refresh=true builds it anew");
        });
    }

    /**
     * Makes what is planned; empty where it is only told. Of many builds that miss the same image one builds it, and the others
     * look again once it has ended: where it failed, the next one builds.
     */
    private Optional<ImageResult> made(Snapshot snapshot, Function<Snapshot, Plan> planner)
            throws InterruptedException {
        Plan plan = planner.apply(snapshot);
        if (options.told(plan)) {
            return Optional.empty();
        }
        while (plan.contains(Step.BuildImage.class)) {
            Lock lock =
                    Lock.onImage(target, plan.of(Step.BuildImage.class).get(0).build());
            Optional<ImageResult> result = locks.alone(lock, () -> images(planner.apply(again())));
            if (result.isPresent()) {
                return result;
            }
            plan = planner.apply(again());
        }
        return Optional.of(images(plan));
    }

    /** A fresh look; the registry has been asked already. */
    private Snapshot again() {
        return snapshots.images(ImagePlanner.references(target));
    }

    /** Those of this process. */
    Locks locks() {
        return locks;
    }

    /** The images that both image goals look at; with a registry, those that are missing are looked for there. */
    private Snapshot images() {
        List<String> references = ImagePlanner.references(target);
        Snapshot snapshot = snapshots.images(references);
        boolean registry = target.configuration().registry().isPresent() && options.pull();
        List<String> missing =
                references.stream().filter(r -> snapshot.image(r).isEmpty()).toList();
        if (!registry || options.dryRun().isPresent() || missing.isEmpty()) {
            return snapshot;
        }
        ImagePuller puller = new ImagePuller(job);
        List<String> found = missing.stream().filter(puller::find).toList();
        boolean master = ImagePlanner.master(target)
                .filter(m -> found.contains(m.latest().toString()))
                .isPresent();
        if (master) {
            shared.complete(ImageRunner.stagesToKeep(target.configuration().image()));
        }
        return found.isEmpty() ? snapshot : snapshots.images(references);
    }

    private void removeOutdated() {
        if (target.commit().dirty()) {
            List<ImageState> ofBranch = job.engine()
                    .images()
                    .list(Map.of(
                            Labels.IMAGE_APP, target.environment().app().toString(),
                            Labels.IMAGE_SLUG, target.environment().slug().toString()));
            ImagePlanner.outdated(target, ofBranch).forEach(step -> {
                if (!job.engine().images().remove(step.reference())) {
                    job.events().note("image " + step.reference() + " is still in use and stays");
                }
            });
        }
    }

    private ImageResult images(Plan plan) throws InterruptedException {
        ImageResult result = new ImageResult("", "", false, Optional.empty(), Optional.empty());
        for (Step step : plan.steps()) {
            if (step instanceof Step.UseImage use) {
                job.events().note("image " + use.reference() + " is there: nothing to build");
                result = new ImageResult(use.reference(), use.id(), false, Optional.empty(), Optional.empty());
            } else if (step instanceof Step.BuildImage build) {
                if (build.build().reason().startsWith("the tag carried")) {
                    job.events()
                            .warn("image " + build.build().reference() + " is built anew: "
                                    + build.build().reason());
                }
                result = images.build(build.build());
                shared.push(build.build());
            } else if (step instanceof Step.Skip skip) {
                job.events().warn(skip.what() + " left out: " + skip.reason());
            }
        }
        return result;
    }
}
