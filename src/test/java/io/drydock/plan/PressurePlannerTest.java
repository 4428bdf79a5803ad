package io.drydock.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.drydock.model.App;
import io.drydock.model.Branch;
import io.drydock.model.Labels;
import io.drydock.model.state.ContainerSummary;
import io.drydock.model.state.ImageConfig;
import io.drydock.model.state.ImageState;
import io.drydock.model.state.NetworkState;
import io.drydock.model.state.VolumeState;
import io.drydock.plan.PressurePlanner.Relief;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What goes where room is needed, in which order, and what stays whatever is wanted. */
class PressurePlannerTest {

    private static final long ALL = Long.MAX_VALUE;

    private final List<ContainerSummary> containers = new ArrayList<>();
    private final List<VolumeState> volumes = new ArrayList<>();
    private final List<NetworkState> networks = new ArrayList<>();
    private final List<ImageState> images = new ArrayList<>();
    private final List<ImageState> foreign = new ArrayList<>();
    private final Map<String, List<Long>> steps = new LinkedHashMap<>();
    private Optional<String> pins = Optional.empty();

    @Test
    void nothingMoreGoesWhereTheOrdinaryPruneFreesEnough() {
        image("gone", 1, 90, List.of("a"), 100, tag("gone", 1));
        containers.add(Listed.on("gone", sha(1)).service("db", false, 5));
        image("alive", 2, 80, List.of("b"), 100, tag("alive", 2));
        image("alive", 3, 70, List.of("c"), 100, tag("alive", 3));

        assertThat(removedImages(plan(100))).containsExactly(tag("gone", 1));
        assertThat(plan(100).amounts()).isEqualTo("100 B of 100 B");
    }

    @Test
    void theLeastValuableGoesFirstAndEachTellsItsBytes() {
        image("idle", 1, 99, List.of("a"), 10, tag("idle", 1), "shop/idle:verified");
        image("fresh", 2, 98, List.of("b"), 20, tag("fresh", 2));
        image("fresh", 2, 97, List.of("c"), 30, tag("fresh", 2) + "-build");
        image("alive", 4, 96, List.of("d"), 40, tag("alive", 4));
        image("alive", 5, 95, List.of("e"), 50, tag("alive", 5));
        image("alive", 6, 94, List.of("f"), 60, tag("alive", 6));
        containers.add(using(Listed.on("alive", sha(6)).app(1), 6));
        containers.add(using(Listed.on("alive", sha(4)).stoppedApp("shop.alive." + sha7(4), 0, 9), 4));
        volumes.add(Listed.on("alive", sha(5)).record(5));

        assertThat(told(plan(ALL)))
                .containsExactly(
                        "remove image " + tag("alive", 5) + " (of an older commit, frees 50 B)",
                        "remove container shop.alive." + sha7(4) + " (a previous version of the app)",
                        "remove image " + tag("alive", 4) + " (a previous version of the app, frees 40 B)",
                        "remove image " + tag("fresh", 2)
                                + "-build (a stage, which the next build makes again, frees 30 B)",
                        "remove image " + tag("fresh", 2) + " (of a branch of which nothing runs, frees 20 B)",
                        "remove image " + tag("idle", 1)
                                + " (the verified image of a branch of which nothing runs, one of its names)",
                        "remove image shop/idle:verified"
                                + " (the verified image of a branch of which nothing runs, frees 10 B)",
                        "remove volume shop.alive." + sha7(5) + ".record (the record of an image that goes)");
        assertThat(plan(ALL).enough()).isFalse();
        assertThat(removedImages(plan(51))).containsExactly(tag("alive", 5), tag("alive", 4));
        assertThat(removedImages(plan(50))).containsExactly(tag("alive", 5));
    }

    @Test
    void aLayerCountsWhenTheLastImageThatHasItGoesAndWhatFreesNothingStays() {
        foreign.add(state(50, "theirs", 1, 0, List.of("base"), 1000, Map.of(), "debian:12"));
        chain("alive", 1, 99, List.of("base", "shared", "one"), List.of(1000L, 100L, 1L));
        chain("alive", 2, 98, List.of("base", "shared", "two"), List.of(1000L, 100L, 2L));
        chain("alive", 3, 97, List.of("base", "shared", "two"), List.of(1000L, 100L, 2L));
        chain("alive", 4, 96, List.of("base", "four"), List.of(1000L, 4L));
        chain("alive", 5, 95, List.of("base"), List.of(1000L));
        containers.add(Listed.on("alive", sha(9)).service("db", true, 5));
        chain("alive", 9, 1, List.of("own"), List.of(9L));

        assertThat(told(plan(ALL)))
                .containsExactly(
                        "remove image " + tag("alive", 1) + " (of an older commit, frees 1 B)",
                        "remove image " + tag("alive", 2) + " (of an older commit, frees 0 B)",
                        "remove image " + tag("alive", 3) + " (of an older commit, frees 102 B)",
                        "remove image " + tag("alive", 4) + " (of an older commit, frees 4 B)");
        assertThat(plan(ALL).freed()).isEqualTo(107);
        assertThat(plan(ALL).exact()).isTrue();
    }

