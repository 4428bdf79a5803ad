package io.drydock.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drydock.model.App;
import io.drydock.model.DrydockException;
import io.drydock.model.Outcome;
import io.drydock.model.Subnet;
import io.drydock.model.spec.Configuration;
import io.drydock.model.spec.FileSpec;
import io.drydock.model.spec.ImageSpec;
import io.drydock.model.spec.Limits;
import io.drydock.model.spec.MasterSpec;
import io.drydock.model.spec.PortSpec;
import io.drydock.model.spec.SecretSpec;
import io.drydock.model.spec.ServiceSpec;
import io.drydock.model.spec.SuiteSpec;
import io.drydock.model.spec.VolumeSpec;
import io.drydock.model.spec.Wait;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** What right configurations become. */
class ConfigReaderTest {

    private static final Path BASEDIR = Path.of("/srv/shop").toAbsolutePath();

    private static Configuration read(String xml) {
        return ConfigReader.read(Given.pom(xml).input());
    }

    @Test
    void everythingHasADefault() {
        Configuration configuration = read("");

        assertThat(configuration.app()).isEqualTo(App.of("shop-web"));
        assertThat(configuration.registry()).isEmpty();
        assertThat(configuration.image())
                .isEqualTo(new ImageSpec(
                        BASEDIR.resolve("Dockerfile"),
                        BASEDIR,
                        Optional.empty(),
                        Map.of(),
                        List.of(),
                        ImageSpec.Builder.AUTO,
                        5));
        assertThat(configuration.master())
                .isEqualTo(new MasterSpec(
                        Optional.empty(), MasterSpec.Reuse.INHERIT, List.of(), List.of("package", "-DskipTests")));
        assertThat(configuration.forwardEnv()).isEmpty();
        assertThat(configuration.env()).isEmpty();
        assertThat(configuration.services()).isEmpty();
        assertThat(configuration.verify().failAtEnd()).isFalse();
        assertThat(configuration.verify().keepFailed()).isEqualTo(Duration.ofHours(24));
        assertThat(configuration.verify().suites()).isEmpty();
        assertThat(configuration.run().bind()).isEqualTo("127.0.0.1");
        assertThat(configuration.run().timeout()).isEqualTo(Duration.ofSeconds(60));
        assertThat(configuration.run().keep()).isEqualTo(2);
        assertThat(configuration.run().restart()).isEqualTo("unless-stopped");
        assertThat(configuration.run().limits()).isEqualTo(Limits.NONE);
        assertThat(configuration.network().pool()).isEqualTo(Subnet.parse("10.210.0.0/16"));
        assertThat(configuration.network().prefix()).isEqualTo(27);
        assertThat(configuration.network().bind()).isEqualTo("127.0.0.1");
    }

    @Test
    void emptyElementsCountAsUnset() {
        assertThat(read("<app/><registry/><image><target/><keep/></image><services/><composeFile/><forwardEnv/>"
                        + "<verify><failAtEnd/><suites/></verify><run><memory/><cpus/><labels/><volumes/></run>"))
                .isEqualTo(read(""));
    }

    @Test
    void theExampleOfTheDocumentationIsReadWhole() {
        Configuration configuration = read("""
                <app>snomed</app>
                <registry>ci.example.com:5000/apps</registry>
                <image>
                  <dockerfile>docker/Dockerfile</dockerfile><context>src</context><target>runtime</target>
                  <buildArgs><JAVA>17</JAVA></buildArgs>
                  <secrets>
                    <secret><id>token</id><env>REPO_TOKEN</env></secret>
                    <secret><id>key</id><file>key.pem</file></secret>
                  </secrets>
                  <builder>buildkit</builder><keep>7</keep>
                </image>
                <master>
                  <branch>main</branch><reuse>carry</reuse><carry><path>/root/.m2</path></carry>
                  <build>install -Dx='a b'</build>
                </master>
                <forwardEnv><name>AWS_ACCESS_KEY</name></forwardEnv>
                <env><JAVA_OPTS>-Xmx256m</JAVA_OPTS></env>
                <network><pool>10.99.0.0/16</pool><prefix>26</prefix><bind>0.0.0.0</bind></network>
                """);

        assertThat(configuration.app()).isEqualTo(App.of("snomed"));
        assertThat(configuration.registry()).contains("ci.example.com:5000/apps");
        assertThat(configuration.image())
                .isEqualTo(new ImageSpec(
                        BASEDIR.resolve("docker/Dockerfile"),
                        BASEDIR.resolve("src"),
                        Optional.of("runtime"),
                        Map.of("JAVA", "17"),
                        List.of(
                                new SecretSpec("token", Optional.of("REPO_TOKEN"), Optional.empty()),
                                new SecretSpec("key", Optional.empty(), Optional.of(BASEDIR.resolve("key.pem")))),
                        ImageSpec.Builder.BUILDKIT,
                        7));
        assertThat(configuration.master())
                .isEqualTo(new MasterSpec(
                        Optional.of("main"),
                        MasterSpec.Reuse.CARRY,
                        List.of("/root/.m2"),
                        List.of("install", "-Dx=a b")));
        assertThat(configuration.forwardEnv()).containsExactly("AWS_ACCESS_KEY");
        assertThat(configuration.env()).containsExactly(Map.entry("JAVA_OPTS", "-Xmx256m"));
        assertThat(configuration.network().pool()).isEqualTo(Subnet.parse("10.99.0.0/16"));
        assertThat(configuration.network().prefix()).isEqualTo(26);
        assertThat(configuration.network().bind()).isEqualTo("0.0.0.0");
    }

