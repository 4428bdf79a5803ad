package io.drydock.engine;

import io.drydock.dockerfile.LayerItem;
import io.drydock.engine.EngineException.Kind;
import io.drydock.model.ImageName;
import io.drydock.model.spec.ImageSpec.Builder;
import io.drydock.model.state.ContainerState;
import io.drydock.model.state.ImageConfig;
import io.drydock.model.state.ImageState;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Images in memory. A build reads the Dockerfile's FROM and LABEL, and makes layers as {@link FakeLayers} does. */
public final class FakeImages implements Images {

    private record Failure(int exitCode, String output) {}

    private final FakeEngine engine;
    private final Map<String, ImageState> byId = new LinkedHashMap<>();
    private final Map<String, FakeLayers> layersById = new HashMap<>();
    private final Map<String, String> idByName = new LinkedHashMap<>();
    private final Map<String, Failure> failures = new HashMap<>();
    private Optional<String> obstacle = Optional.empty();

    FakeImages(FakeEngine engine) {
        this.engine = engine;
    }

    synchronized ImageState put(String name, ImageConfig config, Map<String, String> labels) {
        String id = newId();
        put(id, config, labels, FakeLayers.base(id, 1000, now()));
        idByName.put(name, id);
        return find(id).orElseThrow();
    }

    private void put(String id, ImageConfig config, Map<String, String> labels, FakeLayers layers) {
        layersById.put(id, layers);
        byId.put(id, new ImageState(id, List.of(), Map.copyOf(labels), config, layers.size(), now(), layers.ids()));
    }

    private String newId() {
        return "sha256:" + engine.id();
    }

    private long now() {
        return engine.clock().instant().getEpochSecond();
    }

    synchronized void cannotDerive(String reason) {
        obstacle = Optional.of(reason);
    }

    synchronized void failStep(String instruction, int exitCode, String output) {
        failures.put(instruction, new Failure(exitCode, output));
    }

    @Override
    public synchronized Optional<ImageState> find(String reference) {
        String id = idByName.getOrDefault(reference, reference);
        return Optional.ofNullable(byId.get(id)).map(this::withTags);
    }

    private ImageState withTags(ImageState image) {
        List<String> tags = idByName.entrySet().stream()
                .filter(name -> name.getValue().equals(image.id()))
                .map(Map.Entry::getKey)
                .toList();
        return new ImageState(
                image.id(), tags, image.labels(), image.config(), image.size(), image.created(), image.layers());
    }

    @Override
    public synchronized List<ImageState> list(Map<String, String> labels) {
        return byId.values().stream()
                .filter(image -> FakeEngine.bears(image.labels(), labels))
                .map(this::withTags)
                .toList();
    }

    @Override
    public void pull(ImageName name, Optional<Credentials> credentials, Consumer<String> progress) {
        engine.called("images.pull", name.toString());
        if (find(name.toString()).isEmpty()) {
            throw FakeEngine.refusal(Kind.NOT_FOUND, 404, "pull access denied for " + name);
        }
    }

    @Override
    public synchronized BuiltImage build(BuildRequest request, Consumer<String> output) {
        engine.called("images.build", String.join(" ", request.tags()));
        String builder = request.builder() == Builder.CLASSIC ? "classic" : "buildkit";
        String reason = request.builder() == Builder.AUTO ? "the engine offers it" : "the configuration asks for it";
        output.accept("builder: " + builder + " (" + reason + ")");
        Map<String, String> labels = new LinkedHashMap<>();
        ImageConfig config = ImageConfig.EMPTY;
        FakeLayers layers = new FakeLayers(List.of(), List.of(), List.of());
        for (String instruction : request.dockerfile().text().lines().toList()) {
            output.accept("Step : " + instruction);
            if (instruction.startsWith("FROM ")) {
                ImageState base = base(instruction.substring("FROM ".length()));
                labels.putAll(base.labels());
                config = base.config();
                layers = layersById.get(base.id());
            } else if (instruction.startsWith("LABEL ")) {
                String[] label = instruction.substring("LABEL ".length()).split("=", 2);
                labels.put(label[0], label[1]);
            } else if (instruction.startsWith("HEALTHCHECK ")) {
                String command = instruction.substring(instruction.indexOf("CMD ") + "CMD ".length());
                config = config.withHealthcheck(List.of("/bin/sh", "-c", command));
            }
            failAt(instruction);
            if (!instruction.startsWith("FROM ")) {
                layers = layers.with(instruction, newId(), now());
            }
        }
        labels.putAll(request.labels());
        String id = newId();
        put(id, config, labels, layers);
        request.tags().forEach(tag -> idByName.put(tag, id));
        return new BuiltImage(id, builder);
    }

