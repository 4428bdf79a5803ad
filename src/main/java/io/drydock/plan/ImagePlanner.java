package io.drydock.plan;

import io.drydock.model.Commit;
import io.drydock.model.Environment;
import io.drydock.model.ImageName;
import io.drydock.model.Labels;
import io.drydock.model.state.ImageState;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Plans the master image and the branch image: built only where the image of that very commit is not there. */
public final class ImagePlanner {

    private static final String FINAL_STAGE = "";

    private final Target target;
    private final Snapshot snapshot;

    public ImagePlanner(Target target, Snapshot snapshot) {
        this.target = target;
        this.snapshot = snapshot;
    }

    /**
     * Whether this build makes the master image itself: it is on the master branch, and its tree is the commit's. A changed work
     * tree on the master branch is built as any branch is, on top of the master image.
     */
    public static boolean makesMaster(Target target) {
        return target.git().master() && !target.commit().dirty();
    }

    /** The environment of the master branch, where there is one. */
    public static Optional<Environment> master(Target target) {
        Optional<String> registry = target.configuration().registry();
        return target.git()
                .masterRef()
                .map(ref -> Environment.of(target.environment().app(), ref.branch(), registry));
    }

    /** References that both image goals look at. */
    public static List<String> references(Target target) {
        List<String> references = new ArrayList<>();
        references.add(target.environment().image(target.commit()).toString());
        suiteStages(target).values().forEach(references::add);
        master(target).ifPresent(m -> references.add(m.latest().toString()));
        return references.stream().distinct().toList();
    }

    /** The stages that suites run in, besides the app's own, each with the reference that it is kept under. */
    static Map<String, String> suiteStages(Target target) {
        Map<String, String> stages = new LinkedHashMap<>();
        target.configuration().verify().suites().stream()
                .flatMap(suite -> suite.target().stream())
                .filter(stage -> !target.configuration().image().target().equals(Optional.of(stage)))
                .forEach(stage -> stages.put(
                        stage,
                        target.environment().stageImage(target.commit(), stage).toString()));
        return stages;
    }

    /**
     * The master image.
     *
     * @param stages names of the stages that branch images start from, besides the last
     * @param refresh whether one of an older commit than master's is built anew
     */
    public Plan masterImage(List<String> stages, boolean refresh) {
        if (makesMaster(target)) {
            Set<String> kept = new LinkedHashSet<>(stages);
            kept.addAll(suiteStages(target).keySet());
            return ownMaster(List.copyOf(kept));
        }
        Optional<Environment> master = master(target);
        if (master.isEmpty()) {
            return new Plan(List.of(new Step.Skip(
                    "master image", "the repository has no master branch; -Ddocker.master.branch=<branch> names one")));
        }
        ImageName latest = master.get().latest();
        Optional<ImageState> there = snapshot.image(latest.toString());
        Commit commit = Commit.of(target.git().masterRef().orElseThrow().sha());
        there.ifPresent(image -> Ownership.require(image, latest.toString(), master.get()));
        boolean current = there.filter(
                        image -> commit.toString().equals(image.labels().get(Labels.IMAGE_COMMIT)))
                .isPresent();
        if (there.isPresent() && (current || !refresh)) {
            return new Plan(
                    List.of(new Step.UseImage(latest.toString(), there.get().id())));
        }
        String reason = there.isPresent() ? "master has moved" : "there is none";
        return new Plan(List.of(
                new Step.BuildImage(masterBuild(master.get(), commit, stages, Optional.of(commit.sha()), reason))));
    }

    private Plan ownMaster(List<String> stages) {
        Environment environment = target.environment();
        String reference = environment.image(target.commit()).toString();
        Optional<String> reason = absence(reference);
        List<Step> steps = new ArrayList<>();
        if (reason.isPresent()) {
            steps.add(new Step.BuildImage(
                    masterBuild(environment, target.commit(), stages, Optional.empty(), reason.get())));
        } else {
            steps.add(new Step.UseImage(
                    reference, snapshot.image(reference).orElseThrow().id()));
        }
        return new Plan(steps);
    }