    @Test
    void whereStepsDoNotTellWhichLayerTheyMadeTheLeastIsCountedAndSaid() {
        foreign.add(state(50, "theirs", 1, 0, List.of("base", "empty"), 1000, Map.of(), "theirs:1"));
        chain("alive", 1, 99, List.of("base", "empty", "one"), List.of(1000L, 0L, 7L));
        chain("alive", 9, 1, List.of("own"), List.of(9L));
        containers.add(Listed.on("alive", sha(9)).service("db", true, 5));

        assertThat(told(plan(5))).isEmpty();
        assertThat(plan(5).amounts()).isEqualTo("0 B of 5 B");

        foreign.clear();
        foreign.add(state(50, "theirs", 1, 0, List.of("base"), 1000, Map.of(), "theirs:1"));
        assertThat(told(plan(5)))
                .containsExactly("remove image " + tag("alive", 1) + " (of an older commit, frees at least 7 B)");
        assertThat(plan(5).amounts()).isEqualTo("at least 7 B of 5 B");
    }

    @Test
    void whatIsUsedPinnedLockedNamedMastersOwnOrOthersStaysWhateverIsWanted() {
        image("master", 1, 99, List.of("a"), 10, tag("master", 1), "shop/master:latest");
        image("here", 2, 99, List.of("b"), 10, tag("here", 2));
        image("alive", 3, 99, List.of("c"), 10, tag("alive", 3), "shop/alive:production");
        image("alive", 4, 98, List.of("d"), 10, "theirs/tool:" + sha7(4));
        image("alive", 5, 7, List.of("e"), 10);
        image("alive", 6, 96, List.of("f"), 10, tag("alive", 6));
        containers.add(using(Listed.on("alive", sha(6)).suite("unit", 1, 5), 6));
        image("pinned", 7, 95, List.of("g"), 10, tag("pinned", 7));
        pins = Optional.of("pinned");
        image("busy", 8, 94, List.of("h"), 10, tag("busy", 8));
        containers.add(Listed.on("busy", sha(8)).lock(1));
        image("master", 1, 93, List.of("i"), 10, tag("master", 1) + "-build_1234567890");
        image("fork", 10, 92, List.of("j"), 10, tag("fork", 10));
        volumes.add(ofAnotherRemote(Listed.on("fork", sha(10)).record(5)));
        image("serving", 11, 91, List.of("k"), 10, tag("serving", 11));
        containers.add(Listed.on("serving", sha(11)).service("db", true, 5));

        assertThat(told(plan(ALL))).isEmpty();
    }

    @Test
    void aSeedOfMastersImageGoesWhereNobodyBuilds() {
        image("master", 1, 99, List.of("a"), 10, tag("master", 1), "shop/master:latest");
        images.add(seed(2, 1, "b"));
        steps.put("sha256:2", List.of(5L));

        assertThat(removedImages(plan(ALL))).containsExactly(tag("master", 1) + "-build_0123456789");
    }

