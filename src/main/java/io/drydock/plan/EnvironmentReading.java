package io.drydock.plan;

import io.drydock.model.Labels;
import io.drydock.model.Outcome;
import io.drydock.model.result.EnvironmentStatus;
import io.drydock.model.result.EnvironmentStatus.FailedSuite;
import io.drydock.model.result.EnvironmentStatus.Memory;
import io.drydock.model.result.EnvironmentStatus.Service;
import io.drydock.model.result.EnvironmentStatus.Serving;
import io.drydock.model.state.ContainerSummary;
import io.drydock.model.state.EngineState;
import io.drydock.model.state.VolumeState;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * Reads from the objects of one environment how its last build ended. The newest object that stands for an end decides: a suite's
 * container that failed, an app that runs or did not get ready, a record that suites passed, services.
 */
final class EnvironmentReading {

    private static final int KILLED = 137;

    private final EngineState engine;
    private final String app;
    private final String slug;
    private final StatusBoard.Objects objects;
    private final String appContainer;

    /** An end of a build, and the object that tells it. */
    private record End(Instant at, Outcome outcome, Optional<String> commit, String detail) {}

    EnvironmentReading(EngineState engine, String app, String slug, StatusBoard.Objects objects) {
        this.engine = engine;
        this.app = app;
        this.slug = slug;
        this.objects = objects;
        this.appContainer = app + "." + slug + ".app";
    }

    EnvironmentStatus status() {
        Optional<ContainerSummary> current = FailedRuns.app(objects.containers(), appContainer);
        Optional<ContainerSummary> failed =
                FailedRuns.suites(objects.containers()).stream().findFirst();
        Optional<End> end = end(current, failed);
        boolean suiteFailed =
                end.filter(e -> e.outcome() == Outcome.TESTS_FAILED).isPresent();
        return new EnvironmentStatus(
                app,
                label(Labels.BRANCH).orElse(slug),
                slug,
                label(Labels.REMOTE),
                end.flatMap(End::commit),
                end.map(End::outcome),
                end.map(End::detail).orElse(""),
                end.map(End::at).orElseGet(this::created),
                services(),
                current.map(this::serving),
                failed.filter(c -> suiteFailed).map(EnvironmentReading::failedSuite),
                memory(),
                OptionalLong.empty());
    }

    private Memory memory() {
        List<OptionalLong> limits = objects.containers().stream()
                .filter(ContainerSummary::running)
                .map(c -> limit(c.labels()))
                .toList();
        return new Memory(
                limits.stream().flatMapToLong(OptionalLong::stream).sum(),
                limits.stream().filter(OptionalLong::isEmpty).count());
    }

    private static OptionalLong limit(Map<String, String> labels) {
        try {
            return OptionalLong.of(Long.parseLong(labels.getOrDefault(Labels.MEMORY, "")));
        } catch (NumberFormatException e) {
            return OptionalLong.empty();
        }
    }

    private Optional<End> end(Optional<ContainerSummary> current, Optional<ContainerSummary> failed) {
        List<End> ends = new ArrayList<>();
        current.filter(ContainerSummary::running).ifPresent(c -> ends.add(end(c, Outcome.RUNNING, "")));
        objects.volumes().stream()
                .filter(v -> Labels.ROLE_RECORD.equals(v.labels().get(Labels.ROLE)))
                .forEach(v -> ends.add(verified(v, current)));
        FailedRuns.candidates(objects.containers(), appContainer)
                .forEach(c -> ends.add(end(c, Outcome.APP_NOT_READY, c.name())));
        failed.ifPresent(c -> ends.add(end(c, Outcome.TESTS_FAILED, said(c))));
        if (ends.isEmpty()) {
            services(ends);
        }
        return ends.stream().max(Comparator.comparing(End::at).thenComparing(End::outcome, this::rank));
    }

    /** Of ends in the same second: a failed suite says more than the app that was beside it, which says more than a record. */
    private int rank(Outcome a, Outcome b) {
        List<Outcome> order = List.of(Outcome.VERIFIED, Outcome.RUNNING, Outcome.APP_NOT_READY, Outcome.TESTS_FAILED);
        return Integer.compare(order.indexOf(a), order.indexOf(b));
    }