    private ImageBuild masterBuild(
            Environment master, Commit commit, List<String> stages, Optional<String> tree, String reason) {
        Map<String, String> kept = new LinkedHashMap<>();
        List<String> tags = new ArrayList<>();
        tags.add(master.latest().toString());
        for (String stage : stages) {
            kept.put(stage, master.stageImage(commit, stage).toString());
        }
        return new ImageBuild(
                master.image(commit).toString(),
                tags,
                target.imageLabels(Labels.ROLE_MASTER, master, commit, stage()),
                target.configuration().image().target(),
                kept,
                tree,
                true,
                Optional.empty(),
                reason);
    }

    /** The branch image, and the stages that suites run in. */
    public Plan branchImage() {
        String reference = target.environment().image(target.commit()).toString();
        Optional<String> reason = absence(reference);
        Map<String, String> missing = new LinkedHashMap<>();
        suiteStages(target).forEach((stage, name) -> {
            if (reason.isPresent() || absence(name).isPresent()) {
                missing.put(stage, name);
            }
        });
        List<Step> steps = new ArrayList<>();
        if (reason.isEmpty() && missing.isEmpty()) {
            steps.add(new Step.UseImage(
                    reference, snapshot.image(reference).orElseThrow().id()));
            return new Plan(steps);
        }
        // The goal master-image makes master's image, without cache; here it only gets a stage that it lacks.
        boolean master = reason.isEmpty()
                && snapshot.image(reference)
                        .filter(image ->
                                Labels.ROLE_MASTER.equals(image.labels().get(Labels.IMAGE_ROLE)))
                        .isPresent();
        steps.add(new Step.BuildImage(new ImageBuild(
                reference,
                master ? List.of(target.environment().latest().toString()) : List.of(),
                target.imageLabels(
                        master ? Labels.ROLE_MASTER : Labels.ROLE_BRANCH,
                        target.environment(),
                        target.commit(),
                        stage()),
                target.configuration().image().target(),
                missing,
                Optional.empty(),
                false,
                masterInUse(),
                reason.orElse("stage " + String.join(", ", missing.keySet()) + " is not there"))));
        return new Plan(steps);
    }

    /** Dirty images of the branch that a new one takes the place of. */
    public static List<Step.RemoveImage> outdated(Target target, List<ImageState> ofBranch) {
        if (!target.commit().dirty()) {
            return List.of();
        }
        String current = target.environment().image(target.commit()).toString();
        return ofBranch.stream()
                .flatMap(image -> image.tags().stream())
                .filter(tag -> tag.contains("-dirty-") && !tag.equals(current) && !tag.startsWith(current + "-"))
                .map(tag -> new Step.RemoveImage(tag, "another work tree took its place"))
                .toList();
    }

    private String stage() {
        return target.configuration().image().target().orElse(FINAL_STAGE);
    }

    /**
     * A master image of another commit than the one that master is at.
     *
     * @param image the commit that it was built from, full sha
     * @param master the commit that master is at, full sha
     */
    public record Outdated(String image, String master) {}

    /** Whether the master image that a branch image starts from is of an older commit. */
    public Optional<Outdated> outdatedMaster() {
        return target.git()
                .masterRef()
                .flatMap(ref -> master(target)
                        .flatMap(m -> snapshot.image(m.latest().toString()))
                        .map(image -> image.labels().get(Labels.IMAGE_COMMIT))
                        .filter(commit -> !commit.equals(ref.sha()))
                        .map(commit -> new Outdated(commit, ref.sha())));
    }

    /** The master image, by the tag of its commit rather than the one that moves. */
    private Optional<String> masterInUse() {
        return master(target)
                .flatMap(m -> snapshot.image(m.latest().toString())
                        .map(image -> image.labels().get(Labels.IMAGE_COMMIT))
                        .map(commit -> m.image(Commit.parse(commit)).toString()));
    }

    /** Why the image of this commit must be built; empty where it is there: its tag and its full-sha label agree. */
    private Optional<String> absence(String reference) {
        Optional<ImageState> there = snapshot.image(reference);
        if (there.isEmpty()) {
            return Optional.of("not there");
        }
        Ownership.require(there.get(), reference, target.environment());
        String commit = there.get().labels().getOrDefault(Labels.IMAGE_COMMIT, "");
        return commit.equals(target.commit().toString())
                ? Optional.empty()
                : Optional.of("the tag carried commit " + commit);
    }
}
