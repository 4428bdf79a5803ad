package io.drydock.plan;

import io.drydock.model.Labels;
import io.drydock.model.result.EnvironmentStatus;
import io.drydock.model.state.ContainerSummary;
import io.drydock.model.state.EngineState;
import io.drydock.model.state.ImageState;
import io.drydock.model.state.NetworkState;
import io.drydock.model.state.VolumeState;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** All environments of an engine, put together from the labels of what is on it. */
public final class StatusBoard {

    /** The objects of one environment. */
    record Objects(List<ContainerSummary> containers, List<VolumeState> volumes, List<NetworkState> networks) {

        Objects() {
            this(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        }
    }

    private record Key(String app, String slug) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            int byApp = app.compareTo(other.app);
            return byApp != 0 ? byApp : slug.compareTo(other.slug);
        }
    }

    private final Map<Key, Objects> environments = new LinkedHashMap<>();

    private StatusBoard() {}

    /**
     * Puts them together.
     *
     * @param engine that has them
     * @param containers that bear {@link Labels#APP}; ones that do not are passed over, as in the other lists
     * @return by app and branch
     */
    public static List<EnvironmentStatus> of(
            EngineState engine,
            Collection<ContainerSummary> containers,
            Collection<VolumeState> volumes,
            Collection<NetworkState> networks) {
        StatusBoard board = new StatusBoard();
        containers.forEach(
                c -> board.add(c.labels(), objects -> objects.containers().add(c)));
        volumes.forEach(v -> board.add(v.labels(), objects -> objects.volumes().add(v)));
        networks.forEach(
                n -> board.add(n.labels(), objects -> objects.networks().add(n)));
        return board.environments.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(e -> new EnvironmentReading(
                                engine, e.getKey().app(), e.getKey().slug(), e.getValue())
                        .status())
                .toList();
    }

    /**
     * The same with the bytes of each branch's images.
     *
     * @param images that bear {@link Labels#IMAGE_APP}
     */
    public static List<EnvironmentStatus> withDisk(
            List<EnvironmentStatus> environments, Collection<ImageState> images) {
        Map<Key, Long> bytes = new LinkedHashMap<>();
        images.forEach(image -> bytes.merge(
                new Key(
                        image.labels().getOrDefault(Labels.IMAGE_APP, ""),
                        image.labels().getOrDefault(Labels.IMAGE_SLUG, "")),
                image.size(),
                Long::sum));
        return environments.stream()
                .map(e -> e.withDisk(bytes.getOrDefault(new Key(e.app(), e.slug()), 0L)))
                .toList();
    }

    private void add(Map<String, String> labels, Consumer<Objects> addition) {
        String app = labels.getOrDefault(Labels.APP, "");
        String slug = labels.getOrDefault(Labels.SLUG, "");
        if (!app.isEmpty() && !slug.isEmpty() && !Lock.isOne(labels)) {
            addition.accept(environments.computeIfAbsent(new Key(app, slug), key -> new Objects()));
        }
    }
}
