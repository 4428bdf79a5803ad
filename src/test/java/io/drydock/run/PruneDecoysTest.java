package io.drydock.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.drydock.engine.FakeEngine;
import io.drydock.model.App;
import io.drydock.model.Branch;
import io.drydock.model.ImageName;
import io.drydock.model.Labels;
import io.drydock.model.Subnet;
import io.drydock.model.spec.ContainerRequest;
import io.drydock.model.state.ContainerSummary;
import io.drydock.model.state.ImageConfig;
import io.drydock.model.state.NetworkState;
import io.drydock.model.state.VolumeState;
import io.drydock.plan.Plan;
import io.drydock.plan.PrunePlanner;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Twenty kinds of objects that stand beside what goes, and stay. */
class PruneDecoysTest {

    private static final String HERE = "0123456789";
    private static final String SHA = "77aa01b" + "0".repeat(33);
    private static final Duration LONG = Duration.ofDays(90);

    private final FakeEngine engine = new FakeEngine();
    private final List<String> decoys = new ArrayList<>();
    private final List<String> prey = new ArrayList<>();
    private int subnets;

    @BeforeEach
    void fill() {
        engine.image("busybox:1.36", ImageConfig.EMPTY, Map.of());
        goes("image shop/gone:77aa01b", image("shop/gone:77aa01b", "shop", "gone"));
        goes("container shop.gone.app", container("shop.gone.app", labels("shop", "gone", Labels.ROLE_APP), true));
        goes("container shop.gone.db", container("shop.gone.db", labels("shop", "gone", Labels.ROLE_SERVICE), true));
        goes("volume shop.gone.db.data", volume("shop.gone.db.data", labels("shop", "gone", Labels.ROLE_VOLUME)));
        goes("network shop.gone", network("shop.gone", labels("shop", "gone", Labels.ROLE_NETWORK)));

        image("shop/alive:77aa01b", "shop", "alive");
        image("shop/lost:77aa01b", "shop", "lost");
        String ours = "shop/alive:77aa01b";
        // of a branch that lives
        stays("container shop.alive.app", container("shop.alive.app", labels("shop", "alive", Labels.ROLE_APP), true));
        stays(
                "container shop.alive.db",
                container("shop.alive.db", labels("shop", "alive", Labels.ROLE_SERVICE), true));
        stays(
                "container shop.alive.mq",
                container("shop.alive.mq", labels("shop", "alive", Labels.ROLE_SERVICE), false));
        stays("volume shop.alive.db.data", volume("shop.alive.db.data", labels("shop", "alive", Labels.ROLE_VOLUME)));
        stays("network shop.alive", network("shop.alive", labels("shop", "alive", Labels.ROLE_NETWORK)));
        stays("image " + ours, ours);
        // of master, of the branch that is checked out, of one that was never pushed
        stays(
                "container shop.master.app",
                container("shop.master.app", labels("shop", "master", Labels.ROLE_APP), true));
        stays("container shop.here.app", container("shop.here.app", labels("shop", "here", Labels.ROLE_APP), true));
        stays("container shop.mine.app", container("shop.mine.app", unpushed(), true));
        // of another app, of another repository
        stays("container other.gone.app", container("other.gone.app", labels("other", "gone", Labels.ROLE_APP), true));
        stays("image other/gone:77aa01b", image("other/gone:77aa01b", "other", "gone"));
        stays("container shop.fork.app", container("shop.fork.app", ofAnotherRemote(), true));
        // pinned; locked
        stays(
                "container shop.pinned.app",
                container("shop.pinned.app", labels("shop", "pinned", Labels.ROLE_APP), true));
        stays("container shop.busy.app", container("shop.busy.app", labels("shop", "busy", Labels.ROLE_APP), true));
        lock("busy");
        // a user's own: made from our image, built from our image, tagged by hand, or with a name like ours
        stays("container theirs", containerOf(image("shop/lost:88bb02c", "shop", "lost"), "theirs"));
        stays("image shop/lost:88bb02c", "shop/lost:88bb02c");
        stays("image theirs/tool:1", image("theirs/tool:1", "shop", "gone"));
        stays("container shop.gone.theirs", container("shop.gone.theirs", Map.of(), true));
        stays("volume shop.gone.theirs", volume("shop.gone.theirs", Map.of()));
        stays("network shop.gone.theirs", network("shop.gone.theirs", Map.of()));
    }

    @Test
    void ofTwentyKindsNoneIsTouchedWhileABranchThatIsGoneGoesWhole() {
        assertThat(decoys).hasSize(20).doesNotHaveDuplicates();
        assertThat(there()).containsAll(decoys).containsAll(prey);

        pruning().run(plan(Optional.of(List.of("master", "alive"))));

        assertThat(there()).containsAll(decoys).doesNotContainAnyElementsOf(prey);
    }