    @Test
    void anImageAloneMakesAService() {
        ServiceSpec redis = service("<image>redis:7</image>");

        assertThat(redis)
                .isEqualTo(new ServiceSpec(
                        "redis",
                        Optional.of("redis:7"),
                        Optional.empty(),
                        Map.of(),
                        OptionalInt.empty(),
                        Optional.empty(),
                        List.of(),
                        Duration.ofSeconds(180),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Limits.NONE,
                        "unless-stopped",
                        true,
                        false));
    }

    @Test
    void aServiceIsReadWithAllItsParts() {
        List<ServiceSpec> services = read("""
                        <services>
                          <service><image>redis:7</image></service>
                          <service>
                            <name>my-db</name> <image>postgres:15</image>
                            <env><POSTGRES_PASSWORD>secret</POSTGRES_PASSWORD><EMPTY/></env>
                            <port>5432</port> <url>jdbc:postgresql://@{host}:@{port}/postgres</url>
                            <timeout>2m</timeout> <dependsOn><name>redis</name></dependsOn>
                            <volumes><volume>data:/var/lib/postgresql/data</volume></volumes>
                            <files><file><from>src/db</from><to>/docker-entrypoint-initdb.d</to></file></files>
                            <secrets><secret><id>pw</id><env>DB_PW</env></secret></secrets>
                            <command>postgres -c 'a b'</command>
                            <entrypoint><arg>/bin/env</arg><arg>x y</arg><arg/></entrypoint>
                            <user>postgres</user> <memory>512m</memory> <cpus>1.5</cpus> <restart>on-failure:2</restart>
                            <required>false</required> <publish>true</publish> <newPrivileges>true</newPrivileges>
                          </service>
                        </services>
                        """).services();

        assertThat(services.get(1))
                .isEqualTo(new ServiceSpec(
                        "my-db",
                        Optional.of("postgres:15"),
                        Optional.empty(),
                        Map.of("POSTGRES_PASSWORD", "secret", "EMPTY", ""),
                        OptionalInt.of(5432),
                        Optional.of("jdbc:postgresql://@{host}:@{port}/postgres"),
                        List.of(),
                        Duration.ofMinutes(2),
                        List.of("redis"),
                        List.of(new VolumeSpec("data", "/var/lib/postgresql/data", false)),
                        List.of(new FileSpec(BASEDIR.resolve("src/db"), "/docker-entrypoint-initdb.d")),
                        List.of(new SecretSpec("pw", Optional.of("DB_PW"), Optional.empty())),
                        Optional.of(List.of("postgres", "-c", "a b")),
                        Optional.of(List.of("/bin/env", "x y", "")),
                        Optional.of("postgres"),
                        new Limits(OptionalLong.of(512L << 20), OptionalDouble.of(1.5), true),
                        "on-failure:2",
                        false,
                        true));
    }

    @Test
    void aServiceIsNamedByTheLastPartOfItsImage() {
        assertThat(service("<image>ci:5000/team/rabbitmq:3-management</image>").name())
                .isEqualTo("rabbitmq");
        assertThat(service("<image>nats@sha256:" + "a".repeat(64) + "</image>").name())
                .isEqualTo("nats");
        assertThat(service("<app>billing</app>").name()).isEqualTo("billing");
        assertThat(service("<app>billing</app>").app()).contains(App.of("billing"));
    }

