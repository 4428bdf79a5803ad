package io.drydock.plan;

import io.drydock.model.App;
import io.drydock.model.Branch;
import io.drydock.model.Labels;
import io.drydock.model.state.ContainerSummary;
import io.drydock.model.state.ImageState;
import io.drydock.model.state.NetworkState;
import io.drydock.model.state.VolumeState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Plans what of one app is no longer needed: environments whose branch was on the remote and is gone, containers of failed runs
 * whose time is over, images beyond those to keep.
 *
 * <p>Of a branch that lives nothing that runs is touched, nor what it runs from. What bears no label of ours, or another app's or
 * another remote's, is not looked at.
 */
public final class PrunePlanner {

    /**
     * What there is of the app on the engine.
     *
     * @param containers that bear our labels, of this app
     * @param volumes of this app
     * @param networks of this app
     * @param images of this app
     * @param users ids of all containers, whoever made them, with that of the image that each was made from
     */
    public record Objects(
            List<ContainerSummary> containers,
            List<VolumeState> volumes,
            List<NetworkState> networks,
            List<ImageState> images,
            Map<String, String> users) {}

    /**
     * How to choose.
     *
     * @param remote hash of this repository's origin
     * @param branches that the origin has; empty: it did not answer, and no environment goes
     * @param own branches that stay in any case: master and the one that is checked out
     * @param keepImages how many images of a branch stay
     * @param keepFailed how long a failed run's containers stay
     * @param age images older than this go
     * @param pins what stays in any case, with commas between
     * @param now the moment by the engine's clock, which its objects bear
     */
    public record Rules(
            Optional<String> remote,
            Optional<List<String>> branches,
            Set<Branch> own,
            int keepImages,
            Duration keepFailed,
            Duration age,
            Optional<String> pins,
            Instant now) {}

    static final String LOST_RECORD = "the record of an image that goes";

    private final App app;
    private final Objects objects;
    private final Rules rules;
    private final Pins pins;
    private final LockSigns locks;

    public PrunePlanner(App app, Objects objects, Rules rules) {
        this.app = app;
        this.objects = objects;
        this.rules = rules;
        this.pins = new Pins(rules.pins());
        this.locks = new LockSigns(objects.containers(), objects.volumes(), rules.now());
    }

    /** Containers first, then volumes, networks, images. */
    public Plan plan() {
        List<Step> steps = new ArrayList<>();
        for (ContainerSummary container : objects.containers()) {
            reason(container)
                    .filter(r -> !pins.hold(container.labels(), container.name()))
                    .ifPresent(reason -> steps.add(new Step.RemoveContainer(container.id(), container.name(), reason)));
        }
        List<Step.RemoveImage> images =
                new ImagePruning(app, objects.images(), rules, pins, this::gone).plan(stillUsed(new Plan(steps)));
        Set<String> commits = Set.copyOf(ImagePruning.lostCommits(objects.images(), images));
        for (VolumeState volume : objects.volumes()) {
            reason(volume, commits)
                    .filter(r -> !pins.hold(volume.labels(), volume.name()))
                    .ifPresent(reason -> steps.add(new Step.RemoveVolume(volume.name(), reason)));
        }
        for (NetworkState network : objects.networks()) {
            reason(network.labels())
                    .filter(r -> !pins.hold(network.labels(), network.name()))
                    .ifPresent(reason -> steps.add(new Step.RemoveNetwork(network.id(), network.name(), reason)));
        }
        steps.addAll(images);
        return new Plan(steps);
    }

    private Set<String> stillUsed(Plan removals) {
        Set<String> removed = removals.of(Step.RemoveContainer.class).stream()
                .map(Step.RemoveContainer::id)
                .collect(Collectors.toSet());
        return objects.users().entrySet().stream()
                .filter(user -> !removed.contains(user.getKey()))
                .map(Map.Entry::getValue)
                .collect(Collectors.toSet());
    }