    @Test
    void whereTheRemoteDoesNotAnswerNothingOfAnyEnvironmentGoes() {
        List<String> before = there();

        pruning().run(plan(Optional.empty()));

        assertThat(there()).containsAll(decoys).containsAll(prey).hasSameSizeAs(before);
    }

    @Test
    void whatIsOnlyTriedTellsBytesAndTouchesNothing() {
        List<String> before = there();

        assertThat(plan(Optional.of(List.of("master", "alive"))).describe())
                .anyMatch(line -> line.matches("remove image shop/gone:77aa01b \\(.*\\d k?B .*\\)"))
                .anyMatch(line -> line.startsWith("remove network shop.gone"));

        assertThat(there()).isEqualTo(before);
    }

    private Pruning pruning() {
        return new Pruning(engine, event -> {});
    }

    private Plan plan(Optional<List<String>> branches) {
        return pruning()
                .plan(
                        App.of("shop"),
                        new PrunePlanner.Rules(
                                Optional.of(HERE),
                                branches,
                                Set.of(Branch.of("master"), Branch.of("here")),
                                2,
                                Duration.ofHours(24),
                                LONG,
                                Optional.of("pinned"),
                                Instant.now(),
                                Instant.now()));
    }

    private void stays(String kind, String name) {
        assertThat(kind).endsWith(" " + name);
        decoys.add(kind);
    }

    private void goes(String kind, String name) {
        assertThat(kind).endsWith(" " + name);
        prey.add(kind);
    }

    private List<String> there() {
        return Stream.of(
                        engine.containers().list(Map.of()).stream()
                                .map(ContainerSummary::name)
                                .map("container "::concat),
                        engine.volumes().list(Map.of()).stream()
                                .map(VolumeState::name)
                                .map("volume "::concat),
                        engine.networks().list(Map.of()).stream()
                                .map(NetworkState::name)
                                .map("network "::concat),
                        engine.images().list(Map.of()).stream()
                                .flatMap(i -> i.tags().stream())
                                .map("image "::concat))
                .flatMap(names -> names)
                .toList();
    }

    private static Map<String, String> labels(String app, String branch, String role) {
        Map<String, String> labels = new LinkedHashMap<>();
        labels.put(Labels.APP, app);
        labels.put(Labels.BRANCH, branch);
        labels.put(Labels.SLUG, branch);
        labels.put(Labels.COMMIT, SHA);
        labels.put(Labels.ROLE, role);
        labels.put(Labels.REMOTE, HERE);
        labels.put(Labels.PUSHED, "true");
        labels.put(Labels.CREATED, Instant.now().toString());
        return labels;
    }

    private static Map<String, String> unpushed() {
        Map<String, String> labels = labels("shop", "mine", Labels.ROLE_APP);
        labels.put(Labels.PUSHED, "false");
        return labels;
    }

    private static Map<String, String> ofAnotherRemote() {
        Map<String, String> labels = labels("shop", "fork", Labels.ROLE_APP);
        labels.put(Labels.REMOTE, "9999999999");
        return labels;
    }

    private void lock(String branch) {
        Map<String, String> labels = labels("shop", branch, Labels.ROLE_LOCK);
        container("shop." + branch + ".lock_77aa01b", labels, false);
    }

    private String container(String name, Map<String, String> labels, boolean running) {
        String id = engine.containers().create(ContainerRequest.running(name, "busybox:1.36", List.of("true"), labels));
        if (running) {
            engine.containers().start(id);
        }
        return name;
    }

    /** As an engine does it, with the labels of its image. */
    private String containerOf(String image, String name) {
        Map<String, String> inherited =
                engine.images().find(image).orElseThrow().labels();
        engine.containers()
                .start(engine.containers().create(ContainerRequest.running(name, image, List.of("true"), inherited)));
        return name;
    }

    private String image(String name, String app, String branch) {
        Map<String, String> labels = new LinkedHashMap<>();
        labels.put(Labels.IMAGE_APP, app);
        labels.put(Labels.IMAGE_BRANCH, branch);
        labels.put(Labels.IMAGE_SLUG, branch);
        labels.put(Labels.IMAGE_COMMIT, ImageName.parse(name).tag() + "0".repeat(33));
        engine.image(name, ImageConfig.EMPTY, labels);
        return name;
    }

    private String volume(String name, Map<String, String> labels) {
        engine.volumes().create(name, labels);
        return name;
    }

    private String network(String name, Map<String, String> labels) {
        engine.networks().create(name, Subnet.parse("10.210." + subnets++ + ".0/27"), labels);
        return name;
    }
}
