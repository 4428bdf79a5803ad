package io.drydock.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.drydock.engine.Engine;
import io.drydock.model.App;
import io.drydock.model.Branch;
import io.drydock.model.ImageName;
import io.drydock.model.Labels;
import io.drydock.model.Subnet;
import io.drydock.model.spec.ContainerRequest;
import io.drydock.model.state.ContainerSummary;
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
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/** Twenty kinds of objects that stand beside what {@code docker:prune} takes, and stay. */
final class Decoys {

    private static final String HERE = "0123456789";
    private static final String SHA = "77aa01b" + "0".repeat(33);
    private static final Duration LONG = Duration.ofDays(90);
    /** Ends as soon as it is asked to, also as process 1. */
    static final List<String> STAY = List.of("/bin/sh", "-c", "trap 'exit 0' TERM; sleep 300 & wait");

    private final Engine engine;
    private final BiConsumer<String, Map<String, String>> images;
    private final String app;
    private final String other;
    private final String theirs;
    private final List<String> decoys = new ArrayList<>();
    private final List<String> prey = new ArrayList<>();
    private int subnets;

    /**
     * @param images makes an image of a name and with labels, from {@code busybox:1.36}
     * @param app the app that is pruned
     */
    Decoys(Engine engine, BiConsumer<String, Map<String, String>> images, String app) {
        this.engine = engine;
        this.images = images;
        this.app = app;
        this.other = "other-" + app;
        this.theirs = "theirs-" + app;
        fill();
    }

    /** What must stay, each with its kind before its name. */
    List<String> stay() {
        return List.copyOf(decoys);
    }

    /** What must go. */
    List<String> go() {
        return List.copyOf(prey);
    }

    private void fill() {
        goes("image " + app + "/gone:77aa01b", image(app + "/gone:77aa01b", app, "gone"));
        goes(
                "container " + app + ".gone.app",
                container(app + ".gone.app", labels(app, "gone", Labels.ROLE_APP), true));
        goes(
                "container " + app + ".gone.db",
                container(app + ".gone.db", labels(app, "gone", Labels.ROLE_SERVICE), true));
        goes("volume " + app + ".gone.db.data", volume(app + ".gone.db.data", labels(app, "gone", Labels.ROLE_VOLUME)));
        goes("network " + app + ".gone", network(app + ".gone", labels(app, "gone", Labels.ROLE_NETWORK)));

        image(app + "/alive:77aa01b", app, "alive");
        image(app + "/lost:77aa01b", app, "lost");
        String ours = app + "/alive:77aa01b";
        // of a branch that lives
        stays(
                "container " + app + ".alive.app",
                container(app + ".alive.app", labels(app, "alive", Labels.ROLE_APP), true));
        stays(
                "container " + app + ".alive.db",
                container(app + ".alive.db", labels(app, "alive", Labels.ROLE_SERVICE), true));
        stays(
                "container " + app + ".alive.mq",
                container(app + ".alive.mq", labels(app, "alive", Labels.ROLE_SERVICE), false));
        stays(
                "volume " + app + ".alive.db.data",
                volume(app + ".alive.db.data", labels(app, "alive", Labels.ROLE_VOLUME)));
        stays("network " + app + ".alive", network(app + ".alive", labels(app, "alive", Labels.ROLE_NETWORK)));
        stays("image " + ours, ours);
        // of master, of the branch that is checked out, of one that was never pushed
        stays(
                "container " + app + ".master.app",
                container(app + ".master.app", labels(app, "master", Labels.ROLE_APP), true));
        stays(
                "container " + app + ".here.app",
                container(app + ".here.app", labels(app, "here", Labels.ROLE_APP), true));
        stays("container " + app + ".mine.app", container(app + ".mine.app", unpushed(), true));
        // of another app, of another repository
        stays(
                "container " + other + ".gone.app",
                container(other + ".gone.app", labels(other, "gone", Labels.ROLE_APP), true));
        stays("image " + other + "/gone:77aa01b", image(other + "/gone:77aa01b", other, "gone"));
        stays("container " + app + ".fork.app", container(app + ".fork.app", ofAnotherRemote(), true));
        // pinned; locked
        stays(
                "container " + app + ".pinned.app",
                container(app + ".pinned.app", labels(app, "pinned", Labels.ROLE_APP), true));
        stays(
                "container " + app + ".busy.app",
                container(app + ".busy.app", labels(app, "busy", Labels.ROLE_APP), true));
        lock("busy");
        // a user's own: made from our image, built from our image, tagged by hand, or with a name like ours
        stays("container " + theirs, containerOf(image(app + "/lost:88bb02c", app, "lost"), theirs));
        stays("image " + app + "/lost:88bb02c", app + "/lost:88bb02c");
        stays("image " + theirs + "/tool:1", image(theirs + "/tool:1", app, "gone"));
        stays("container " + app + ".gone.theirs", container(app + ".gone.theirs", Map.of(), true));
        stays("volume " + app + ".gone.theirs", volume(app + ".gone.theirs", Map.of()));
        stays("network " + app + ".gone.theirs", network(app + ".gone.theirs", Map.of()));
    }

    Pruning pruning() {
        return new Pruning(engine, event -> {});
    }

    Plan plan(Optional<List<String>> branches) {
        return pruning()
                .plan(
                        App.of(app),
                        new PrunePlanner.Rules(
                                Optional.of(HERE),
                                branches,
                                Set.of(Branch.of("master"), Branch.of("here")),
                                2,
                                Duration.ofHours(24),
                                LONG,
                                Optional.of("pinned"),
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

    List<String> there() {
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
                .filter(name -> name.contains(app) || name.contains(theirs))
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

    private Map<String, String> unpushed() {
        Map<String, String> labels = labels(app, "mine", Labels.ROLE_APP);
        labels.put(Labels.PUSHED, "false");
        return labels;
    }

    private Map<String, String> ofAnotherRemote() {
        Map<String, String> labels = labels(app, "fork", Labels.ROLE_APP);
        labels.put(Labels.REMOTE, "9999999999");
        return labels;
    }

    private void lock(String branch) {
        Map<String, String> labels = labels(app, branch, Labels.ROLE_LOCK);
        container(app + "." + branch + ".lock_77aa01b", labels, false);
    }

    private String container(String name, Map<String, String> labels, boolean running) {
        String id = engine.containers().create(ContainerRequest.running(name, "busybox:1.36", STAY, labels));
        if (running) {
            engine.containers().start(id);
        }
        return name;
    }

    /** As an engine does it, with the labels of its image. */
    private String containerOf(String image, String name) {
        Map<String, String> inherited =
                engine.images().find(image).orElseThrow().labels();
        engine.containers().start(engine.containers().create(ContainerRequest.running(name, image, STAY, inherited)));
        return name;
    }

    private String image(String name, String app, String branch) {
        Map<String, String> labels = new LinkedHashMap<>();
        labels.put(Labels.IMAGE_APP, app);
        labels.put(Labels.IMAGE_BRANCH, branch);
        labels.put(Labels.IMAGE_SLUG, branch);
        labels.put(Labels.IMAGE_COMMIT, ImageName.parse(name).tag() + "0".repeat(33));
        images.accept(name, labels);
        return name;
    }

    private String volume(String name, Map<String, String> labels) {
        engine.volumes().create(name, labels);
        return name;
    }

    private String network(String name, Map<String, String> labels) {
        engine.networks().create(name, Subnet.parse("10.219." + subnets++ + ".0/27"), labels);
        return name;
    }
}
