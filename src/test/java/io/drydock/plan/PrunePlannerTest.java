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
import org.junit.jupiter.api.Test;

/** What goes and, above all, what stays. */
class PrunePlannerTest {

    private static final String SHA = "77aa01b".repeat(5) + "77aa0";
    private static final long TWO_DAYS = 2 * 24 * 60;

    private final List<ContainerSummary> containers = new ArrayList<>();
    private final List<VolumeState> volumes = new ArrayList<>();
    private final List<NetworkState> networks = new ArrayList<>();
    private final List<ImageState> images = new ArrayList<>();
    private Optional<List<String>> remoteBranches = Optional.of(List.of("master", "alive"));
    private Optional<String> pins = Optional.empty();

    @Test
    void anEnvironmentWhoseBranchIsGoneGoesAsAWhole() {
        environment(Listed.on("gone", SHA));
        environment(Listed.on("alive", SHA));

        assertThat(removed())
                .containsExactlyInAnyOrder(
                        "container shop.gone.app",
                        "container shop.gone.db",
                        "volume shop.gone.77aa01b.record",
                        "network shop.gone");
    }

    @Test
    void anEnvironmentThatIsBeingBuiltStaysWithItsLock() {
        environment(Listed.on("gone", SHA));
        containers.add(Listed.on("gone", SHA).lock(90));
        volumes.add(Listed.on("gone", SHA).sign(0));

        assertThat(removed()).isEmpty();
    }

    @Test
    void whatTheClockOfAHoldersMachineSaysDoesNotMatter() {
        environment(Listed.on("gone", SHA));
        containers.add(Listed.on("gone", SHA).lock(90));
        volumes.add(Listed.on("gone", SHA).sign(0, 120));
        containers.add(Listed.on("alive", SHA).lock(90));
        volumes.add(Listed.on("alive", SHA).sign(61, -120));

        assertThat(removed())
                .containsExactlyInAnyOrder(
                        "container shop.alive.lock_77aa01b", "volume shop.alive.lock_77aa01b.0123456789ab-7");
    }

    @Test
    void whereTheEngineDoesNotTellWhenASignWasGivenTheSignItselfIsAsked() {
        for (String branch : List.of("gone", "alive")) {
            containers.add(Listed.on(branch, SHA).lock(90));
            VolumeState sign = Listed.on(branch, SHA).sign(branch.equals("gone") ? 61 : 0);
            volumes.add(new VolumeState(sign.name(), sign.labels()));
        }

        assertThat(removed())
                .containsExactlyInAnyOrder(
                        "container shop.gone.lock_77aa01b", "volume shop.gone.lock_77aa01b.0123456789ab-7");
    }

    @Test
    void aLockWhoseHolderIsGoneForAnHourGoesWithItsSignsAndOfABranchThatLivesToo() {
        containers.add(Listed.on("alive", SHA).lock(90));
        volumes.add(Listed.on("alive", SHA).sign(61));
        volumes.add(Listed.on("master", SHA).sign(61));

        assertThat(removed())
                .containsExactlyInAnyOrder(
                        "container shop.alive.lock_77aa01b",
                        "volume shop.alive.lock_77aa01b.0123456789ab-7",
                        "volume shop.master.lock_77aa01b.0123456789ab-7");
    }

    @Test
    void anAbandonedLockKeepsNoEnvironment() {
        environment(Listed.on("gone", SHA));
        containers.add(Listed.on("gone", SHA).lock(61));

        assertThat(removed()).contains("container shop.gone.app", "container shop.gone.lock_77aa01b");
    }

    @Test
    void whereTheRemoteDoesNotAnswerNoEnvironmentGoes() {
        environment(Listed.on("gone", SHA));
        remoteBranches = Optional.empty();

        assertThat(removed()).isEmpty();
    }

    @Test
    void aBranchThatWasNeverPushedStays() {
        environment(Listed.on("mine", SHA).unpushed());

        assertThat(removed()).isEmpty();
    }

    @Test
    void masterAndTheBranchThatIsCheckedOutStayEvenIfTheRemoteHasThemNot() {
        remoteBranches = Optional.of(List.of("alive"));
        environment(Listed.on("master", SHA));
        environment(Listed.on("here", SHA));

        assertThat(removed()).isEmpty();
    }

