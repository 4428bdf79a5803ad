package io.drydock.plan;

import io.drydock.model.Branch;
import io.drydock.model.Labels;
import io.drydock.model.state.ContainerSummary;
import io.drydock.model.state.ImageState;
import io.drydock.model.state.NetworkState;
import io.drydock.model.state.VolumeState;
import io.drydock.plan.PressurePlanner.Candidate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which images of an app may go under pressure, and how valuable each is.
 *
 * <p>None goes that a container was made from, previous app versions excepted; that is pinned, or of a branch that somebody builds,
 * or of another remote's; that bears a name which somebody gave it ({@code latest}, {@code production}); or that is the newest of
 * master, of the branch that is checked out, or of a branch of which anything runs.
 */
final class Candidates {

    private static final String VERIFIED = "verified";

    private final PrunePlanner.Objects objects;
    private final PrunePlanner.Rules rules;
    private final Pins pins;
    private final LockSigns locks;
    private final Map<String, String> newest;
    private final Map<String, Set<String>> remotes;

    Candidates(PrunePlanner.Objects objects, PrunePlanner.Rules rules) {
        this.objects = objects;
        this.rules = rules;
        this.pins = new Pins(rules.pins());
        this.locks = new LockSigns(objects.containers(), objects.volumes(), rules.now());
        this.newest = newestCommits(objects.images());
        this.remotes = Stream.of(
                        objects.containers().stream().map(ContainerSummary::labels),
                        objects.volumes().stream().map(VolumeState::labels),
                        objects.networks().stream().map(NetworkState::labels))
                .flatMap(labels -> labels)
                .filter(labels -> labels.containsKey(Labels.REMOTE))
                .collect(Collectors.groupingBy(
                        labels -> labels.getOrDefault(Labels.BRANCH, ""),
                        Collectors.mapping(labels -> labels.get(Labels.REMOTE), Collectors.toSet())));
    }

    /** Newest commit by slug. What was derived from a commit's image is made later than it, and tells nothing. */
    private static Map<String, String> newestCommits(List<ImageState> images) {
        Map<String, String> commits = new LinkedHashMap<>();
        images.stream()
                .filter(image -> !image.tags().isEmpty() && !role(image).equals(Labels.ROLE_SEED))
                .sorted(Comparator.comparingLong(ImageState::created).reversed())
                .forEach(image -> commits.putIfAbsent(slug(image), commit(image)));
        return commits;
    }

    /** Those that are left once a plan is carried out, the least valuable first. */
    List<Candidate> after(Plan plan) {
        Set<String> goneContainers = plan.of(Step.RemoveContainer.class).stream()
                .map(Step.RemoveContainer::id)
                .collect(Collectors.toSet());
        Set<String> goneNames = plan.of(Step.RemoveImage.class).stream()
                .map(Step.RemoveImage::reference)
                .collect(Collectors.toSet());
        List<Candidate> candidates = new ArrayList<>();
        for (ImageState image : objects.images()) {
            boolean stays =
                    !goneNames.contains(image.id()) && image.tags().stream().noneMatch(goneNames::contains);
            if (stays && !pins.hold(image) && !busy(branch(image)) && !foreign(branch(image))) {
                users(image, goneContainers)
                        .flatMap(users -> candidate(image, users))
                        .ifPresent(candidates::add);
            }
        }
        candidates.sort(Comparator.comparing(Candidate::worth)
                .thenComparingLong(candidate -> candidate.image().created()));
        return candidates;
    }

    /** The containers that an image was made into; empty where one of them has to stay. */
    private Optional<List<ContainerSummary>> users(ImageState image, Set<String> gone) {
        Map<String, ContainerSummary> ours = objects.containers().stream()
                .collect(Collectors.toMap(ContainerSummary::id, Function.identity(), (one, same) -> one));
        List<ContainerSummary> users = new ArrayList<>();
        for (Map.Entry<String, String> user : objects.users().entrySet()) {
            if (user.getValue().equals(image.id()) && !gone.contains(user.getKey())) {
                ContainerSummary container = ours.get(user.getKey());
                if (container == null || !previousApp(container) || held(container.labels(), container.name())) {
                    return Optional.empty();
                }
                users.add(container);
            }
        }
        return Optional.of(users);
    }