    @Test
    void whateverThereIsProtectedOnesStayAndNoMoreGoesThanIsNeededByOne() {
        Random random = new Random(20260203);
        int reached = 0;
        for (int round = 0; round < 400; round++) {
            List<Long> sizesOfLayers = IntStream.range(0, 12)
                    .mapToObj(i -> 1L + random.nextInt(1000))
                    .toList();
            clear();
            for (int i = 1; i <= 14; i++) {
                generate(random, i, sizesOfLayers);
            }
            foreign.add(state(99, "theirs", 1, 0, path(random.nextInt(4)), 1, Map.of(), "theirs:1"));
            Relief all = plan(ALL);
            long wanted = 1 + random.nextInt((int) all.freed() + 500);
            Relief some = plan(wanted);

            assertThat(some.enough()).isEqualTo(all.freed() >= wanted);
            assertThat(some.freed()).isEqualTo(reallyFreed(some, sizesOfLayers));
            assertThat(removedIds(all)).doesNotContainAnyElementsOf(protectedImages());
            assertThat(removedIds(all)).containsAll(removedIds(some));
            List<String> extra = new ArrayList<>(removedIds(some));
            extra.removeAll(removedIds(plan(0)));
            if (some.enough() && !extra.isEmpty()) {
                reached++;
                Set<String> withoutLast = new LinkedHashSet<>(removedIds(some));
                withoutLast.remove(extra.get(extra.size() - 1));
                assertThat(bytesOf(withoutLast, sizesOfLayers)).isLessThan(wanted);
            }
        }
        assertThat(reached).isGreaterThan(50);
    }

    private void generate(Random random, int i, List<Long> sizesOfLayers) {
        String branch =
                List.of("master", "here", "alive", "idle", "busy", "serving").get(random.nextInt(6));
        int depth = 1 + random.nextInt(4);
        List<String> layers = new ArrayList<>(path(random.nextInt(depth + 1)));
        if (layers.size() < depth) {
            layers.add("own" + random.nextInt(8));
        }
        List<Long> each = layers.stream().map(l -> size(l, sizesOfLayers)).toList();
        List<String> tags = new ArrayList<>(List.of(tag(branch, i)));
        String other = "shop/" + branch + ":" + (random.nextBoolean() ? "verified" : "keep");
        if (random.nextInt(4) == 0
                && images.stream().noneMatch(image -> image.tags().contains(other))) {
            tags.add(other);
        }
        chain(branch, i, random.nextInt(100), layers, each, tags.toArray(String[]::new));
        Listed listed = Listed.on(branch, sha(i));
        switch (random.nextInt(6)) {
            case 0 -> containers.add(using(listed.service("s" + i, true, 5), i));
            case 1 -> containers.add(using(listed.suite("t" + i, 1, 5), i));
            case 2 -> containers.add(using(listed.stoppedApp("shop." + branch + "." + sha7(i), 0, 100 + i), i));
            default -> {
                // no container
            }
        }
        if (branch.equals("busy")) {
            containers.add(listed.lock(1));
        }
        if (branch.equals("serving")) {
            containers.add(listed.app(1));
        }
    }

    /** Ids of images that nothing may take, said without regard to how the planner finds them. */
    private Set<String> protectedImages() {
        Set<String> all = new LinkedHashSet<>();
        for (ImageState image : images) {
            String branch = image.labels().get(Labels.IMAGE_BRANCH);
            boolean newest = images.stream()
                    .filter(other -> other.labels().get(Labels.IMAGE_BRANCH).equals(branch))
                    .noneMatch(other -> other.created() > image.created());
            boolean used = containers.stream()
                    .anyMatch(c -> c.image().equals(image.id())
                            && !Labels.ROLE_APP.equals(c.labels().get(Labels.ROLE)));
            boolean own = Set.of("master", "here", "serving").contains(branch) && newest;
            if (used || own || branch.equals("busy") || image.tags().stream().anyMatch(t -> t.endsWith(":keep"))) {
                all.add(image.id());
            }
        }
        return all;
    }

    private long reallyFreed(Relief relief, List<Long> sizesOfLayers) {
        return bytesOf(removedIds(relief), sizesOfLayers);
    }

    /** What no image has any more once these are gone. */
    private long bytesOf(Set<String> removed, List<Long> sizesOfLayers) {
        Set<List<String>> kept = new LinkedHashSet<>();
        Set<List<String>> gone = new LinkedHashSet<>();
        for (ImageState image : everything()) {
            for (int i = 1; i <= image.layers().size(); i++) {
                (removed.contains(image.id()) ? gone : kept).add(image.layers().subList(0, i));
            }
        }
        gone.removeAll(kept);
        return gone.stream()
                .mapToLong(l -> size(l.get(l.size() - 1), sizesOfLayers))
                .sum();
    }

    private static List<String> path(int depth) {
        return IntStream.range(0, depth).mapToObj(i -> "l" + i).toList();
    }

    private static long size(String layer, List<Long> sizes) {
        int number = Integer.parseInt(layer.replaceAll("\\D", ""));
        return sizes.get(layer.startsWith("own") ? 4 + number : number);
    }

    private void clear() {
        List.of(containers, volumes, networks, images, foreign).forEach(List::clear);
        steps.clear();
    }

