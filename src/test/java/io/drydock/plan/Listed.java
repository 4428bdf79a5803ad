package io.drydock.plan;

import io.drydock.model.App;
import io.drydock.model.Branch;
import io.drydock.model.Commit;
import io.drydock.model.Environment;
import io.drydock.model.Labels;
import io.drydock.model.Subnet;
import io.drydock.model.state.ContainerState.Published;
import io.drydock.model.state.ContainerSummary;
import io.drydock.model.state.NetworkState;
import io.drydock.model.state.VolumeState;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Objects of one environment of app {@code shop} as an engine lists them. */
public record Listed(String branch, String commit, boolean pushed) {

    public static final Instant NOW = Instant.parse("2026-02-01T12:00:00Z");

    public static Listed on(String branch, String commit) {
        return new Listed(branch, commit, true);
    }

    public Listed unpushed() {
        return new Listed(branch, commit, false);
    }

    public Environment environment() {
        return Environment.of(App.of("shop"), Branch.of(branch), Optional.empty());
    }

    private Map<String, String> labels(String role, long minutesAgo) {
        Map<String, String> labels = new LinkedHashMap<>();
        labels.put(Labels.APP, "shop");
        labels.put(Labels.BRANCH, branch);
        labels.put(Labels.SLUG, environment().slug().toString());
        labels.put(Labels.COMMIT, commit);
        labels.put(Labels.ROLE, role);
        labels.put(Labels.REMOTE, "0123456789");
        labels.put(Labels.PUSHED, Boolean.toString(pushed));
        labels.put(Labels.CREATED, NOW.minusSeconds(60 * minutesAgo).toString());
        return labels;
    }

    private ContainerSummary container(String name, Map<String, String> labels, String status, String text, long ago) {
        List<Published> ports = labels.get(Labels.ROLE).equals(Labels.ROLE_APP) && status.equals("running")
                ? List.of(new Published(8080, "127.0.0.1", 32768))
                : List.of();
        return new ContainerSummary(
                "id-" + name,
                name,
                "sha256:of-" + commit,
                labels,
                status,
                text,
                NOW.minusSeconds(60 * ago).getEpochSecond(),
                Map.of(),
                ports);
    }

    public ContainerSummary app(long minutesAgo) {
        return container(
                environment().appContainer(),
                labels(Labels.ROLE_APP, minutesAgo),
                "running",
                "Up 2 minutes",
                minutesAgo);
    }

    public ContainerSummary stoppedApp(String name, int exitCode, long minutesAgo) {
        return container(
                name,
                labels(Labels.ROLE_APP, minutesAgo),
                "exited",
                "Exited (" + exitCode + ") 1 minute ago",
                minutesAgo);
    }

    public ContainerSummary suite(String suite, int exitCode, long minutesAgo) {
        Map<String, String> labels = labels(Labels.ROLE_VERIFY, minutesAgo);
        labels.put(Labels.SUITE, suite);
        String name = environment().network() + "." + commit.substring(0, 7) + "." + suite;
        return container(name, labels, "exited", "Exited (" + exitCode + ") 1 minute ago", minutesAgo);
    }

    public ContainerSummary service(String service, boolean running, long minutesAgo) {
        Map<String, String> labels = labels(Labels.ROLE_SERVICE, minutesAgo);
        labels.put(Labels.SERVICE, service);
        return container(
                environment().service(service),
                labels,
                running ? "running" : "exited",
                running ? "Up 2 minutes" : "Exited (1) 1 minute ago",
                minutesAgo);
    }

    /** A service that a suite has of its own, and runs. */
    public ContainerSummary ofSuite(String suite, String service, long minutesAgo) {
        Map<String, String> labels = labels(Labels.ROLE_SUITE_SERVICE, minutesAgo);
        labels.put(Labels.SUITE, suite);
        labels.put(Labels.SERVICE, service);
        return container(own(suite).service(service), labels, "running", "Up 2 minutes", minutesAgo);
    }

    /** The network that it is in. */
    public NetworkState networkOf(String suite, long minutesAgo) {
        Map<String, String> labels = labels(Labels.ROLE_NETWORK, minutesAgo);
        labels.put(Labels.SUITE, suite);
        String name = own(suite).network();
        return new NetworkState(
                "id-" + name, name, "bridge", labels, List.of(Subnet.parse("10.210.0.32/27")), List.of());
    }

    private Environment own(String suite) {
        return environment().of(Commit.of(commit), suite);
    }

    public VolumeState record(long minutesAgo) {
        return record(minutesAgo, minutesAgo);
    }

    /** One that a machine made whose clock is not the engine's. */
    public VolumeState record(long minutesAgo, long thoughtToBe) {
        return new VolumeState(
                environment().network() + "." + commit.substring(0, 7) + ".record",
                labels(Labels.ROLE_RECORD, thoughtToBe),
                Optional.of(NOW.minusSeconds(60 * minutesAgo)));
    }

    /** A lock on the commit's image. */
    public ContainerSummary lock(long minutesAgo) {
        return container(
                environment().lock(commit.substring(0, 7)),
                labels(Labels.ROLE_LOCK, minutesAgo),
                "created",
                "Created",
                minutesAgo);
    }

    /** A sign of life of who holds that lock. */
    public VolumeState sign(long minutesAgo) {
        return sign(minutesAgo, minutesAgo);
    }

    /** One that a machine gave whose clock is not the engine's. */
    public VolumeState sign(long minutesAgo, long thoughtToBe) {
        ContainerSummary lock = lock(thoughtToBe);
        Map<String, String> labels = labels(Labels.ROLE_LOCK, thoughtToBe);
        labels.put(Labels.LOCK, lock.id());
        return new VolumeState(lock.name() + ".0123456789ab-7", labels, Optional.of(NOW.minusSeconds(60 * minutesAgo)));
    }

    public NetworkState network() {
        return new NetworkState(
                "id-" + environment().network(),
                environment().network(),
                "bridge",
                labels(Labels.ROLE_NETWORK, 500),
                List.of(Subnet.parse("10.210.0.0/27")),
                List.of());
    }
}
