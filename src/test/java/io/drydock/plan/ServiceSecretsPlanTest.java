package io.drydock.plan;

import static io.drydock.plan.Given.service;
import static io.drydock.plan.Given.withEntrypoint;
import static io.drydock.plan.Given.withSecrets;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drydock.model.DrydockException;
import io.drydock.model.spec.ContainerRequest;
import io.drydock.model.spec.ServiceSpec;
import io.drydock.model.state.ImageConfig;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A service with secrets waits for them in a shell of its own container; what was found of them decides what is done. */
class ServiceSecretsPlanTest {

    private static final String ENVIRONMENT = "shop.feature-login-df7c7aeb35";

    private final Given given = Given.plain()
            .services(withSecrets(service("db"), "pw", "api.key-2"), service("web", "db"), service("redis"));

    @Test
    void theContainerWaitsForItsSecretsAndThenRunsWhatItWouldHaveRun() {
        ContainerRequest request = request(given, ImageConfig.EMPTY);

        assertThat(request.entrypoint().orElseThrow())
                .startsWith("/bin/sh", "-c")
                .endsWith("sh", "/run/secrets/.ready");
        assertThat(request.command()).contains(List.of("db"));
        assertThat(request.tmpfs()).containsEntry("/run/secrets", "mode=0755");
        assertThat(request.env()).containsExactly("PW_FILE=/run/secrets/pw", "API_KEY_2_FILE=/run/secrets/api.key-2");
    }

    @Test
    void theImagesOwnEntrypointAndCommandAreRunWhereNoneIsConfigured() {
        ServiceSpec plain = withEntrypoint(service("db"), Optional.empty());
        ContainerRequest request = request(Given.plain().services(withSecrets(plain, "pw")), config("/init", "serve"));

        assertThat(request.entrypoint().orElseThrow()).endsWith("/run/secrets/.ready", "/init");
        assertThat(request.command()).contains(List.of("serve"));
    }

    @Test
    void anEntrypointOfTheConfigurationLeavesTheImagesCommandOutAsTheEngineDoes() {
        ServiceSpec own = withEntrypoint(service("db"), Optional.of(List.of("/own")));
        ContainerRequest request = request(Given.plain().services(withSecrets(own, "pw")), config("/init", "serve"));

        assertThat(request.entrypoint().orElseThrow()).endsWith("/run/secrets/.ready", "/own");
        assertThat(request.command()).contains(List.of());
    }

    @Test
    void anImageWithNothingToRunIsAnErrorThatSaysSo() {
        ServiceSpec plain = withEntrypoint(service("db"), Optional.empty());

        assertThatThrownBy(() -> request(Given.plain().services(withSecrets(plain, "pw")), ImageConfig.EMPTY))
                .isInstanceOfSatisfying(
                        DrydockException.class,
                        e -> assertThat(e.why()).isEqualTo("image db:1 has neither ENTRYPOINT nor CMD"));
    }

    @Test
    void aServiceWithoutSecretsIsStartedAsItIs() {
        ContainerRequest request = request(Given.plain().services(service("db")), ImageConfig.EMPTY);

        assertThat(request.entrypoint()).isEmpty();
        assertThat(request.tmpfs()).isEmpty();
    }

    @Test
    void rightSecretsAreKept() {
        assertThat(Seen.up(given)
                        .secrets("db", SecretState.RIGHT)
                        .services(given)
                        .changesNothing())
                .isTrue();
    }

    @Test
    void aContainerThatWasRestartedGetsThemAgainAndNothingElseIsTouched() {
        assertThat(Seen.up(given)
                        .secrets("db", SecretState.NONE_YET)
                        .services(given)
                        .describe())
                .containsExactly(
                        "start service db again (it had been restarted, which took its secrets from it)",
                        "keep service web",
                        "keep service redis");
    }

    @Test
    void aChangedValueRenewsTheServiceAndWhatDependsOnIt() {
        assertThat(Seen.up(given)
                        .secrets("db", SecretState.OTHER)
                        .services(given)
                        .describe())
                .containsExactly(
                        "remove container " + ENVIRONMENT + ".db (one of its secrets changed)",
                        "start service db from db:1 (one of its secrets changed)",
                        "remove container " + ENVIRONMENT + ".web (it depends on db)",
                        "start service web from web:1 (it depends on db)",
                        "keep service redis");
    }

    @Test
    void anotherSecretIsAnotherDefinition() {
        Given more = Given.plain().services(withSecrets(service("db"), "pw"), service("web", "db"), service("redis"));

        assertThat(Seen.up(given).services(more).describe())
                .contains("start service db from db:1 (its definition changed)");
    }

    private static ContainerRequest request(Given given, ImageConfig config) {
        Plan plan = Seen.imagesOf(given)
                .image("db:1", "sha256:db", Map.of(), config)
                .services(given);
        return plan.of(Step.CreateService.class).get(0).service().request();
    }

    private static ImageConfig config(String entrypoint, String command) {
        return new ImageConfig(
                Map.of(), List.of(entrypoint), List.of(command), "", "", List.of(), Optional.empty(), List.of());
    }
}