    private List<ImageState> everything() {
        List<ImageState> all = new ArrayList<>(images);
        all.addAll(foreign);
        return all;
    }

    private Set<String> removedIds(Relief relief) {
        List<String> references = removedImages(relief);
        return images.stream()
                .filter(image -> image.tags().stream().anyMatch(references::contains))
                .sorted((a, b) -> references.indexOf(a.tags().get(0))
                        - references.indexOf(b.tags().get(0)))
                .map(ImageState::id)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static List<String> removedImages(Relief relief) {
        return relief.plan().of(Step.RemoveImage.class).stream()
                .map(Step.RemoveImage::reference)
                .toList();
    }

    private static List<String> told(Relief relief) {
        return relief.plan().steps().stream().map(Step::describe).toList();
    }

    /** One layer that is nobody else's. The number of the commit is the image's, where there is none yet. */
    private void image(String branch, int i, long hoursAgo, List<String> layers, long size, String... tags) {
        int id = images.stream().anyMatch(image -> image.id().equals("sha256:" + i)) ? 100 + i : i;
        images.add(state(id, branch, i, hoursAgo, layers, size, Map.of(), tags));
        steps.put("sha256:" + id, List.of(size));
    }

    private void chain(String branch, int i, long hoursAgo, List<String> layers, List<Long> each) {
        chain(branch, i, hoursAgo, layers, each, tag(branch, i));
    }

    private void chain(String branch, int i, long hoursAgo, List<String> layers, List<Long> each, String... tags) {
        long size = each.stream().mapToLong(Long::longValue).sum();
        images.add(state(i, branch, i, hoursAgo, layers, size, Map.of(), tags));
        steps.put("sha256:" + i, each);
    }

    private static ImageState seed(int id, int commit, String layer) {
        Map<String, String> role = Map.of(Labels.IMAGE_ROLE, Labels.ROLE_SEED);
        return state(id, "master", commit, 1, List.of(layer), 5, role, tag("master", commit) + "-build_0123456789");
    }

    private static ImageState state(
            int id,
            String branch,
            int commit,
            long hoursAgo,
            List<String> layers,
            long size,
            Map<String, String> more,
            String... tags) {
        Map<String, String> labels = new LinkedHashMap<>(more);
        labels.put(Labels.IMAGE_APP, "shop");
        labels.put(Labels.IMAGE_BRANCH, branch);
        labels.put(Labels.IMAGE_SLUG, branch);
        labels.put(Labels.IMAGE_COMMIT, sha(commit));
        long created = Listed.NOW.minus(Duration.ofHours(hoursAgo)).getEpochSecond() - id;
        return new ImageState(
                "sha256:" + id, List.of(tags), labels, ImageConfig.EMPTY, size, created, List.copyOf(layers));
    }

    private static ContainerSummary using(ContainerSummary c, int image) {
        return new ContainerSummary(
                c.id(),
                c.name(),
                "sha256:" + image,
                c.labels(),
                c.status(),
                c.statusText(),
                c.created(),
                Map.of(),
                List.of());
    }

    private static VolumeState ofAnotherRemote(VolumeState volume) {
        Map<String, String> labels = new LinkedHashMap<>(volume.labels());
        labels.put(Labels.REMOTE, "9999999999");
        return new VolumeState(volume.name(), labels);
    }

    private static String tag(String branch, int i) {
        return "shop/" + branch + ":" + sha7(i);
    }

    private static String sha(int i) {
        return sha7(i) + "0".repeat(33);
    }

    private static String sha7(int i) {
        return String.format(Locale.ROOT, "%07x", i);
    }

    private Relief plan(long wanted) {
        Map<String, String> users = containers.stream()
                .collect(Collectors.toMap(ContainerSummary::id, ContainerSummary::image, (a, b) -> a));
        return new PressurePlanner(
                        App.of("shop"),
                        new PrunePlanner.Objects(containers, volumes, networks, images, users),
                        new PrunePlanner.Rules(
                                Optional.of("0123456789"),
                                Optional.of(List.of("master", "here", "alive", "idle", "busy", "serving", "fresh")),
                                Set.of(Branch.of("master"), Branch.of("here")),
                                100,
                                Duration.ofHours(24),
                                Duration.ofDays(30),
                                pins,
                                Listed.NOW),
                        new PressurePlanner.Sizes(everything(), steps),
                        wanted)
                .plan();
    }
}