    private ImageState base(String name) {
        return find(name)
                .orElseThrow(() -> new BuildException(
                        "Could not build",
                        "its base image " + name + " is not on the engine and could not be pulled",
                        List.of("docker pull " + name)));
    }

    private void failAt(String instruction) {
        Optional.ofNullable(failures.get(instruction)).ifPresent(failure -> {
            throw new BuildException(
                    "Could not build",
                    "step (" + instruction + ") ended with exit code " + failure.exitCode() + "\n" + failure.output(),
                    List.of());
        });
    }

    @Override
    public synchronized void tag(String id, ImageName name) {
        engine.called("images.tag", id + " " + name);
        ImageState image = find(id).orElseThrow(() -> FakeEngine.refusal(Kind.NOT_FOUND, 404, "No such image: " + id));
        idByName.put(name.toString(), image.id());
    }

    @Override
    public synchronized boolean remove(String reference) {
        engine.called("images.remove", reference);
        Optional<ImageState> image = find(reference);
        if (image.isEmpty()
                || engine.containers().uses(image.get().id())
                        && image.get().tags().size() < 2) {
            return false;
        }
        idByName.remove(reference);
        if (byId.containsKey(reference) || !idByName.containsValue(image.get().id())) {
            byId.remove(image.get().id());
            idByName.values().removeIf(image.get().id()::equals);
        }
        return true;
    }

    @Override
    public String push(ImageName name, Optional<Credentials> credentials, Consumer<String> progress) {
        engine.called("images.push", name.toString());
        return find(name.toString())
                .orElseThrow(() -> FakeEngine.refusal(Kind.NOT_FOUND, 404, "No such image: " + name))
                .id();
    }

    @Override
    public synchronized String commit(String container, Map<String, String> labels) {
        engine.called("images.commit", container);
        ContainerState state = engine.containers()
                .find(container)
                .orElseThrow(() -> FakeEngine.refusal(Kind.NOT_FOUND, 404, "No such container: " + container));
        Map<String, String> all = new LinkedHashMap<>(state.labels());
        all.putAll(labels);
        ImageConfig base = find(state.image()).map(ImageState::config).orElse(ImageConfig.EMPTY);
        String id = newId();
        put(id, base, all, layersById.get(state.image()).with("RUN", newId(), now()));
        return id;
    }

    @Override
    public synchronized void empty(ImageName name, Map<String, String> labels) {
        engine.called("images.empty", name.toString());
        if (find(name.toString()).filter(image -> image.labels().equals(labels)).isEmpty()) {
            put(name.toString(), ImageConfig.EMPTY, labels);
        }
    }

    @Override
    public void load(InputStream tar) {
        engine.called("images.load", "");
    }

    @Override
    public List<Layer> history(String reference) {
        return layers(reference).history();
    }

    private FakeLayers layers(String reference) {
        return find(reference)
                .map(image -> layersById.get(image.id()))
                .orElseThrow(() -> FakeEngine.refusal(Kind.NOT_FOUND, 404, "No such image: " + reference));
    }

    @Override
    public String builder(Builder wanted) {
        return "buildkit";
    }

    @Override
    public Optional<io.drydock.dockerfile.ImageConfig> buildConfig(String reference) {
        return find(reference).map(image -> io.drydock.dockerfile.ImageConfig.EMPTY);
    }

    @Override
    public ImageContents contents(String reference) {
        return new ImageContents(List.of(), List.of());
    }

    @Override
    public List<List<LayerItem>> files(String reference) {
        return layers(reference).files();
    }

    @Override
    public synchronized Optional<String> obstacleToDerive() {
        return obstacle;
    }

    @Override
    public void derive(DerivedImage image) {
        engine.called("images.derive", image.name().toString());
    }

    @Override
    public synchronized String flatten(FlatImage image, Path folder) {
        engine.called("images.flatten", image.id());
        ImageState before = find(image.id())
                .orElseThrow(() -> FakeEngine.refusal(Kind.NOT_FOUND, 404, "No such image: " + image.id()));
        String id = newId();
        put(id, before.config(), before.labels(), layers(image.id()).flat(image, newId(), now()));
        image.names().forEach(name -> idByName.put(name.toString(), id));
        return id;
    }
}
