package io.drydock.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drydock.engine.EngineException;
import io.drydock.engine.EngineException.Kind;
import io.drydock.model.spec.ContainerRequest;
import io.drydock.model.spec.Limits;
import io.drydock.model.state.ContainerState;
import io.drydock.model.state.ImageState;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Replies of podman 4.3 that differ from Docker's. */
class PodmanRepliesTest extends OnRecordedEngine {

    private static final Json VERSION =
            Json.parse("{\"Components\":[{\"Name\":\"Podman Engine\"}]}".getBytes(StandardCharsets.UTF_8));

    @Test
    void namesBearNoRegistryThatNobodyGaveThem() throws IOException {
        engine.answers(
                200,
                "[{\"Id\":\"sha256:1\",\"RepoTags\":[\"localhost/shop/x:1\",\"docker.io/shop/x:2\","
                        + "\"docker.io/library/redis:7\",\"registry.example.org/shop/x:1\"]}]");

        assertThat(images().list(Map.of()))
                .extracting(ImageState::tags)
                .containsExactly(List.of("shop/x:1", "shop/x:2", "redis:7", "registry.example.org/shop/x:1"));
    }

    @Test
    void theHealthcheckComesFromPodmansOwnApi() throws IOException {
        engine.answers(200, "{\"Id\":\"sha256:1\",\"RepoTags\":[\"localhost/shop/x:1\"],\"Config\":{\"User\":\"me\"}}")
                .answers(200, "{\"Id\":\"1\",\"Healthcheck\":{\"Test\":[\"CMD\",\"pg_isready\",\"-q\"]}}");

        ImageState image = images().find("shop/x:1").orElseThrow();

        assertThat(image.tags()).containsExactly("shop/x:1");
        assertThat(image.config().user()).isEqualTo("me");
        assertThat(image.config().healthcheck()).contains(List.of("pg_isready", "-q"));
        assertThat(engine.requests().get(1)).startsWith("GET /v4.0.0/libpod/images/sha256:1/json ");
    }

    @Test
    void whatIsRemovedWhilePodmanLooksIsNotThere() throws IOException {
        engine.answers(
                500,
                "{\"cause\":\"no such container\",\"message\":\"container 6aa7 does not exist in database: no such"
                        + " container\",\"response\":500}");

        assertThat(containers().find("web")).isEmpty();
    }

    @Test
    void whatCannotBeDoneToAContainerInItsStateIsAConflict() throws IOException {
        engine.answers(
                500,
                "{\"cause\":\"container state improper\",\"message\":\"can only kill running containers. 06 is in state"
                        + " exited: container state improper\",\"response\":500}");

        containers().kill("web", "SIGTERM");

        assertThatThrownBy(() -> containers().start("web"))
                .isInstanceOfSatisfying(
                        EngineException.class, e -> assertThat(e.kind()).isEqualTo(Kind.CONFLICT));
    }

    @Test
    void theAddressThatAContainerWasGivenIsKnownWhileItDoesNotRun() throws IOException {
        Map<String, String> labels = AskedAddress.remembered(inNetwork()).labels();
        engine.answers(
                200,
                "{\"Id\":\"1\",\"Config\":{\"Labels\":" + Json.compact(labels) + "},"
                        + "\"NetworkSettings\":{\"Networks\":{\"net\":{\"IPAMConfig\":null,\"IPAddress\":\"\"},"
                        + "\"other\":{\"IPAMConfig\":null,\"IPAddress\":\"\"}}}}");

        assertThat(labels).containsEntry("kept", "too");
        assertThat(containers().find("db"))
                .map(ContainerState::addresses)
                .contains(Map.of("net", "10.210.0.2", "other", ""));
    }

    private static ContainerRequest inNetwork() {
        return new ContainerRequest(
                "db",
                "db:1",
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Map.of("kept", "too"),
                Optional.of("net"),
                Optional.of("10.210.0.2"),
                List.of(),
                List.of(),
                List.of(),
                "",
                List.of(),
                Map.of(),
                Limits.NONE,
                "no",
                false);
    }

    private DockerContainers containers() throws IOException {
        return new DockerContainers(engine.client(), true);
    }

    private DockerImages images() throws IOException {
        return new DockerImages(engine.client(), new FactsOnce(engine.client(), VERSION));
    }
}