    private Optional<String> reason(ContainerSummary container) {
        if (Lock.isOne(container.labels())) {
            return locks.abandoned(container.id()) ? Optional.of(LockSigns.REASON) : Optional.empty();
        }
        Optional<String> common = reason(container.labels());
        if (common.isPresent()) {
            return common;
        }
        boolean failed = FailedRuns.suites(List.of(container)).size() > 0
                || Labels.ROLE_SHELL.equals(container.labels().get(Labels.ROLE))
                || failedApp(container);
        return failed && old(container.createdAt()) && !container.running()
                ? Optional.of(failedReason())
                : Optional.empty();
    }

    private boolean old(Instant created) {
        return created.plus(rules.keepFailed()).isBefore(rules.now());
    }

    private String failedReason() {
        return "a failed run of more than " + hours(rules.keepFailed()) + " ago";
    }

    /** Of an object of whatever kind: its branch is gone, or the suite whose own it was. */
    private Optional<String> reason(Map<String, String> labels) {
        if (gone(labels)) {
            return Optional.of(goneReason(labels));
        }
        return SuiteParts.isOne(labels) && outlived(labels) ? Optional.of(failedReason()) : Optional.empty();
    }

    private boolean outlived(Map<String, String> part) {
        List<ContainerSummary> suites = SuiteParts.suites(part, objects.containers());
        boolean abandoned = suites.isEmpty()
                && SuiteParts.abandoned(part, objects.containers())
                && old(EnvironmentReading.time(part));
        boolean withItsSuite = !suites.isEmpty()
                && suites.stream()
                        .allMatch(suite -> reason(suite).isPresent() && !pins.hold(suite.labels(), suite.name()));
        return abandoned || withItsSuite;
    }

    /** A new version that did not take over; a previous one is the matter of {@code docker:run}. */
    private boolean failedApp(ContainerSummary container) {
        String slug = container.labels().getOrDefault(Labels.SLUG, "");
        List<ContainerSummary> same = objects.containers().stream()
                .filter(c -> slug.equals(c.labels().get(Labels.SLUG)))
                .toList();
        return FailedRuns.candidates(same, app + "." + slug + ".app").contains(container);
    }

    private Optional<String> reason(VolumeState volume, Set<String> lostCommits) {
        if (Lock.isOne(volume.labels())) {
            boolean abandoned = locks.abandoned(volume.labels().getOrDefault(Labels.LOCK, ""));
            return abandoned ? Optional.of(LockSigns.REASON) : Optional.empty();
        }
        Optional<String> common = reason(volume.labels());
        if (common.isPresent()) {
            return common;
        }
        boolean record = Labels.ROLE_RECORD.equals(volume.labels().get(Labels.ROLE));
        return record && lostCommits.contains(volume.labels().getOrDefault(Labels.COMMIT, ""))
                ? Optional.of(LOST_RECORD)
                : Optional.empty();
    }

    /** Whether the branch of an object was on this remote and is no more, and nobody is building it. */
    private boolean gone(Map<String, String> labels) {
        String branch = labels.getOrDefault(Labels.BRANCH, labels.getOrDefault(Labels.IMAGE_BRANCH, ""));
        return !branch.isEmpty()
                && rules.own().stream().noneMatch(own -> own.toString().equals(branch))
                && rules.branches().filter(there -> !there.contains(branch)).isPresent()
                && !locks.heldOn(branch)
                && pushed(branch);
    }

    /** Only what was made from this remote while the branch was there tells that it was. */
    private boolean pushed(String branch) {
        return Stream.of(
                        objects.containers().stream().map(ContainerSummary::labels),
                        objects.volumes().stream().map(VolumeState::labels),
                        objects.networks().stream().map(NetworkState::labels))
                .flatMap(labels -> labels)
                .filter(labels -> branch.equals(labels.get(Labels.BRANCH)))
                .anyMatch(labels -> "true".equals(labels.get(Labels.PUSHED))
                        && rules.remote().isPresent()
                        && rules.remote().equals(Optional.ofNullable(labels.get(Labels.REMOTE))));
    }

    private static String goneReason(Map<String, String> labels) {
        return "branch " + labels.getOrDefault(Labels.BRANCH, "") + " is gone from the remote";
    }

    private static String hours(Duration time) {
        return time.toHours() > 0 ? time.toHours() + " h" : time.toMinutes() + " min";
    }
}
