package io.drydock.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class EnvironmentTest {

    private static final Commit COMMIT = Commit.of("77aa01b000000000000000000000000000000000");
    private final Environment login = Environment.of(App.of("snomed"), Branch.of("feature/login"), Optional.empty());

    @Test
    void namesImages() {
        assertThat(login.image(COMMIT)).hasToString("snomed/feature-login-df7c7aeb35:77aa01b");
        assertThat(login.image(COMMIT.withDirtyHash("1f2e3d4c")))
                .hasToString("snomed/feature-login-df7c7aeb35:77aa01b-dirty-1f2e3d4c");
        assertThat(login.stageImage(COMMIT, "build")).hasToString("snomed/feature-login-df7c7aeb35:77aa01b-build");
        assertThat(login.verified()).hasToString("snomed/feature-login-df7c7aeb35:verified");
        assertThat(login.latest()).hasToString("snomed/feature-login-df7c7aeb35:latest");
        assertThat(login.latestStage("build")).hasToString("snomed/feature-login-df7c7aeb35:latest-build");
        assertThat(login.tag("production")).hasToString("snomed/feature-login-df7c7aeb35:production");
    }

    @Test
    void namesContainersNetworkAndVolumes() {
        assertThat(login.network()).isEqualTo("snomed.feature-login-df7c7aeb35");
        assertThat(login.service("redis")).isEqualTo("snomed.feature-login-df7c7aeb35.redis");
        assertThat(login.volume("my-db", "data")).isEqualTo("snomed.feature-login-df7c7aeb35.my-db.data");
        assertThat(login.verifyContainer(COMMIT, "unit")).isEqualTo("snomed.feature-login-df7c7aeb35.77aa01b.unit");
        assertThat(login.appContainer()).isEqualTo("snomed.feature-login-df7c7aeb35.app");
        assertThat(login.keptContainer(COMMIT)).isEqualTo("snomed.feature-login-df7c7aeb35.77aa01b");
    }

    @Test
    void namesWhatASuiteHasOfItsOwnByTheSuite() {
        Environment own = login.of(COMMIT, "unit");

        assertThat(own.network()).isEqualTo("snomed.feature-login-df7c7aeb35.77aa01b.unit");
        assertThat(own.service("redis")).isEqualTo("snomed.feature-login-df7c7aeb35.77aa01b.unit.redis");
        assertThat(own.volume("db", "data")).isEqualTo("snomed.feature-login-df7c7aeb35.77aa01b.unit.db.data");
        assertThat(own.appContainer()).isEqualTo(login.appContainer());
        assertThat(own.verifyContainer(COMMIT, "it")).isEqualTo(login.verifyContainer(COMMIT, "it"));
        assertThat(own.lock("app")).isEqualTo(login.lock("app"));
    }

    @Test
    void prefixesImagesWithTheRegistry() {
        Environment there =
                Environment.of(App.of("snomed"), Branch.of("master"), Optional.of("registry.example:5000/team"));
        assertThat(there.image(COMMIT)).hasToString("registry.example:5000/team/snomed/master:77aa01b");
        assertThat(there.network()).isEqualTo("snomed.master");
    }

    @Test
    void refusesARegistryThatCannotBeginAnImageName() {
        for (String registry : new String[] {"https://registry.example", "registry.example/", "-", ""}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Environment.of(App.of("a"), Branch.of("b"), Optional.of(registry)));
        }
    }

    @Test
    void keepsEnvironmentsApartThatWouldMeetWithDashes() {
        Environment one = Environment.of(App.of("shop"), Branch.of("api-x"), Optional.empty());
        Environment other = Environment.of(App.of("shop-api"), Branch.of("x"), Optional.empty());
        assertThat(one.network()).isNotEqualTo(other.network());
    }

    @Test
    void keepsServicesApartFromTheAppAndItsKeptContainers() {
        for (String taken : new String[] {"app", "77aa01b", "77aa01b-dirty-1f2e3d4c"}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> login.service(taken))
                    .withMessageContaining(taken);
        }
    }

    @Test
    void keepsAStageApartFromADirtyCommit() {
        assertThatIllegalArgumentException().isThrownBy(() -> login.stageImage(COMMIT, "dirty-1f2e3d4c"));
    }
}