    private Optional<Candidate> candidate(ImageState image, List<ContainerSummary> users) {
        return worth(image, users).map(worth -> new Candidate(worth, image, users));
    }

    private Optional<Worth> worth(ImageState image, List<ContainerSummary> users) {
        boolean verified = image.tags().stream().anyMatch(Candidates::verified);
        boolean otherNames = !image.tags().stream()
                .allMatch(tag ->
                        ImagePruning.ofACommit(image, tag) || verified(tag) && ImagePruning.ofItsBranch(image, tag));
        boolean newestOfBranch = commit(image).equals(newest.get(slug(image)));
        boolean kept = !users.isEmpty();
        if (otherNames
                || kept && (newestOfBranch || verified)
                || !kept && image.tags().isEmpty()) {
            return Optional.empty();
        }
        if (kept || !newestOfBranch && !verified) {
            return Optional.of(kept ? Worth.PREVIOUS_APP : Worth.OLDER_COMMIT);
        }
        if (role(image).equals(Labels.ROLE_SEED)) {
            return locks.anyHeld() ? Optional.empty() : Optional.of(Worth.STAGE);
        }
        return own(branch(image)) || runs(branch(image)) ? Optional.empty() : Optional.of(idle(image, verified));
    }

    private static Worth idle(ImageState image, boolean verified) {
        if (verified) {
            return Worth.VERIFIED;
        }
        return image.tags().stream().allMatch(ImagePruning::ofAStage) ? Worth.STAGE : Worth.IDLE;
    }

    /** A version of the app that the current one took over from. */
    private boolean previousApp(ContainerSummary container) {
        String slug = container.labels().getOrDefault(Labels.SLUG, "");
        String app = container.labels().getOrDefault(Labels.APP, "") + "." + slug + ".app";
        List<ContainerSummary> same = objects.containers().stream()
                .filter(c -> slug.equals(c.labels().get(Labels.SLUG)))
                .toList();
        return Labels.ROLE_APP.equals(container.labels().get(Labels.ROLE))
                && container.ended()
                && !container.name().equals(app)
                && FailedRuns.app(same, app).isPresent()
                && !FailedRuns.candidates(same, app).contains(container);
    }

    /** Whether a volume is the record of one of these commits. */
    boolean recordOf(Map<String, String> labels, Set<String> commits) {
        return Labels.ROLE_RECORD.equals(labels.get(Labels.ROLE))
                && commits.contains(labels.getOrDefault(Labels.COMMIT, ""));
    }

    /** Whether a container or volume has to stay: it is pinned, another remote's, or its branch is being built. */
    boolean held(Map<String, String> labels, String name) {
        Optional<String> remote = Optional.ofNullable(labels.get(Labels.REMOTE));
        return pins.hold(labels, name)
                || busy(labels.getOrDefault(Labels.BRANCH, ""))
                || remote.isPresent() && !remote.equals(rules.remote());
    }

    private boolean busy(String branch) {
        return locks.heldOn(branch);
    }

    /** Images do not tell their remote; where all else of the branch is another's, so are they. */
    private boolean foreign(String branch) {
        Set<String> known = remotes.getOrDefault(branch, Set.of());
        return !known.isEmpty() && rules.remote().filter(known::contains).isEmpty();
    }

    private boolean own(String branch) {
        return rules.own().stream().map(Branch::toString).anyMatch(branch::equals);
    }

    private boolean runs(String branch) {
        return objects.containers().stream()
                .anyMatch(c -> branch.equals(c.labels().get(Labels.BRANCH)) && !c.ended() && !Lock.isOne(c.labels()));
    }

    private static boolean verified(String reference) {
        return reference.endsWith(":" + VERIFIED);
    }

    private static String branch(ImageState image) {
        return image.labels().getOrDefault(Labels.IMAGE_BRANCH, "");
    }

    private static String slug(ImageState image) {
        return image.labels().getOrDefault(Labels.IMAGE_SLUG, "");
    }

    private static String commit(ImageState image) {
        return image.labels().getOrDefault(Labels.IMAGE_COMMIT, "");
    }

    private static String role(ImageState image) {
        return image.labels().getOrDefault(Labels.IMAGE_ROLE, "");
    }
}
