package io.drydock.plan;

import io.drydock.model.App;
import io.drydock.model.Bytes;
import io.drydock.model.Labels;
import io.drydock.model.state.ImageState;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Chooses the images of an app that go. One that a container was made from, or that bears any name but its commit's, stays. */
final class ImagePruning {

    private static final Pattern OF_A_COMMIT = Pattern.compile("[0-9a-f]{7}(-dirty-[0-9a-f]+)?(-[A-Za-z0-9_.-]+)?");

    private final App app;
    private final List<ImageState> images;
    private final PrunePlanner.Rules rules;
    private final Pins pins;
    private final Predicate<Map<String, String>> gone;

    ImagePruning(
            App app,
            List<ImageState> images,
            PrunePlanner.Rules rules,
            Pins pins,
            Predicate<Map<String, String>> gone) {
        this.app = app;
        this.images = images;
        this.rules = rules;
        this.pins = pins;
        this.gone = gone;
    }

    /**
     * @param used ids of images that a container which stays was made from
     */
    List<Step.RemoveImage> plan(Set<String> used) {
        Map<String, List<ImageState>> byBranch = new LinkedHashMap<>();
        images.stream()
                .filter(image -> app.toString().equals(image.labels().get(Labels.IMAGE_APP)))
                .sorted(Comparator.comparingLong(ImageState::created).reversed())
                .forEach(image -> byBranch.computeIfAbsent(
                                image.labels().getOrDefault(Labels.IMAGE_SLUG, ""), slug -> new ArrayList<>())
                        .add(image));
        List<Step.RemoveImage> steps = new ArrayList<>();
        byBranch.values().forEach(ofBranch -> ofBranch(ofBranch, used, steps));
        return steps;
    }

    private void ofBranch(List<ImageState> newestFirst, Set<String> used, List<Step.RemoveImage> steps) {
        Set<String> commits = new LinkedHashSet<>();
        for (ImageState image : newestFirst) {
            if (!image.tags().isEmpty()) {
                commits.add(commit(image));
            }
            String reason = reason(image, commits.size());
            boolean goes = !reason.isEmpty()
                    && !used.contains(image.id())
                    && image.tags().stream().allMatch(tag -> ofACommit(image, tag));
            if (goes && !pins.hold(image)) {
                String told = reason + ", " + Bytes.human(image.size()) + " with what it shares";
                List<String> references = image.tags().isEmpty() ? List.of(image.id()) : image.tags();
                references.forEach(reference -> steps.add(new Step.RemoveImage(reference, told)));
            }
        }
    }

    /**
     * @param position 1: of the newest commit; all images of a commit are at its position
     */
    private String reason(ImageState image, int position) {
        long seconds = rules.now().getEpochSecond() - image.created();
        if (gone.test(image.labels())) {
            return "its branch is gone from the remote";
        }
        if (image.tags().isEmpty()) {
            return seconds > rules.keepFailed().toSeconds() ? "it has no name any more" : "";
        }
        if (position > rules.keepImages()) {
            return "beyond the newest " + rules.keepImages() + " of its branch";
        }
        boolean newestOfALivingBranch = position == 1 && !absent(image);
        return !newestOfALivingBranch && seconds > rules.age().toSeconds()
                ? "older than " + rules.age().toDays() + " days"
                : "";
    }

    /** Whether the remote has no such branch; whether it ever had is not known of an image alone. */
    private boolean absent(ImageState image) {
        String branch = image.labels().getOrDefault(Labels.IMAGE_BRANCH, "");
        return rules.branches().filter(there -> !there.contains(branch)).isPresent();
    }

    /** Any other tag was given by someone for a reason: latest, verified, production. */
    static boolean ofACommit(ImageState image, String reference) {
        return ofItsBranch(image, reference) && tag(reference).matches();
    }

    /** Whether it is in the repository of the image's branch. Images that were built on ours bear our labels, not our names. */
    static boolean ofItsBranch(ImageState image, String reference) {
        String repository =
                image.labels().get(Labels.IMAGE_APP) + "/" + image.labels().get(Labels.IMAGE_SLUG) + ":";
        int tag = reference.lastIndexOf(':') + 1;
        return ("/" + reference.substring(0, tag)).endsWith("/" + repository);
    }

    /** Whether it names a stage of a commit's image, or what was derived from one. */
    static boolean ofAStage(String reference) {
        Matcher tag = tag(reference);
        return tag.matches() && tag.group(2) != null;
    }

    private static Matcher tag(String reference) {
        return OF_A_COMMIT.matcher(reference.substring(reference.lastIndexOf(':') + 1));
    }

    private static String commit(ImageState image) {
        return image.labels().getOrDefault(Labels.IMAGE_COMMIT, "");
    }

    /** Commits of which no image is left once these are removed. */
    static List<String> lostCommits(List<ImageState> images, List<Step.RemoveImage> removed) {
        Set<String> references = new LinkedHashSet<>();
        removed.forEach(step -> references.add(step.reference()));
        List<ImageState> left = images.stream()
                .filter(image -> image.tags().stream().anyMatch(tag -> !references.contains(tag)))
                .toList();
        return images.stream()
                .map(ImagePruning::commit)
                .filter(commit -> left.stream().noneMatch(image -> commit(image).equals(commit)))
                .distinct()
                .toList();
    }
}