    @Test
    void anEnvironmentOfAnotherRemoteStays() {
        containers.add(relabelled(Listed.on("gone", SHA).app(5), Labels.REMOTE, "9999999999"));

        assertThat(removed()).isEmpty();
    }

    @Test
    void aFailedRunsContainerGoesAfterItsTimeAndWhatRunsStays() {
        Listed alive = Listed.on("alive", SHA);
        containers.addAll(List.of(
                alive.app(TWO_DAYS),
                alive.service("db", true, TWO_DAYS),
                alive.service("mq", false, TWO_DAYS),
                alive.suite("unit", 1, TWO_DAYS),
                alive.suite("late", 1, 60)));

        assertThat(removed()).containsExactly("container shop.alive.77aa01b.unit");
    }

    @Test
    void whatAFailedSuiteHasOfItsOwnGoesWithItsContainerAndNotBefore() {
        ownSet("young", 5);
        ownSet("old", TWO_DAYS);
        containers.add(Listed.on("alive", SHA).suite("young", 1, 5));
        containers.add(Listed.on("alive", SHA).suite("old", 1, TWO_DAYS));

        assertThat(removed())
                .containsExactlyInAnyOrder(
                        "container shop.alive.77aa01b.old",
                        "container shop.alive.77aa01b.old.db",
                        "network shop.alive.77aa01b.old");
    }

    @Test
    void whatASuiteHasOfItsOwnWithoutAContainerGoesAfterItsTimeUnlessItsCommitIsAtWork() {
        ownSet("killed", TWO_DAYS);
        ownSet("beginning", 5);

        assertThat(removed())
                .containsExactlyInAnyOrder(
                        "container shop.alive.77aa01b.killed.db", "network shop.alive.77aa01b.killed");

        containers.add(Listed.on("alive", SHA).lock(2));
        volumes.add(Listed.on("alive", SHA).sign(0));
        assertThat(removed()).isEmpty();
    }

    @Test
    void whatIsPinnedKeepsWhatItsSuiteHasOfItsOwn() {
        ownSet("old", TWO_DAYS);
        containers.add(Listed.on("alive", SHA).suite("old", 1, TWO_DAYS));
        pins = Optional.of("alive");

        assertThat(removed()).isEmpty();
    }

    private void ownSet(String suite, long minutesAgo) {
        containers.add(Listed.on("alive", SHA).ofSuite(suite, "db", minutesAgo));
        networks.add(Listed.on("alive", SHA).networkOf(suite, minutesAgo));
    }

    @Test
    void imagesBeyondTheNewestGoWithTheirRecordsButNotUsedOnesNorOnesWithAnotherName() {
        for (int i = 1; i <= 6; i++) {
            images.add(image("alive", i, i, "shop/alive:" + sha7(i)));
            volumes.add(Listed.on("alive", sha(i)).record(60L * i));
        }
        images.add(image("alive", 7, 7, "shop/alive:" + sha7(7), "shop/alive:production"));
        containers.add(using(Listed.on("alive", sha(5)).app(1), "sha256:5"));

        assertThat(removed())
                .containsExactlyInAnyOrder(
                        "image shop/alive:" + sha7(3),
                        "image shop/alive:" + sha7(4),
                        "image shop/alive:" + sha7(6),
                        "volume shop.alive." + sha7(3) + ".record",
                        "volume shop.alive." + sha7(4) + ".record",
                        "volume shop.alive." + sha7(6) + ".record");
    }

    @Test
    void anOldImageGoesUnlessItIsTheNewestOfItsBranch() {
        images.add(image("alive", 1, 40 * 24, "shop/alive:" + sha7(1)));
        images.add(image("alive", 2, 41 * 24, "shop/alive:" + sha7(2)));

        assertThat(removed()).containsExactly("image shop/alive:" + sha7(2));
    }

    @Test
    void anImageThatAUserBuiltOnOneOfOursBearsItsLabelsAndStays() {
        images.add(image("gone", 1, 1, "theirs/tool:" + sha7(1)));
        images.add(image("gone", 2, 1, "theirs/shop/gone:" + sha7(2), "my-shop/gone:" + sha7(2)));
        environment(Listed.on("gone", SHA));

        assertThat(removed()).noneMatch(step -> step.startsWith("image"));
    }

    @Test
    void theStepTellsTheBytes() {
        images.add(image("gone", 1, 1, "shop/gone:" + sha7(1)));
        environment(Listed.on("gone", SHA));

        assertThat(plan().of(Step.RemoveImage.class))
                .extracting(Step::describe)
                .containsExactly("remove image shop/gone:" + sha7(1)
                        + " (its branch is gone from the remote, 123.5 MB with what it shares)");
    }

