package io.drydock.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drydock.engine.BuildRequest;
import io.drydock.engine.Builds;
import io.drydock.engine.BuiltImage;
import io.drydock.engine.Images;
import io.drydock.model.DrydockException;
import io.drydock.model.Outcome;
import io.drydock.model.spec.ImageSpec.Builder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which builder is taken, as the engine's answers have it. */
class BuilderChoiceTest extends OnRecordedEngine {

    private static final String DOCKER = "{\"Os\":\"linux\",\"ApiVersion\":\"1.41\",\"Version\":\"20.10.24\"}";
    private static final String PODMAN = "{\"Os\":\"linux\",\"ApiVersion\":\"1.41\",\"Version\":\"4.3.1\","
            + "\"Components\":[{\"Name\":\"Podman Engine\",\"Version\":\"4.3.1\"}]}";

    private final List<String> told = new ArrayList<>();

    @Test
    void whereTheSessionIsRefusedBuildKitGetsATarAndTheReasonIsSaid() throws Exception {
        engine.answers(404, "{\"message\":\"page not found\"}");
        engine.streams("{\"id\":\"moby.image.id\",\"aux\":{\"ID\":\"sha256:ab\"}}");

        assertThat(images(DOCKER).build(build(), told::add)).isEqualTo(new BuiltImage("sha256:ab", "buildkit"));

        assertThat(told)
                .anySatisfy(line -> assertThat(line)
                        .startsWith("builder: BuildKit with a tar (the engine gives no session: ")
                        .contains("page not found"));
        assertThat(engine.requests()).hasSize(2);
        assertThat(engine.requests().get(1))
                .startsWith("POST /build?version=2&")
                .contains("FROM x");
    }

    @Test
    void aBuildThatFailedIsNotTriedWithAnotherBuilder() throws Exception {
        engine.answers(404, "{\"message\":\"page not found\"}");
        engine.streams("{\"errorDetail\":{\"message\":\"failed to solve\"},\"error\":\"failed to solve\"}");

        assertThatThrownBy(() -> images(DOCKER).build(build(), told::add))
                .isInstanceOfSatisfying(
                        DrydockException.class, e -> assertThat(e.outcome()).isEqualTo(Outcome.BUILD_FAILED));

        assertThat(engine.requests()).hasSize(2);
        assertThat(told).filteredOn(line -> line.startsWith("builder: ")).hasSize(1);
    }

    @Test
    void podmanBuildsWithItsOwnBuilderAndIsAskedForNoSession() throws Exception {
        engine.streams("{\"stream\":\"STEP 1/1: FROM x\\n\"}", "{\"aux\":{\"ID\":\"sha256:ab\"}}");

        assertThat(images(PODMAN).build(build(), told::add)).isEqualTo(new BuiltImage("sha256:ab", "classic"));

        assertThat(told).contains("builder: classic (podman builds with its own builder)");
        assertThat(engine.requests()).hasSize(1);
        assertThat(engine.requests().get(0)).startsWith("POST /build?").doesNotContain("version=2");
    }

    @Test
    void whatPodmanCannotIsRefusedWithWhatHelpsThere() throws Exception {
        BuildRequest plain = build();
        BuildRequest secret = new BuildRequest(
                plain.tags(),
                plain.labels(),
                plain.buildArgs(),
                plain.target(),
                plain.dockerfile(),
                plain.noCache(),
                plain.context(),
                Map.of("token", new byte[] {1}),
                plain.credentials(),
                Builder.AUTO,
                plain.sharedKey());

        assertThatThrownBy(() -> images(PODMAN).build(secret, told::add))
                .isInstanceOfSatisfying(DrydockException.class, e -> {
                    assertThat(e.why()).contains("<secrets> need BuildKit", "podman builds with its own builder");
                    assertThat(e.next()).first().asString().startsWith("build on Docker's engine");
                });

        assertThat(engine.requests()).isEmpty();
    }

    private BuildRequest build() throws IOException {
        Path context = Files.createDirectories(folder.resolve("context"));
        return Builds.of(context, "app/master:1", Map.of(), "FROM x\n", Builder.AUTO);
    }

    private Images images(String version) throws IOException {
        EngineClient client = engine.client();
        return new DockerImages(client, new FactsOnce(client, Json.parse(version.getBytes(StandardCharsets.UTF_8))));
    }
}
