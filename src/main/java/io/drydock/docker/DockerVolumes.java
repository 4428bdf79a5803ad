package io.drydock.docker;

import io.drydock.engine.EngineException.Kind;
import io.drydock.engine.Volumes;
import io.drydock.model.state.VolumeState;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The engine's volumes, by {@code /volumes}. */
final class DockerVolumes implements Volumes {

    private final EngineClient client;

    DockerVolumes(EngineClient client) {
        this.client = client;
    }

    @Override
    public List<VolumeState> list(Map<String, String> labels) {
        EngineRequest request = EngineRequest.get("list volumes", "/volumes").labelled(labels);
        return client.json(request).at("Volumes").items().stream()
                .map(DockerVolumes::state)
                .toList();
    }

    @Override
    public Optional<VolumeState> find(String name) {
        return client.find(EngineRequest.get("inspect volume " + name, path(name)))
                .map(DockerVolumes::state);
    }

    @Override
    public VolumeState create(String name, Map<String, String> labels) {
        return state(client.json(EngineRequest.post("create volume " + name, "/volumes/create")
                .json(Map.of("Name", name, "Labels", labels))));
    }

    @Override
    public void remove(String name) {
        client.change(EngineRequest.delete("remove volume " + name, path(name)), Kind.NOT_FOUND);
    }

    private static String path(String name) {
        return "/volumes/" + EngineRequest.part(name);
    }

    private static VolumeState state(Json json) {
        return new VolumeState(
                json.at("Name").text(),
                json.at("Labels").textFields(),
                ContainerReader.time(json.at("CreatedAt").text()));
    }
}
