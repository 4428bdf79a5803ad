package io.drydock.engine;

import io.drydock.model.state.VolumeState;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Volumes in memory. */
public final class FakeVolumes implements Volumes {

    private final FakeEngine engine;
    private final Map<String, VolumeState> volumes = new LinkedHashMap<>();

    FakeVolumes(FakeEngine engine) {
        this.engine = engine;
    }

    @Override
    public synchronized List<VolumeState> list(Map<String, String> labels) {
        engine.listed("volumes.list");
        return volumes.values().stream()
                .filter(volume -> FakeEngine.bears(volume.labels(), labels))
                .toList();
    }

    @Override
    public synchronized Optional<VolumeState> find(String name) {
        return Optional.ofNullable(volumes.get(name));
    }

    @Override
    public synchronized VolumeState create(String name, Map<String, String> labels) {
        engine.called("volumes.create", name);
        return volumes.computeIfAbsent(
                name, key -> new VolumeState(key, Map.copyOf(labels), Optional.of(engine.now())));
    }

    @Override
    public synchronized void remove(String name) {
        engine.called("volumes.remove", name);
        volumes.remove(name);
    }
}
