package io.drydock.plan;

import io.drydock.model.App;
import io.drydock.model.state.ContainerSummary;
import io.drydock.model.state.ImageState;
import io.drydock.model.state.VolumeState;
import io.drydock.plan.LayerUse.Freed;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Plans what goes so that an amount of bytes is freed: what {@link PrunePlanner} plans, and where that frees less, images of the
 * app, the least valuable first as {@link Worth} has them, of equal worth the oldest first. It stops as soon as the amount is
 * reached, and what would free nothing stays.
 */
public final class PressurePlanner {

    private final App app;
    private final PrunePlanner.Objects objects;
    private final PrunePlanner.Rules rules;
    private final Sizes sizes;
    private final long wanted;
    private final Candidates candidates;

    /**
     * What images take on the engine.
     *
     * @param images all of the engine, whoever made them, with their layers
     * @param steps bytes that each step of an image's history added, the first step first, by the image's id; of this app's images
     */
    public record Sizes(List<ImageState> images, Map<String, List<Long>> steps) {

        LayerUse use() {
            return new LayerUse(images, steps);
        }
    }

    /**
     * What is freed, and how.
     *
     * @param plan the steps, in their order
     * @param wanted bytes that were to be freed
     * @param freed bytes that the plan's images free, or the least that it can be
     * @param exact whether it is no more than that
     */
    public record Relief(Plan plan, long wanted, long freed, boolean exact) {

        public boolean enough() {
            return freed >= wanted;
        }

        /** For example {@code at least 1.2 GB of 21.5 GB}. */
        public String amounts() {
            return new Freed(freed, exact) + " of " + new Freed(wanted, true);
        }
    }

    /**
     * @param wanted bytes to free
     */
    public PressurePlanner(App app, PrunePlanner.Objects objects, PrunePlanner.Rules rules, Sizes sizes, long wanted) {
        this.app = app;
        this.objects = objects;
        this.rules = rules;
        this.sizes = sizes;
        this.wanted = wanted;
        this.candidates = new Candidates(objects, rules);
    }

    /** The ordinary steps first. */
    public Relief plan() {
        Plan ordinary = new PrunePlanner(app, objects, rules).plan();
        List<String> removed = removedImages(ordinary);
        List<Candidate> chosen = useful(removed, choose(removed, candidates.after(ordinary)));
        LayerUse use = sizes.use();
        Freed freed = free(use, removed);
        List<Step> steps = new ArrayList<>(ordinary.steps());
        for (Candidate candidate : chosen) {
            Freed more = use.remove(candidate.image().id());
            steps.addAll(candidate.steps(more));
            freed = freed.plus(more);
        }
        steps.addAll(lostRecords(steps));
        return new Relief(new Plan(steps), wanted, freed.bytes(), freed.exact());
    }

    private List<Candidate> choose(List<String> removed, List<Candidate> all) {
        LayerUse use = sizes.use();
        long bytes = free(use, removed).bytes();
        List<Candidate> chosen = new ArrayList<>();
        for (Candidate candidate : all) {
            if (bytes >= wanted) {
                break;
            }
            bytes += use.remove(candidate.image().id()).bytes();
            chosen.add(candidate);
        }
        return chosen;
    }

    /** Without those that free nothing, neither by themselves nor by letting go what others share with them. */
    private List<Candidate> useful(List<String> removed, List<Candidate> chosen) {
        Freed all = total(removed, chosen);
        List<Candidate> useful = new ArrayList<>(chosen);
        for (Candidate candidate : chosen) {
            List<Candidate> without =
                    useful.stream().filter(c -> !c.equals(candidate)).toList();
            if (total(removed, without).bytes() == all.bytes()) {
                useful.remove(candidate);
            }
        }
        return useful;
    }

    private Freed total(List<String> removed, List<Candidate> chosen) {
        LayerUse use = sizes.use();
        return free(use, removed)
                .plus(free(use, chosen.stream().map(c -> c.image().id()).toList()));
    }

    private static Freed free(LayerUse use, List<String> ids) {
        return ids.stream().map(use::remove).reduce(Freed.NOTHING, Freed::plus);
    }

    /** Ids of the images that lose their last name. */
    private List<String> removedImages(Plan plan) {
        Set<String> references = references(plan.steps());
        return objects.images().stream()
                .filter(image -> references.contains(image.id())
                        || !image.tags().isEmpty() && references.containsAll(image.tags()))
                .map(ImageState::id)
                .toList();
    }

    private static Set<String> references(List<Step> steps) {
        return images(steps).stream().map(Step.RemoveImage::reference).collect(Collectors.toSet());
    }

    private static List<Step.RemoveImage> images(List<Step> steps) {
        return new Plan(steps).of(Step.RemoveImage.class);
    }

    /** Records of commits of which no image is left; the ordinary plan holds those of its own. */
    private List<Step> lostRecords(List<Step> steps) {
        Set<String> planned = new LinkedHashSet<>();
        new Plan(steps).of(Step.RemoveVolume.class).forEach(step -> planned.add(step.name()));
        Set<String> lost = Set.copyOf(ImagePruning.lostCommits(objects.images(), images(steps)));
        return objects.volumes().stream()
                .filter(volume -> candidates.recordOf(volume.labels(), lost))
                .filter(volume -> !candidates.held(volume.labels(), volume.name()))
                .map(VolumeState::name)
                .filter(name -> !planned.contains(name))
                .<Step>map(name -> new Step.RemoveVolume(name, PrunePlanner.LOST_RECORD))
                .toList();
    }

    /**
     * An image that may go, with the stopped containers that were made from it.
     *
     * @param worth how valuable it is
     */
    record Candidate(Worth worth, ImageState image, List<ContainerSummary> containers) {

        /** The image goes with its last name, so that one tells the bytes. */
        List<Step> steps(Freed freed) {
            List<Step> steps = new ArrayList<>();
            containers.forEach(c -> steps.add(new Step.RemoveContainer(c.id(), c.name(), worth.reason())));
            List<String> references = image.tags().isEmpty() ? List.of(image.id()) : image.tags();
            for (String reference : references) {
                boolean last = reference.equals(references.get(references.size() - 1));
                String told = last ? "frees " + freed : "one of its names";
                steps.add(new Step.RemoveImage(reference, worth.reason() + ", " + told));
            }
            return steps;
        }
    }
}
