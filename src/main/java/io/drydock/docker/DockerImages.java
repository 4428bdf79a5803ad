package io.drydock.docker;

import io.drydock.buildkit.BuildKitBuild;
import io.drydock.dockerfile.ImageConfig;
import io.drydock.dockerfile.LayerItem;
import io.drydock.engine.BuildRequest;
import io.drydock.engine.BuiltImage;
import io.drydock.engine.Credentials;
import io.drydock.engine.DerivedImage;
import io.drydock.engine.EngineException.Kind;
import io.drydock.engine.FlatImage;
import io.drydock.engine.ImageContents;
import io.drydock.engine.Images;
import io.drydock.model.ImageName;
import io.drydock.model.spec.ImageSpec;
import io.drydock.model.state.ImageState;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/** The engine's images, by {@code /images} and {@code /build}. */
final class DockerImages implements Images {

    private final EngineClient client;
    private final FactsOnce facts;

    DockerImages(EngineClient client, FactsOnce facts) {
        this.client = client;
        this.facts = facts;
    }

    @Override
    public Optional<ImageState> find(String reference) {
        Optional<ImageState> found = inspect(reference).map(ImageReader::inspected);
        return facts.podman() ? found.map(new PodmanImages(client)::asDocker) : found;
    }

    @Override
    public List<ImageState> list(Map<String, String> labels) {
        EngineRequest request = EngineRequest.get("list images", "/images/json").labelled(labels);
        List<ImageState> listed =
                client.json(request).items().stream().map(ImageReader::listed).toList();
        return facts.podman() ? listed.stream().map(PodmanImages::named).toList() : listed;
    }

    @Override
    public void pull(ImageName name, Optional<Credentials> credentials, Consumer<String> progress) {
        new Transfers(client, Pause::millis).pull(name.toString(), credentials, progress);
    }

    @Override
    public String push(ImageName name, Optional<Credentials> credentials, Consumer<String> progress) {
        return new Transfers(client, Pause::millis).push(name.toString(), credentials, progress);
    }

    @Override
    public BuiltImage build(BuildRequest request, Consumer<String> output) throws InterruptedException {
        BuiltImage built = new BuilderChoice(client, facts).build(request, output);
        return built.id().startsWith("sha256:")
                ? built
                : new BuiltImage(find(built.id()).map(ImageState::id).orElse(built.id()), built.builder());
    }

    @Override
    public void tag(String id, ImageName name) {
        Reference target = Reference.of(name.toString());
        client.change(EngineRequest.post("tag image " + id + " as " + name, path(id) + "/tag")
                .query("repo", target.repository())
                .query("tag", target.tag()));
    }

    @Override
    public boolean remove(String reference) {
        EngineRequest request = EngineRequest.delete("remove image " + reference, path(reference));
        return client.change(request, Kind.NOT_FOUND, Kind.CONFLICT);
    }

    @Override
    public String commit(String container, Map<String, String> labels) {
        EngineRequest request = EngineRequest.post("make an image of container " + container, "/commit")
                .query("container", container)
                .query("pause", "false");
        for (Map.Entry<String, String> label : new TreeMap<>(labels).entrySet()) {
            request = request.query("changes", "LABEL " + quoted(label.getKey()) + "=" + quoted(label.getValue()));
        }
        EngineRequest sent = facts.podman() ? request.json(Map.of()) : request;
        String id = client.json(sent).at("Id").text();
        return id.startsWith("sha256:") ? id : "sha256:" + id;
    }

    /** As a Dockerfile has it between double quotes; podman takes what is between the outer ones as it stands. */
    private String quoted(String text) {
        if (facts.podman()) {
            return "\"" + text + "\"";
        }
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("$", "\\$") + "\"";
    }

    @Override
    public void empty(ImageName name, Map<String, String> labels) {
        Json engine = client.json(EngineRequest.get("tell its platform", "/version"));
        EmptyArchive archive = new EmptyArchive(
                name, labels, engine.at("Os").text(), engine.at("Arch").text());
        load("make image " + name, archive::writeTo);
    }

    @Override
    public void load(InputStream tar) {
        load("load images", tar::transferTo);
    }

    private void load(String purpose, EngineRequest.Body tar) {
        EngineRequest request =
                EngineRequest.post(purpose, "/images/load?quiet=1").body("application/x-tar", tar);
        client.read(request, body -> new StatusLines(client, request).read(body, line -> {}));
    }

    @Override
    public List<Layer> history(String reference) {
        EngineRequest request =
                EngineRequest.get("tell the history of image " + reference, path(reference) + "/history");
        return client.json(request).items().stream().map(ImageReader::layer).toList();
    }

    @Override
    public String builder(ImageSpec.Builder wanted) {
        boolean classic = wanted == ImageSpec.Builder.CLASSIC
                || BuildKitBuild.notAvailable(facts.get()).isPresent();
        return classic ? BuilderChoice.CLASSIC : BuilderChoice.BUILDKIT;
    }

    @Override
    public Optional<ImageConfig> buildConfig(String reference) {
        return inspect(reference).map(ImageReader::buildConfig);
    }

    @Override
    public ImageContents contents(String reference) {
        return client.read(whole(reference), ImageArchive::read);
    }

    @Override
    public List<List<LayerItem>> files(String reference) {
        return client.read(
                whole(reference),
                in -> ImageArchive.read(in, (name, layer) -> ImageArchive.items(layer))
                        .layers());
    }

    private static EngineRequest whole(String reference) {
        return EngineRequest.get("read the layers of image " + reference, path(reference) + "/get");
    }

    @Override
    public Optional<String> obstacleToDerive() {
        if (facts.podman()) {
            return Optional.of("podman cannot make an image of layers that it has");
        }
        return facts.get().containerdStore()
                ? Optional.of("the engine's image store (containerd's) cannot make an image of layers that it has")
                : Optional.empty();
    }

    @Override
    public void derive(DerivedImage image) {
        EngineRequest request = EngineRequest.post("make image " + image.name(), "/images/load?quiet=1");
        DerivedArchive archive = new DerivedArchive(
                image, required(image.layersOf(), request), required(image.configurationOf(), request));
        load("make image " + image.name(), archive::writeTo);
    }

    @Override
    public String flatten(FlatImage image, Path folder) {
        EngineRequest whole = whole(image.id());
        ImageArchive.Image<FlatLayer.Scan> scanned =
                client.read(whole, in -> ImageArchive.read(in, (name, layer) -> FlatLayer.Scan.of(layer)));
        try (ScratchFile file = ScratchFile.in(folder)) {
            client.read(whole, in -> {
                new FlatLayer(scanned, image.base()).write(in, file);
                return image;
            });
            FlatArchive archive = new FlatArchive(image, scanned.configuration(), file.end());
            load("load the merged image", out -> archive.writeTo(out, file));
            return archive.id();
        }
    }

    private Json required(String reference, EngineRequest request) {
        return inspect(reference)
                .orElseThrow(() -> EngineErrors.inStream(client.address(), request, "there is no image " + reference));
    }

    private Optional<Json> inspect(String reference) {
        return client.find(EngineRequest.get("inspect image " + reference, path(reference) + "/json"));
    }

    private static String path(String reference) {
        return "/images/" + EngineRequest.part(reference);
    }
}
