package io.drydock.plan;

import static io.drydock.plan.Given.suite;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drydock.model.Commit;
import io.drydock.model.DrydockException;
import io.drydock.model.Labels;
import io.drydock.model.spec.SuiteSpec;
import io.drydock.model.state.ImageConfig;
import io.drydock.model.state.ImageState;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ImagePlannerTest {

    private static final String MASTER = "shop/master:latest";
    private static final String BRANCH = "shop/feature-login-df7c7aeb35:77aa01b";

    private final Given branch = Given.plain();
    private final Given master = Given.plain().on("master");

    @Test
    void withoutAnImageTheBranchImageIsBuiltOnTopOfMasters() {
        Seen seen = new Seen().image(MASTER, "sha256:m", labels("master", Given.OTHER));

        assertThat(plan(branch, seen).branchImage().describe())
                .containsExactly("build image " + BRANCH + " on shop/master:a8e8e83 (not there)");
    }

    @Test
    void anImageWhoseTagAndLabelAgreeIsUsed() {
        Seen seen = new Seen().image(BRANCH, "sha256:b", labels("feature/login", Given.COMMIT));

        Plan plan = plan(branch, seen).branchImage();

        assertThat(plan.describe()).containsExactly("use image " + BRANCH);
        assertThat(plan.changesNothing()).isTrue();
    }

    @Test
    void anImageOfAnotherCommitUnderTheTagIsBuiltAnewAndTheReasonNamesThatCommit() {
        Seen seen = new Seen().image(BRANCH, "sha256:b", labels("feature/login", Given.OTHER));

        assertThat(plan(branch, seen).branchImage().describe())
                .containsExactly("build image " + BRANCH + " (the tag carried commit " + Given.OTHER + ")");
    }

    @Test
    void anImageWithoutOurLabelsIsAnothersAndAnErrorNamesIt() {
        Seen seen = new Seen().image(BRANCH, "sha256:b", Map.of());

        assertThatThrownBy(() -> plan(branch, seen).branchImage())
                .isInstanceOfSatisfying(
                        DrydockException.class,
                        e -> assertThat(e.what()).isEqualTo("the image name " + BRANCH + " is taken"));
    }

    @Test
    void masterIsBuiltOfItsOwnTreeWithoutCache() {
        ImageBuild build = onlyBuild(plan(branch, new Seen()).masterImage(List.of("build"), false));

        assertThat(build.reference()).isEqualTo("shop/master:a8e8e83");
        assertThat(build.tags()).containsExactly(MASTER);
        assertThat(build.tree()).contains(Given.OTHER.sha());
        assertThat(build.noCache()).isTrue();
        assertThat(build.labels())
                .containsEntry(Labels.IMAGE_BRANCH, "master")
                .containsEntry(Labels.IMAGE_COMMIT, Given.OTHER.sha());
        assertThat(build.stages()).containsEntry("build", "shop/master:a8e8e83-build");
    }

    @Test
    void aMasterImageThatIsThereIsUsed() {
        Seen seen = new Seen().image(MASTER, "sha256:m", labels("master", Given.OTHER));

        assertThat(plan(branch, seen).masterImage(List.of(), false).describe()).containsExactly("use image " + MASTER);
    }

    @Test
    void tellsAMasterImageOfAnotherCommitThanMasters() {
        Seen seen = new Seen().image(MASTER, "sha256:m", labels("master", Given.COMMIT));
        Seen current = new Seen().image(MASTER, "sha256:m", labels("master", Given.OTHER));

        assertThat(plan(branch, seen).outdatedMaster())
                .contains(new ImagePlanner.Outdated(Given.COMMIT.sha(), Given.OTHER.sha()));
        assertThat(plan(branch, current).outdatedMaster()).isEmpty();
        assertThat(plan(branch, new Seen()).outdatedMaster()).isEmpty();
    }

    @Test
    void withoutAMasterBranchThereIsNoMasterImageAndItIsSaid() {
        Given alone = branch.withoutMaster();

        assertThat(plan(alone, new Seen()).masterImage(List.of(), false).of(Step.Skip.class))
                .singleElement()
                .satisfies(skip -> assertThat(skip.reason()).contains("docker.master.branch"));
        assertThat(plan(alone, new Seen()).branchImage().describe())
                .containsExactly("build image " + BRANCH + " (not there)");
    }

    @Test
    void onTheMasterBranchTheMasterImageIsTheBranchImage() {
        ImageBuild build = onlyBuild(plan(master, new Seen()).masterImage(List.of(), false));

        assertThat(build.reference()).isEqualTo("shop/master:77aa01b");
        assertThat(build.tree()).as("the work tree is the commit's").isEmpty();
        Seen built = new Seen().image(build.reference(), "sha256:m", build.labels());
        assertThat(plan(master, built).branchImage().changesNothing()).isTrue();
        assertThat(plan(master, built).masterImage(List.of(), false).changesNothing())
                .isTrue();
    }

    @Test
    void aNewCommitOnMasterRebuildsTheMasterImage() {
        Seen seen = new Seen().image(MASTER, "sha256:m", labels("master", Given.OTHER));

        assertThat(plan(master, seen).masterImage(List.of(), false).of(Step.BuildImage.class))
                .hasSize(1);
    }

    @Test
    void aChangedWorkTreeOnMasterIsBuiltOnTopOfTheMasterImage() {
        Given dirty = master.at(Given.COMMIT.withDirtyHash("0a1b2c3d"));
        Seen seen = new Seen().image(MASTER, "sha256:m", labels("master", Given.COMMIT));

        assertThat(plan(dirty, seen).masterImage(List.of(), false).changesNothing())
                .isTrue();
        assertThat(plan(dirty, seen).branchImage().describe())
                .containsExactly("build image shop/master:77aa01b-dirty-0a1b2c3d on shop/master:77aa01b (not there)");
    }

    @Test
    void aDirtyImageTakesThePlaceOfOlderDirtyOnesAlone() {
        Given dirty = branch.at(Given.COMMIT.withDirtyHash("0a1b2c3d"));
        List<ImageState> images = List.of(
                image(BRANCH),
                image(BRANCH + "-dirty-0a1b2c3d"),
                image(BRANCH + "-dirty-0a1b2c3d-build"),
                image(BRANCH + "-dirty-ffffffff"));

        assertThat(ImagePlanner.outdated(dirty.target(), images))
                .extracting(Step.RemoveImage::reference)
                .containsExactly(BRANCH + "-dirty-ffffffff");
        assertThat(ImagePlanner.outdated(branch.target(), images)).isEmpty();
    }

    @Test
    void theStagesOfSuitesAreBuiltWithTheImageAndOneThatIsMissingIsBuiltLater() {
        SuiteSpec inStage = suite("unit", Optional.of("build"), Map.of(), Duration.ofSeconds(5), false);
        Given given = branch.suites(inStage);

        ImageBuild build = onlyBuild(plan(given, new Seen()).branchImage());

        assertThat(build.stages()).containsExactly(Map.entry("build", BRANCH + "-build"));
        Seen half = new Seen().image(BRANCH, "sha256:b", build.labels());
        assertThat(plan(given, half).branchImage().describe())
                .containsExactly("build image " + BRANCH + " (stage build is not there)");
        Seen whole = half.image(BRANCH + "-build", "sha256:s", build.labels());
        assertThat(plan(given, whole).branchImage().changesNothing()).isTrue();
    }

    @Test
    void onTheMasterBranchTheStagesOfSuitesAreKeptWithTheMasterImage() {
        Given given = master.suites(suite("unit", Optional.of("build"), Map.of(), Duration.ofSeconds(5), false));

        ImageBuild build = onlyBuild(plan(given, new Seen()).masterImage(List.of(), false));

        assertThat(build.stages()).containsExactly(Map.entry("build", build.reference() + "-build"));
        Seen half = new Seen().image(build.reference(), "sha256:m", build.labels());
        ImageBuild stage = onlyBuild(plan(given, half).branchImage());
        assertThat(stage.labels()).as("it stays the master image").isEqualTo(build.labels());
        assertThat(stage.tags()).containsExactly(MASTER);

        ImageBuild cached = onlyBuild(plan(given, new Seen()).branchImage());
        Seen ofBranchImage = new Seen().image(cached.reference(), "sha256:b", cached.labels());
        assertThat(onlyBuild(plan(given, ofBranchImage).branchImage()).tags())
                .as("what was built with cache does not become the master image")
                .isEmpty();
    }

    private static ImageBuild onlyBuild(Plan plan) {
        assertThat(plan.steps()).hasSize(1);
        return plan.of(Step.BuildImage.class).get(0).build();
    }

    private static ImagePlanner plan(Given given, Seen seen) {
        return new ImagePlanner(given.target(), seen.snapshot());
    }

    private static Map<String, String> labels(String branch, Commit commit) {
        return Map.of(Labels.IMAGE_APP, "shop", Labels.IMAGE_BRANCH, branch, Labels.IMAGE_COMMIT, commit.toString());
    }

    private static ImageState image(String tag) {
        return new ImageState("sha256:" + tag, List.of(tag), Map.of(), ImageConfig.EMPTY, 1, 1, List.of());
    }
}
