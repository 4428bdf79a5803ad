package io.drydock.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drydock.model.DrydockException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FlagsReaderTest {

    private static Flags read(Given given) {
        return FlagsReader.read(given.input(), "verify");
    }

    @Test
    void nothingIsSetByDefault() {
        Flags flags = read(Given.pom(""));

        assertThat(flags)
                .isEqualTo(new Flags(
                        Optional.empty(),
                        Optional.empty(),
                        false,
                        Flags.Format.TEXT,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        List.of(),
                        Optional.empty(),
                        false,
                        true,
                        false,
                        false,
                        false,
                        Optional.empty(),
                        false,
                        false,
                        Flags.Superseded.FAIL,
                        "production",
                        false,
                        Optional.empty(),
                        new Flags.Prune(OptionalLong.empty(), Duration.ofDays(30)),
                        new Flags.Layers(OptionalInt.empty(), OptionalLong.empty()),
                        new Flags.Status(List.of(), List.of(), List.of(), false),
                        false,
                        Duration.ofSeconds(10)));
        assertThat(flags.skip()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"docker.skip", "docker.verify.skip"})
    void aBareSwitchSkipsTheGoal(String property) {
        Flags flags = read(Given.pom("").with(property, ""));

        assertThat(flags.skip()).isTrue();
        assertThat(flags.skippedBy()).contains(property);
    }

    @Test
    void theSwitchOfAnotherGoalDoesNot() {
        assertThat(read(Given.pom("").with("docker.run.skip", "true")).skip()).isFalse();
    }

    @Test
    void theCommandLineUndoesASwitchOfThePom() {
        assertThat(read(Given.pom("<skip>true</skip>")).skip()).isTrue();
        assertThat(read(Given.pom("<skip>true</skip>").with("docker.skip", "false"))
                        .skip())
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({"skipTests, ''", "skipITs, true", "maven.test.skip, TRUE"})
    void mavensOwnSwitchesSkipTheTests(String property, String value) {
        assertThat(read(Given.pom("").project(property, value)).testsSkipped()).contains(property);
        assertThat(read(Given.pom("").project(property, value).with(property, "false"))
                        .testsSkipped())
                .isEmpty();
    }

    @Test
    void eachOptionHasItsProperty() {
        Flags flags = read(Given.pom("")
                .with("docker.dryRun", "")
                .with("docker.follow", "true")
                .with("docker.pull", "false")
                .with("docker.master.refresh", "true")
                .with("docker.services.fresh", "true")
                .with("docker.services.reset", "true")
                .with("docker.services.timeout", "10m")
                .with("docker.verify.again", "true")
                .with("docker.run.unverified", "true")
                .with("docker.flatten.all", "true")
                .with("docker.layers.max", "40")
                .with("docker.layers.maxWaste", "10m")
                .with("docker.prune.pressure", "20GB")
                .with("docker.grace", "1s"));

        assertThat(flags.dryRun()).isTrue();
        assertThat(flags.follow()).isTrue();
        assertThat(flags.pull()).isFalse();
        assertThat(flags.masterRefresh()).isTrue();
        assertThat(flags.servicesFresh()).isTrue();
        assertThat(flags.resetVolumes()).isTrue();
        assertThat(flags.servicesTimeout()).contains(Duration.ofMinutes(10));
        assertThat(flags.verifyAgain()).isTrue();
        assertThat(flags.runUnverified()).isTrue();
        assertThat(flags.flattenAll()).isTrue();
        assertThat(flags.layers()).isEqualTo(new Flags.Layers(OptionalInt.of(40), OptionalLong.of(10L << 20)));
        assertThat(flags.prune().pressure()).hasValue(20L << 30);
        assertThat(flags.grace()).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void anOptionIsNoUnknownElementOfTheConfiguration() {
        assertThat(ConfigReader.read(Given.pom(
                                        "<dryRun>true</dryRun><verify><again>true</again></verify>"
                                                + "<services><fresh>true</fresh></services><branch-image><skip>true</skip></branch-image>")
                                .input())
                        .services())
                .isEmpty();
    }

    @Test
    void theMistakesOfTheConfigurationAreToldWithThoseOfTheOptions() {
        assertThatThrownBy(() -> read(Given.pom("<run><keep>x</keep></run>").with("docker.dryRun", "maybe")))
                .isInstanceOfSatisfying(
                        DrydockException.class, e -> assertThat(e.why().lines()).hasSize(2));
    }

    @Test
    void optionsAreReadFromAWrongConfigurationSoThatItCanBeSkipped() {
        assertThat(read(Given.pom("<run><keep>x</keep></run>").with("docker.skip", ""))
                        .skip())
                .isTrue();
    }

    @Test
    void servicesOfLogsAreNamedWithCommasOrAllByAStar() {
        assertThat(read(Given.pom("").with("docker.service", "redis, my-db")).services())
                .containsExactly("redis", "my-db");
        assertThat(read(Given.pom("").with("docker.service", "*")).services()).containsExactly("*");
        assertThatThrownBy(() -> read(Given.pom("").with("docker.service", "redis,,db")))
                .hasMessageContaining("docker.service");
    }
}
