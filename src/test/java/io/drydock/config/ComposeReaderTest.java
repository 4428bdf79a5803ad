package io.drydock.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.drydock.model.DrydockException;
import io.drydock.model.spec.FileSpec;
import io.drydock.model.spec.Limits;
import io.drydock.model.spec.SecretSpec;
import io.drydock.model.spec.ServiceSpec;
import io.drydock.model.spec.VolumeSpec;
import io.drydock.model.spec.Wait;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ComposeReaderTest {

    @TempDir
    Path basedir;

    private final Map<String, String> env = new HashMap<>();

    private List<ServiceSpec> read(String yaml) {
        return read(yaml, "<composeFile>compose.yaml</composeFile>");
    }

    private List<ServiceSpec> read(String yaml, String pom) {
        write("compose.yaml", yaml);
        return ConfigReader.read(new Input(Given.node(pom), Map.of(), Map.of(), env, basedir, basedir, "shop"))
                .services();
    }

    private List<String> mistakes(String yaml) {
        DrydockException e = catchThrowableOfType(DrydockException.class, () -> read(yaml));
        assertThat(e).as("a file with mistakes was accepted").isNotNull();
        return e.why().lines().toList();
    }

    private List<String> mistakesOfService(String yaml) {
        return mistakes("services:\n  db:\n    image: x\n" + yaml.indent(4));
    }

    private void write(String name, String text) {
        try {
            Files.writeString(basedir.resolve(name), text, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void aServiceIsReadWithAllItsParts() {
        write("db.env", "# its own\nA=from file\nB='q # r' # c\nexport C=\"x\\ny\"\nD=d # c\n");
        env.put("DB_VERSION", "15");
        env.put("HANDED_ON", "on");

        List<ServiceSpec> services = read("""
                name: shop
                services:
                  redis: { image: redis:7 }
                  my-db:
                    image: postgres:${DB_VERSION:-14}
                    command: postgres -c 'a b'
                    entrypoint: ["/init", "x y"]
                    env_file: db.env
                    environment: { A: own, HANDED_ON: , NOT_SET: , YES: yes, VERSION: 1.10 }
                    ports: ["127.0.0.1:5433:5432", "80/tcp"]
                    depends_on: [redis]
                    healthcheck: { test: pg_isready -U app, interval: 30s, retries: 3 }
                    volumes: ["data:/var/lib/postgresql/data", "./init:/docker-entrypoint-initdb.d:ro"]
                    configs: [{ source: conf, target: /etc/db.conf }]
                    secrets: [pw, token]
                    user: postgres
                    mem_limit: 512m
                    cpus: 0.5
                    restart: always
                    x-note: free
                volumes: { data: }
                configs: { conf: { file: ./db.conf } }
                secrets: { pw: { file: pw.txt }, token: { environment: TOKEN } }
                """);

        assertThat(services.get(1))
                .isEqualTo(new ServiceSpec(
                        "my-db",
                        Optional.of("postgres:15"),
                        Optional.empty(),
                        Map.of(
                                "A",
                                "own",
                                "B",
                                "q # r",
                                "C",
                                "x\ny",
                                "D",
                                "d",
                                "HANDED_ON",
                                "on",
                                "YES",
                                "yes",
                                "VERSION",
                                "1.10"),
                        OptionalInt.of(5432),
                        Optional.empty(),
                        List.of(new Wait.Exec(List.of("/bin/sh", "-c", "pg_isready -U app"))),
                        Duration.ofSeconds(180),
                        List.of("redis"),
                        List.of(new VolumeSpec("data", "/var/lib/postgresql/data", false)),
                        List.of(
                                new FileSpec(basedir.resolve("init"), "/docker-entrypoint-initdb.d"),
                                new FileSpec(basedir.resolve("db.conf"), "/etc/db.conf")),
                        List.of(
                                new SecretSpec("pw", Optional.empty(), Optional.of(basedir.resolve("pw.txt"))),
                                new SecretSpec("token", Optional.of("TOKEN"), Optional.empty())),
                        Optional.of(List.of("postgres", "-c", "a b")),
                        Optional.of(List.of("/init", "x y")),
                        Optional.of("postgres"),
                        new Limits(OptionalLong.of(512L << 20), OptionalDouble.of(0.5)),
                        "always",
                        true,
                        true));
    }

    @Test
    void aServiceThatOthersWaitToEndIsOneShot() {
        List<ServiceSpec> services = read("""
                services:
                  app-db: { image: postgres }
                  migrate: { image: flyway, depends_on: { app-db: { condition: service_healthy } } }
                  api: { image: api, expose: [8080], depends_on: { migrate: { condition: service_completed_successfully } } }
                """);

        assertThat(services.get(1).oneShot()).isTrue();
        assertThat(services.get(1).restart()).isEqualTo("no");
        assertThat(services.get(2).dependsOn()).containsExactly("migrate");
        assertThat(services.get(2).port()).hasValue(8080);
        assertThat(services.get(2).publish()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "[\"CMD\", \"a\", \"b c\"] ; exec a b c",
                "[\"CMD-SHELL\", \"a | b\"] ; exec /bin/sh -c a | b",
                "a && b ; exec /bin/sh -c a && b",
                "[\"NONE\"] ; ''"
            })
    void healthchecksBecomeWaits(String test, String wait) {
        List<Wait> waits = read("services: { db: { image: x, healthcheck: { test: " + test + " } } }")
                .get(0)
                .waits();
        assertThat(String.join("", waits.stream().map(Wait::toString).toList())).isEqualTo(wait);
    }

    @Test
    void aliasesAndMergeKeysAreFollowed() {
        List<ServiceSpec> services = read("""
                x-base: &base
                  image: busybox
                  environment: &env { A: 1, B: 1 }
                services:
                  one: { <<: *base, command: [a] }
                  two:
                    <<: [*base]
                    environment: { B: 2, <<: *env }
                """);

        assertThat(services.get(0).image()).contains("busybox");
        assertThat(services.get(0).env()).containsEntry("A", "1");
        assertThat(services.get(1).env()).containsOnly(Map.entry("A", "1"), Map.entry("B", "2"));
    }

    @Test
    void variablesComeFromTheEnvironmentElseFromTheFileBeside() {
        write(".env", "TAG=6\nNAME=redis\n");
        env.put("TAG", "7");

        assertThat(read("services: { r: { image: \"$NAME:${TAG}\" } }").get(0).image())
                .contains("redis:7");
    }

    @Test
    void servicesOfOtherProfilesStayAway() {
        String yaml = "services: { a: { image: x }, b: { image: x, profiles: [debug] } }";

        assertThat(read(yaml)).extracting(ServiceSpec::name).containsExactly("a");
        env.put("COMPOSE_PROFILES", "x, debug");
        assertThat(read(yaml)).extracting(ServiceSpec::name).containsExactly("a", "b");
    }

    @Test
    void theFilesOfTheShellToolDoNotMixWithIt() {
        write(".dockerize.containers", "mysql:8:3306\n");

        assertThat(read("services: { a: { image: x } }"))
                .extracting(ServiceSpec::name)
                .containsExactly("a");
    }

    @Test
    void servicesAndAComposeFileAreNotWrittenTogether() {
        DrydockException e = catchThrowableOfType(
                DrydockException.class,
                () -> read(
                        "services: {}",
                        "<services><service><image>x</image></service></services><composeFile>compose.yaml</composeFile>"));
        assertThat(e.why()).isEqualTo("<composeFile>: stands beside <services>: write one of the two");
    }

    @Test
    void allThatIsNotSupportedIsNamed() {
        assertThat(mistakes("""
                        services:
                          web:
                            build: .
                            networks: [front]
                            privileged: true
                            volumes: ["./src:/app", "/var/run/docker.sock:/var/run/docker.sock"]
                            ports: ["8000-8010:8000-8010", "53/udp"]
                            deploy: { replicas: 3 }
                        networks: { front: }
                        volumes: { data: { driver: nfs } }
                        """))
                .hasSize(11)
                .anyMatch(line -> line.startsWith("compose.yaml: networks: is not supported here"))
                .anyMatch(line -> line.startsWith("compose.yaml: volumes.data.driver: is not supported here"))
                .anyMatch(line -> line.startsWith("compose.yaml: services.web.build: is not supported here"))
                .anyMatch(line -> line.startsWith("compose.yaml: services.web.networks: is not supported here"))
                .anyMatch(line -> line.startsWith("compose.yaml: services.web.privileged: is not supported here"))
                .anyMatch(line -> line.startsWith("compose.yaml: services.web.deploy.replicas: is not supported here"))
                .anyMatch(line -> line.startsWith("compose.yaml: services.web: has no image"))
                .anyMatch(
                        line -> line.startsWith("compose.yaml: services.web.volumes[0]: \"./src:/app\" is not a named"))
                .anyMatch(line -> line.startsWith("compose.yaml: services.web.volumes[1]: \"/var/run/docker.sock:"))
                .anyMatch(line -> line.startsWith("compose.yaml: services.web.ports[0]: \"8000-8010:8000-8010\""))
                .anyMatch(line -> line.startsWith("compose.yaml: services.web.ports[1]: \"53/udp\""));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "depends_on: [reddis] | : <dependsOn> \"reddis\" is no service here",
                "depends_on: { db: { condition: ready } } | .depends_on.db: \"ready\" is not known here",
                "command: a 'b | .command: the quote at character 3",
                "mem_limit: lots | .mem_limit: \"lots\" is not a size",
                "restart: sometimes | .restart: \"sometimes\" is not a restart policy",
                "environment: ['=x'] | .environment[0]: is not NAME=value",
                "environment: { A: [x] } | .environment.A: takes a text alone",
                "env_file: none.env | .env_file: \"",
                "healthcheck: { test: [pg_isready] } | .healthcheck.test: begins with none of CMD",
                "secrets: [pw] | .secrets[0]: \"pw\" has no file under secrets at the top",
                "secrets: [{ source: pw, target: /a }] | .secrets[0].target: \"/a\" is not the id of a secret",
                "user: [a] | .user: takes a text alone",
                "image2: $NO | .image2: the variable NO is not set",
                "volumes: [{ type: bind, source: a, target: /b }] | .volumes[0].type: is not supported here"
            })
    void wrongValuesAreToldByTheirPlace(String yaml, String line) {
        assertThat(mistakesOfService(yaml)).anyMatch(told -> told.startsWith("compose.yaml: services.db" + line));
    }

    @Test
    void aSecretsFileIsCalledAsItsTargetSays() {
        List<ServiceSpec> services = read("""
                services:
                  db: { image: postgres:15, secrets: [{ source: pw, target: db_password }] }
                secrets: { pw: { file: pw.txt } }
                """);

        assertThat(services.get(0).secrets())
                .containsExactly(
                        new SecretSpec("db_password", Optional.empty(), Optional.of(basedir.resolve("pw.txt"))));
    }

    @Test
    void valuesOfVariablesAreNotShown() {
        env.put("PW", "s3cret");
        write("bad.env", "PW='s3cret\n");
        assertThat(mistakesOfService("environment: ['=${PW}']\nenv_file: bad.env\ncommand: redis \"${PW}"))
                .hasSize(3)
                .noneMatch(line -> line.contains("s3cret"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "services: [",
                "a: 1\na: 2",
                "\t",
                "services: *none",
                "- a",
                "text",
                "",
                "services:",
                "a: &x [*x]"
            })
    void whatIsNoComposeFileIsToldByTheFilesName(String yaml) {
        assertThat(mistakes(yaml)).allMatch(line -> line.startsWith("compose.yaml"));
    }

    @Test
    void aBombOfAliasesIsDefused() {
        StringBuilder yaml = new StringBuilder("a0: &a0 [x, x]\n");
        for (int i = 1; i < 25; i++) {
            yaml.append("a%d: &a%d [*a%d, *a%d]\n".formatted(i, i, i - 1, i - 1));
        }
        assertThat(mistakes(yaml.toString())).anyMatch(line -> line.contains("aliases"));
    }

    @Test
    void aFileThatIsNotThereIsTold() {
        assertThat(catchThrowableOfType(DrydockException.class, () -> read("", "<composeFile>other.yaml</composeFile>"))
                        .why())
                .startsWith("<composeFile>: \"")
                .contains("other.yaml");
    }

    @Test
    void nonsenseIsReadOrRefusedButNeverBreaksTheReader() {
        Random random = new Random(7);
        List<String> pieces = List.of(
                "services:",
                "\n",
                "\n  ",
                "\n    ",
                "db:",
                " image: ",
                "x",
                "- ",
                "[",
                "]",
                "{",
                "}",
                ", ",
                "\"",
                "'",
                ": ",
                "command: ",
                "ports: ",
                "volumes: ",
                "environment: ",
                "healthcheck: ",
                "test: ",
                "depends_on: ",
                "secrets: ",
                "&a ",
                "*a",
                "<<: ",
                "${X}",
                "$",
                "1",
                "~",
                "|",
                ">",
                "!!int ",
                "#",
                "\t",
                "configs: ",
                "deploy: ",
                "? ");
        for (int i = 0; i < 150; i++) {
            StringBuilder yaml = new StringBuilder(random.nextBoolean() ? "services:\n  db:\n    image: x\n    " : "");
            for (int length = random.nextInt(12); length > 0; length--) {
                yaml.append(pieces.get(random.nextInt(pieces.size())));
            }
            try {
                assertThat(read(yaml.toString())).isNotEmpty();
            } catch (DrydockException e) {
                assertThat(e.why()).as(yaml.toString()).isNotBlank();
            }
        }
    }
}
