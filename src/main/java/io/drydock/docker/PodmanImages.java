package io.drydock.docker;

import io.drydock.model.state.ImageState;
import java.util.List;
import java.util.Optional;

/** What podman tells of images in another way than Docker. */
final class PodmanImages {

    /** Of its own API, which tells healthchecks. Every podman with Docker's API 1.41 knows it. */
    private static final String OWN_API = "4.0.0/libpod";

    private static final List<String> REGISTRIES = List.of("docker.io/library/", "docker.io/", "localhost/");

    private final EngineClient own;

    PodmanImages(EngineClient client) {
        this.own = client.withApi(OWN_API);
    }

    /** An image as Docker would tell it. */
    ImageState asDocker(ImageState image) {
        ImageState named = named(image);
        return healthcheck(image.id())
                .map(test -> named.withConfig(named.config().withHealthcheck(test)))
                .orElse(named);
    }

    /**
     * Without the registry that podman gives to names that have none: {@code localhost} to what was loaded, {@code docker.io} to what
     * was built.
     */
    static ImageState named(ImageState image) {
        return image.withTags(
                image.tags().stream().map(PodmanImages::plain).distinct().toList());
    }

    private static String plain(String tag) {
        return REGISTRIES.stream()
                .filter(tag::startsWith)
                .findFirst()
                .map(registry -> tag.substring(registry.length()))
                .orElse(tag);
    }

    private Optional<List<String>> healthcheck(String id) {
        return own.find(EngineRequest.get("inspect image " + id, "/images/" + EngineRequest.part(id) + "/json"))
                .flatMap(ImageReader::healthcheck);
    }
}
