package io.drydock.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.drydock.model.NameKind;
import io.drydock.model.spec.ImageSpec;
import io.drydock.model.spec.PortSpec;
import io.drydock.model.spec.VolumeSpec;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ParsersTest {

    @ParameterizedTest
    @CsvSource({
        "180, PT3M",
        "30s, PT30S",
        "5m, PT5M",
        "24h, PT24H",
        "7d, PT168H",
        "1m30s, PT1M30S",
        "1d12h, PT36H",
        "0, PT0S"
    })
    void durationsAreSecondsOrHaveUnits(String text, Duration expected) {
        assertThat(Durations.parse(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"10x", "-1", "1.5h", "s", "30 s", "5M", "30s5m", "99999999999", "999999d", "\u0663\u0660"})
    void otherDurationsAreRefusedByTheirText(String text) {
        assertRefused(Durations::parse, text);
    }

    @Test
    void aRefusedDurationSaysWhatToWrite() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Durations.parse("10x"))
                .withMessage("\"10x\" is not a duration: write 30, 30s, 5m, 24h");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "0s", "0h0m"})
    void aLimitIsNeverZero(String text) {
        assertRefused(Durations::limit, text);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "1048576, 1048576",
        "64k, 65536",
        "512m, 536870912",
        "1g, 1073741824",
        "1G, 1073741824",
        "1.5g, 1610612736",
        "20GB, 21474836480",
        "20 GiB, 21474836480",
        "2t, 2199023255552",
        "7b, 7"
    })
    void sizesAreBytesOrHaveUnits(String text, long expected) {
        assertThat(Sizes.parse(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "m", "1x", "1mm", "9999999999p", "1,5g", "99999999999999999999"})
    void otherSizesAreRefusedByTheirText(String text) {
        assertRefused(Sizes::parse, text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"512", "5m", "0"})
    void memoryIsNoLessThanTheEngineAccepts(String text) {
        assertRefused(Sizes::memory, text);
        assertThat(Sizes.memory("6m")).isEqualTo(6L << 20);
    }

    @Test
    void portsArePublishedOnAHostPortOfTheirOwnOrOnAnyOne() {
        assertThat(Ports.published("8080")).isEqualTo(new PortSpec(OptionalInt.empty(), 8080));
        assertThat(Ports.published("80:8080")).isEqualTo(new PortSpec(OptionalInt.of(80), 8080));
        assertThat(Ports.parse("65535")).isEqualTo(65535);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "65536", "http", "80:", ":80", "127.0.0.1:80:80", "53/udp", "1:2:3", "-1", "80-90"})
    void otherPortsAreRefusedByTheirText(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Ports.published(text));
    }

    @ParameterizedTest
    @CsvSource({"1, 1.0", "0.5, 0.5", ".5, 0.5", "16, 16.0"})
    void cpusAreDecimalNumbers(String text, double expected) {
        assertThat(Numbers.cpus(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "0.001", "-1", "two", "1e3", "NaN", "1."})
    void otherCpusAreRefusedByTheirText(String text) {
        assertRefused(Numbers::cpus, text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"no", "always", "unless-stopped", "on-failure", "on-failure:3"})
    void restartPoliciesAreDockers(String text) {
        assertThat(Restart.parse(text)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"never", "on-failure:0", "on-failure:", "always:3", "No"})
    void otherRestartPoliciesAreRefusedByTheirText(String text) {
        assertRefused(Restart::parse, text);
    }

    @Test
    void statusesAreOneOrARange() {
        assertThat(StatusRange.parse("204")).isEqualTo(new StatusRange(204, 204));
        assertThat(StatusRange.parse("200-399")).isEqualTo(new StatusRange(200, 399));
    }

    @ParameterizedTest
    @ValueSource(strings = {"99", "600", "2xx", "299-200", "200-", "200,204"})
    void otherStatusesAreRefusedByTheirText(String text) {
        assertRefused(StatusRange::parse, text);
    }

    @Test
    void volumesAreNamedAndMayBeReadOnly() {
        assertThat(Volumes.parse("data:/var/lib/data")).isEqualTo(new VolumeSpec("data", "/var/lib/data", false));
        assertThat(Volumes.parse("data:/var/:ro")).isEqualTo(new VolumeSpec("data", "/var", true));
        assertThat(Volumes.parse("data:/var:rw")).isEqualTo(new VolumeSpec("data", "/var", false));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/host:/var",
                "./host:/var",
                "~/x:/var",
                "C:\\x:/var",
                "data",
                "Data:/x",
                "data:x",
                "data:/",
                "a:/b:z"
            })
    void otherVolumesAreRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Volumes.parse(text));
    }

    @Test
    void aFolderOfTheHostIsAnsweredWithTheWayToCopyItIn() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Volumes.parse("./data:/var"))
                .withMessageContaining("<files>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"relative", "", "/a/../etc", "/a:b", "..", "C:\\x"})
    void pathsInContainersAreAbsolute(String text) {
        assertRefused(Paths::inContainer, text);
        assertThat(Paths.inContainer("/app/target/")).isEqualTo("/app/target");
    }

    @Test
    void pathsHereStartFromTheModule() {
        Path basedir = Path.of("/srv/shop").toAbsolutePath();
        assertThat(Paths.from(basedir).parse("docker/../Dockerfile")).isEqualTo(basedir.resolve("Dockerfile"));
        assertThat(Paths.from(basedir).parse(basedir.toString())).isEqualTo(basedir);
        assertRefused(Paths.from(basedir), "a\0b");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Db", "my_db", "-db", "db-", "my.db", "d b", ""})
    void namesAreDnsLabels(String text) {
        assertRefused(Texts.name(NameKind.SERVICE), text);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Texts.name(NameKind.SERVICE).parse("x".repeat(64)));
        assertThat(Texts.name(NameKind.SERVICE).parse("my-db2")).isEqualTo("my-db2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1A", "A-B", "A B", "A=B"})
    void namesOfForwardedVariablesArePosix(String text) {
        assertRefused(Texts::envName, text);
        assertThat(Texts.envName("_AWS_KEY1")).isEqualTo("_AWS_KEY1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-x", "a b", "a..b", "a.lock", "a/", "/a", "a~1", "a^", "a:b", "a?", "a*", "a[", "a\\b", "@{", "@",
                "a//b", ".a", "a."
            })
    void branchNamesAreGits(String text) {
        assertRefused(Texts::branch, text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"master", "feature/Login_1", "fix#12", "\u00fcber/caf\u00e9", "a@b", "v1.2"})
    void branchNamesThatGitTakesAreTaken(String text) {
        assertThat(Texts.branch(text)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "256.0.0.1", "1.2.3", "example.com", "127.0.0.1:80"})
    void portsAreBoundToAddressesNotNames(String text) {
        assertRefused(Texts::bind, text);
        assertThat(Texts.bind("0.0.0.0")).isEqualTo("0.0.0.0");
        assertThat(Texts.bind("::1")).isEqualTo("::1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"root", "1000", "1000:1000", "app:staff"})
    void usersHaveAGroupOrNot(String text) {
        assertThat(Texts.user(text)).isEqualTo(text);
        assertRefused(Texts::user, text + ":");
        assertRefused(Texts::user, text + " x");
    }

    @Test
    void aWrongPatternSaysWhere() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Texts.regex("ready ("))
                .withMessageContaining("\"ready (\" is not a regular expression")
                .withMessageContaining("near character 7");
        assertThat(Texts.regex("^ready").matcher("a\nready").find()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"TRUE", "yes", "1", "false "})
    void yesAndNoAreTrueAndFalse(String text) {
        assertRefused(Numbers::bool, text);
        assertThat(Numbers.bool("true")).isTrue();
        assertThat(Numbers.bool("false")).isFalse();
    }

    @Test
    void aChoiceListsAll() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Texts.oneOf(ImageSpec.Builder.class).parse("kaniko"))
                .withMessage("\"kaniko\" is not known here: write auto or buildkit or classic");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "registry.example.com",
                "localhost",
                "localhost:5000",
                "ci:5000/team/apps",
                "10.0.0.1:443",
                "a.b/c_d"
            })
    void registriesAreHostsWithPortAndPath(String text) {
        assertThat(Registries.parse(text)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://registry.example.com",
                "registry.example.com/",
                "a.b/Team",
                "a.b:port",
                "team",
                "team/app"
            })
    void otherRegistriesAreRefusedByTheirText(String text) {
        assertRefused(Registries::parse, text);
    }

    @Test
    void credentialsInARegistryAreNotShown() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Registries.parse("me:s3cret@registry.example.com"))
                .withMessageContaining("settings.xml")
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("s3cret"));
    }

    @Test
    void addressesHaveHostAndPortAlone() {
        assertThat(UrlTemplate.check("redis://@{host}:@{port}/0")).isEqualTo("redis://@{host}:@{port}/0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> UrlTemplate.check("redis://u:s3cret@{hots}"))
                .withMessage("\"@{hots}\" is not known here: write @{host} and @{port}");
        assertThatIllegalArgumentException().isThrownBy(() -> UrlTemplate.check("redis://@{host"));
    }

    @Test
    void longAndMultiLineTextsAreShownShort() {
        assertThat(Parser.quoted("a\nb\u0007" + "c".repeat(500)))
                .hasSizeLessThan(70)
                .startsWith("\"a b c")
                .endsWith("...\"");
    }

    private static void assertRefused(Parser<?> parser, String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> parser.parse(text))
                .withMessageContaining(Parser.quoted(text));
    }
}