    @Test
    void variablesMayHaveTheDotsThatSomeImagesWant() {
        assertThat(service("<image>elasticsearch:8</image><env><discovery.type>single-node</discovery.type></env>")
                        .env())
                .containsEntry("discovery.type", "single-node");
    }

    @Test
    void aServiceThatEndsIsNotRestarted() {
        ServiceSpec migration = service("<image>flyway</image><waits><wait><exit>0</exit></wait></waits>");

        assertThat(migration.oneShot()).isTrue();
        assertThat(migration.restart()).isEqualTo("no");
    }

    @Test
    void waitsAreReadInTheirOrder() {
        List<Wait> waits = service("""
                        <image>x</image>
                        <waits>
                          <wait><healthy/></wait> <wait><tcp>5432</tcp></wait> <wait><http>/ready?x=1</http></wait>
                          <wait><exec>pg_isready -U 'a b'</exec></wait>
                          <wait><exec><arg>sh</arg><arg>-c</arg><arg>true; true</arg></exec></wait>
                          <wait><exit>3</exit></wait>
                        </waits>
                        """).waits();

        assertThat(waits)
                .containsExactly(
                        new Wait.Healthy(),
                        new Wait.Tcp(5432),
                        new Wait.Http(OptionalInt.empty(), "GET", "/ready?x=1", Map.of(), 200, 299, Optional.empty()),
                        new Wait.Exec(List.of("pg_isready", "-U", "a b")),
                        new Wait.Exec(List.of("sh", "-c", "true; true")),
                        new Wait.Exit(3));
    }

    @Test
    void waitsMayStandWithoutAWaitAround() {
        assertThat(service("<image>x</image><waits><tcp>1</tcp><wait><tcp>2</tcp></wait><healthy/><tcp>3</tcp></waits>")
                        .waits())
                .containsExactly(new Wait.Tcp(1), new Wait.Tcp(2), new Wait.Healthy(), new Wait.Tcp(3));
    }

    @Test
    void thePartsOfAWaitMayBeSpelledOut() {
        List<Wait> waits = service("""
                        <image>x</image>
                        <waits>
                          <wait><http><path>/ready</path><status>200-399</status><match>UP</match><method>POST</method>
                            <headers><Accept>text/plain</Accept></headers><port>8081</port></http></wait>
                          <wait><log><match>ready to (accept|go)</match><times>2</times></log></wait>
                          <wait><log>done</log></wait>
                        </waits>
                        """).waits();

        Wait.Http http = (Wait.Http) waits.get(0);
        assertThat(http.port()).hasValue(8081);
        assertThat(http.method()).isEqualTo("POST");
        assertThat(http.path()).isEqualTo("/ready");
        assertThat(http.headers()).containsExactly(Map.entry("Accept", "text/plain"));
        assertThat(List.of(http.statusFrom(), http.statusTo())).containsExactly(200, 399);
        assertThat(http.match().orElseThrow().pattern()).isEqualTo("UP");
        assertThat(waits.get(1)).hasToString("log \"ready to (accept|go)\" 2 times");
        assertThat(waits.get(2)).hasToString("log \"done\"");
    }

    @Test
    void aSuitesTextGoesToTheShellAndItsArgsDoNot() {
        List<SuiteSpec> suites = read("""
                        <verify><failAtEnd>true</failAtEnd><keepFailed>2d</keepFailed><suites>
                          <suite><name>unit</name><command>mvn -o test | tee "log"</command>
                            <withApp>true</withApp></suite>
                          <suite><name>it</name><args><arg>run</arg><arg>a b</arg></args>
                            <target>build</target> <timeout>5m</timeout> <memory>1g</memory>
                            <reports><path>/app/target/surefire-reports</path><path>/x/</path></reports>
                            <env><A>b</A></env> <parallel>true</parallel> <freshServices>true</freshServices>
                            <newPrivileges>true</newPrivileges></suite>
                        </suites></verify>
                        """).verify().suites();

        assertThat(suites)
                .containsExactly(
                        new SuiteSpec(
                                "unit",
                                List.of("/bin/sh", "-c", "mvn -o test | tee \"log\""),
                                Optional.empty(),
                                true,
                                List.of(),
                                Duration.ofSeconds(600),
                                Limits.NONE,
                                Map.of(),
                                false,
                                false),
                        new SuiteSpec(
                                "it",
                                List.of("run", "a b"),
                                Optional.of("build"),
                                false,
                                List.of("/app/target/surefire-reports", "/x"),
                                Duration.ofMinutes(5),
                                new Limits(OptionalLong.of(1L << 30), OptionalDouble.empty(), true),
                                Map.of("A", "b"),
                                true,
                                true));
    }