    @Test
    void whatIsPinnedByAnyOfItsNamesStays() {
        environment(Listed.on("gone", SHA));
        images.add(image("gone", 1, 1, "shop/gone:" + sha7(1)));
        pins = Optional.of("other, gone");
        assertThat(removed()).isEmpty();

        pins = Optional.of(SHA.substring(0, 9) + ",shop/gone:" + sha7(1) + ",shop.gone");
        assertThat(removed()).isEmpty();
    }

    @Test
    void whateverThereIsNothingOfALivingBranchThatRunsOrIsUsedGoes() {
        Random random = new Random(20260201);
        for (int round = 0; round < 300; round++) {
            List.of(containers, volumes, networks, images).forEach(List::clear);
            for (int i = 0; i < 12; i++) {
                String branch =
                        List.of("master", "alive", "here", "gone", "mine").get(random.nextInt(5));
                Listed listed = new Listed(branch, sha(random.nextInt(1, 9)), !branch.equals("mine"));
                long ago = random.nextInt(6000);
                containers.add(
                        random.nextBoolean()
                                ? listed.service("s" + i, random.nextBoolean(), ago)
                                : listed.suite("t" + i, random.nextInt(2), ago));
                images.add(image(branch, i + 1, random.nextInt(2000), "shop/" + branch + ":" + sha7(i + 1)));
            }
            containers.add(using(Listed.on("alive", sha(3)).app(1), "sha256:3"));
            Set<String> removed = new LinkedHashSet<>(removed());
            assertThat(containers.stream()
                            .filter(c -> c.running()
                                    && !c.labels().get(Labels.BRANCH).equals("gone"))
                            .map(c -> "container " + c.name()))
                    .doesNotContainAnyElementsOf(removed);
            assertThat(removed).doesNotContain("image " + images.get(2).tags().get(0));
        }
    }

    private void environment(Listed listed) {
        containers.add(listed.app(5));
        containers.add(listed.service("db", true, 5));
        volumes.add(listed.record(5));
        networks.add(listed.network());
    }

    private static String sha(int i) {
        return sha7(i) + "0".repeat(33);
    }

    private static String sha7(int i) {
        return String.format(Locale.ROOT, "%07x", i);
    }

    private static ImageState image(String branch, int i, long hoursAgo, String... tags) {
        Map<String, String> labels = Map.of(
                Labels.IMAGE_APP,
                "shop",
                Labels.IMAGE_BRANCH,
                branch,
                Labels.IMAGE_SLUG,
                branch,
                Labels.IMAGE_COMMIT,
                sha(i));
        long created = Listed.NOW.minus(Duration.ofHours(hoursAgo)).getEpochSecond();
        return new ImageState("sha256:" + i, List.of(tags), labels, ImageConfig.EMPTY, 123_456_789, created, List.of());
    }

    private static ContainerSummary relabelled(ContainerSummary c, String key, String value) {
        Map<String, String> labels = new LinkedHashMap<>(c.labels());
        labels.put(key, value);
        return new ContainerSummary(
                c.id(), c.name(), c.image(), labels, c.status(), c.statusText(), c.created(), Map.of(), List.of());
    }

    private static ContainerSummary using(ContainerSummary c, String image) {
        return new ContainerSummary(
                c.id(), c.name(), image, c.labels(), c.status(), c.statusText(), c.created(), Map.of(), List.of());
    }

    private Plan plan() {
        Map<String, String> users = containers.stream()
                .collect(Collectors.toMap(ContainerSummary::id, ContainerSummary::image, (a, b) -> a));
        return new PrunePlanner(
                        App.of("shop"),
                        new PrunePlanner.Objects(containers, volumes, networks, images, users),
                        new PrunePlanner.Rules(
                                Optional.of("0123456789"),
                                remoteBranches,
                                Set.of(Branch.of("master"), Branch.of("here")),
                                2,
                                Duration.ofHours(24),
                                Duration.ofDays(30),
                                pins,
                                Listed.NOW))
                .plan();
    }

    private List<String> removed() {
        return plan().steps().stream()
                .map(step -> step.describe().replaceFirst("^remove ", "").replaceFirst(" \\(.*", ""))
                .toList();
    }
}
