package io.drydock.engine;

import io.drydock.model.spec.ContainerRequest;
import io.drydock.model.state.ContainerState;
import io.drydock.model.state.ContainerState.Published;
import io.drydock.model.state.ContainerSummary;
import io.drydock.model.state.ImageState;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One container in memory. Guarded by {@link FakeContainers}' monitor. */
final class FakeContainer {

    private static final int FIRST_PORT = 40000;

    final String id;
    final ContainerRequest request;
    final ImageState image;
    final Map<String, String> addresses = new LinkedHashMap<>();
    /** Networks that publish no ports. */
    final Set<String> silent = new HashSet<>();

    final Map<String, String> files = new LinkedHashMap<>();
    final List<FakeProgram.Piece> log = new ArrayList<>();
    final ByteArrayOutputStream inputs = new ByteArrayOutputStream();
    String name;
    String status = "created";
    long created;
    int exitCode;
    int restarts;
    boolean outOfMemory;
    Optional<String> health = Optional.empty();
    Optional<Instant> started = Optional.empty();
    Optional<Instant> finished = Optional.empty();

    FakeContainer(String id, ContainerRequest request, ImageState image) {
        this.id = id;
        this.request = request;
        this.image = image;
        this.name = request.name();
    }

    boolean running() {
        return status.equals("running");
    }

    List<String> command() {
        return request.command().orElse(image.config().command());
    }

    void end(int code, boolean killedForMemory, Instant now) {
        if (running()) {
            status = "exited";
            exitCode = code;
            outOfMemory = killedForMemory;
            finished = Optional.of(now);
        }
    }

    private Map<String, String> labels() {
        Map<String, String> labels = new LinkedHashMap<>(image.labels());
        labels.putAll(request.labels());
        return labels;
    }

    List<Published> published() {
        return running() && publishes() ? ports() : List.of();
    }

    /** An engine publishes in the first network by name. */
    boolean publishes() {
        return addresses.keySet().stream().min(Comparator.naturalOrder()).stream()
                        .noneMatch(silent::contains)
                && !addresses.isEmpty();
    }

    private List<Published> ports() {
        return request.ports().stream()
                .map(port -> new Published(
                        port.container(), request.bind(), port.host().orElse(FIRST_PORT + port.container() % 10000)))
                .toList();
    }

    ContainerState state() {
        return new ContainerState(
                id,
                name,
                image.id(),
                labels(),
                status,
                exitCode,
                outOfMemory,
                "",
                health,
                started,
                finished,
                restarts,
                request.env(),
                Map.copyOf(addresses),
                published(),
                0);
    }

    private String statusText() {
        return status.equals("exited") ? "Exited (" + exitCode + ") 2 minutes ago" : status;
    }

    ContainerSummary summary() {
        return new ContainerSummary(
                id, name, image.id(), labels(), status, statusText(), created, Map.copyOf(addresses), published());
    }
}