    @Test
    void theAppsRunIsReadWhole() {
        var run = read("""
                        <run><ports><port>8080</port><port>80:8081</port></ports><bind>0.0.0.0</bind>
                          <waits><wait><http>/health</http></wait></waits><timeout>90</timeout><keep>0</keep>
                          <labels><traefik.enable>true</traefik.enable></labels>
                          <volumes><volume>uploads:/data</volume></volumes><command>java -jar app.jar</command>
                          <entrypoint><arg>/init</arg></entrypoint>
                          <memory>256m</memory><cpus>2</cpus><restart>always</restart>
                          <newPrivileges>true</newPrivileges></run>
                        """).run();

        assertThat(run.ports())
                .containsExactly(new PortSpec(OptionalInt.empty(), 8080), new PortSpec(OptionalInt.of(80), 8081));
        assertThat(run.bind()).isEqualTo("0.0.0.0");
        assertThat(run.waits()).extracting(Wait::toString).containsExactly("http GET /health");
        assertThat(run.timeout()).isEqualTo(Duration.ofSeconds(90));
        assertThat(run.keep()).isZero();
        assertThat(run.labels()).containsExactly(Map.entry("traefik.enable", "true"));
        assertThat(run.volumes()).containsExactly(new VolumeSpec("uploads", "/data", false));
        assertThat(run.command()).contains(List.of("java", "-jar", "app.jar"));
        assertThat(run.entrypoint()).contains(List.of("/init"));
        assertThat(run.limits()).isEqualTo(new Limits(OptionalLong.of(256L << 20), OptionalDouble.of(2), true));
        assertThat(run.restart()).isEqualTo("always");
    }

    @Test
    void listsMayBeWrittenWithCommas() {
        assertThat(read("<run><ports>8080, 9090</ports></run>").run().ports())
                .extracting(PortSpec::container)
                .containsExactly(8080, 9090);
        Configuration configuration = ConfigReader.read(
                Given.pom("<run><ports><port>1</port></ports></run><forwardEnv><name>X</name></forwardEnv>")
                        .with("docker.run.ports", "8080,80:9090")
                        .with("docker.forwardEnv", "A, B,")
                        .input());
        assertThat(configuration.run().ports())
                .containsExactly(new PortSpec(OptionalInt.empty(), 8080), new PortSpec(OptionalInt.of(80), 9090));
        assertThat(configuration.forwardEnv()).containsExactly("A", "B");
    }

    @Test
    void namedValuesHaveAPropertyEach() {
        Configuration configuration = ConfigReader.read(
                Given.pom("<env><A>pom</A><B>pom</B></env><image><buildArgs><X>1</X></buildArgs></image>")
                        .project("docker.env.A", "project")
                        .project("docker.env.C", "project")
                        .with("docker.env.B", "argument")
                        .with("docker.image.buildArgs.X", "2")
                        .with("docker.run.labels.a.b", "c")
                        .input());

        assertThat(configuration.env())
                .containsOnly(Map.entry("A", "pom"), Map.entry("B", "argument"), Map.entry("C", "project"));
        assertThat(configuration.image().buildArgs()).containsOnly(Map.entry("X", "2"));
        assertThat(configuration.run().labels()).containsOnly(Map.entry("a.b", "c"));
    }

    @Test
    void anArtifactIdThatIsNoAppNameAsksForOne() {
        Input input = new Input(Node.of("configuration"), Map.of(), Map.of(), Map.of(), BASEDIR, BASEDIR, "1.My__App-");
        assertThat(ConfigReader.read(input).app()).isEqualTo(App.of("1-my-app"));
    }

    @Test
    void aMistakeEndsTheBuildAsAnErrorOfTheConfiguration() {
        assertThatThrownBy(() -> read("<run><timeout>10x</timeout></run>"))
                .isInstanceOfSatisfying(DrydockException.class, e -> {
                    assertThat(e.outcome()).isEqualTo(Outcome.CONFIG_ERROR);
                    assertThat(e.what()).isEqualTo("The configuration has a mistake");
                    assertThat(e.why()).isEqualTo("<run><timeout>: \"10x\" is not a duration: write 30, 30s, 5m, 24h");
                    assertThat(e.next()).isNotEmpty();
                });
    }

    private static ServiceSpec service(String xml) {
        return read("<services><service>" + xml + "</service></services>")
                .services()
                .get(0);
    }
}