    /** The record of a commit that runs was only made anew: the app still runs. */
    private End verified(VolumeState record, Optional<ContainerSummary> current) {
        Optional<String> commit = Optional.ofNullable(record.labels().get(Labels.COMMIT));
        boolean same = current.flatMap(c -> c.label(Labels.COMMIT))
                .filter(c -> commit.equals(Optional.of(c)))
                .isPresent();
        boolean runs = same && current.get().running();
        String detail = same && !runs ? "the app has stopped" : "";
        return new End(time(record), runs ? Outcome.RUNNING : Outcome.VERIFIED, commit, detail);
    }

    private void services(List<End> ends) {
        withRole(Labels.ROLE_SERVICE)
                .max(Comparator.comparingLong(ContainerSummary::created))
                .ifPresent(newest -> {
                    boolean ready = withRole(Labels.ROLE_SERVICE)
                            .allMatch(c -> c.running() || c.exitCode().equals(OptionalInt.of(0)));
                    ends.add(end(newest, ready ? Outcome.SERVICES_READY : Outcome.SERVICE_NOT_READY, ""));
                });
    }

    private static End end(ContainerSummary container, Outcome outcome, String detail) {
        return new End(container.createdAt(), outcome, container.label(Labels.COMMIT), detail);
    }

    private static String said(ContainerSummary suite) {
        OptionalInt code = suite.exitCode();
        String how = code.isEmpty() || code.getAsInt() == KILLED
                ? "was killed: its time, its memory or an interrupt"
                : "ended with exit code " + code.getAsInt();
        return "suite " + suite.label(Labels.SUITE).orElse(suite.name()) + " " + how;
    }

    private static FailedSuite failedSuite(ContainerSummary container) {
        return new FailedSuite(
                container.label(Labels.SUITE).orElse(container.name()), container.name(), container.exitCode());
    }

    private Serving serving(ContainerSummary container) {
        return new Serving(
                container.name(),
                container.label(Labels.COMMIT).orElse(""),
                container.running(),
                container.published().stream().findFirst().map(port -> port.url(engine)));
    }

    private List<Service> services() {
        return withRole(Labels.ROLE_SERVICE)
                .map(c -> new Service(c.label(Labels.SERVICE).orElse(c.name()), c.name(), c.running()))
                .sorted(Comparator.comparing(Service::name))
                .toList();
    }

    private Stream<ContainerSummary> withRole(String role) {
        return objects.containers().stream().filter(c -> role.equals(c.labels().get(Labels.ROLE)));
    }

    private Stream<Map<String, String>> labels() {
        return Stream.of(
                        objects.containers().stream().map(ContainerSummary::labels),
                        objects.networks().stream().map(n -> n.labels()),
                        objects.volumes().stream().map(VolumeState::labels))
                .flatMap(labels -> labels);
    }

    private Optional<String> label(String key) {
        return labels().flatMap(map -> Optional.ofNullable(map.get(key)).stream())
                .findFirst();
    }

    /** When the newest was made; of networks the engine does not tell. */
    private Instant created() {
        return Stream.concat(
                        objects.containers().stream().map(ContainerSummary::createdAt),
                        objects.volumes().stream().map(EnvironmentReading::time))
                .max(Comparator.naturalOrder())
                .or(() -> objects.networks().stream()
                        .map(network -> time(network.labels()))
                        .max(Comparator.naturalOrder()))
                .orElse(Instant.EPOCH);
    }

    /** By the engine's clock where it tells: machines that write labels may have others. */
    private static Instant time(VolumeState volume) {
        return volume.created().orElseGet(() -> time(volume.labels()));
    }

    /** When an object was made, as its labels say; the epoch where they do not. */
    static Instant time(Map<String, String> labels) {
        try {
            return Instant.parse(labels.getOrDefault(Labels.CREATED, ""));
        } catch (DateTimeParseException e) {
            return Instant.EPOCH;
        }
    }
}
