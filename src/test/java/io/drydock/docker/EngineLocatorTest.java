package io.drydock.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drydock.model.DrydockException;
import io.drydock.model.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EngineLocatorTest {

    /** SHA-256 of "lab", as {@code sha256sum} prints it. */
    private static final String LAB = "a51146d38077ff992eba84cf1d5e9b249073503eb74868699016153b031a38f7";

    @TempDir
    private Path home;

    @Test
    void withNothingSetItIsThePlatformsSocket() {
        assertThat(locate(Map.of()).host()).isEqualTo("unix:///var/run/docker.sock");
        assertThat(new EngineLocator(Map.of(), home, "Windows 11")
                        .locate(Optional.empty())
                        .host())
                .isEqualTo("npipe:////./pipe/docker_engine");
    }

    @Test
    void theExplicitHostWinsOverEverything() throws IOException {
        context("lab", "tcp://lab:2375", false);
        config("{\"currentContext\":\"lab\"}");
        Map<String, String> env = Map.of("DOCKER_CONTEXT", "lab", "DOCKER_HOST", "tcp://other:1");

        EngineAddress address = new EngineLocator(env, home, "Linux").locate(Optional.of("unix:///run/mine.sock"));

        assertThat(address.host()).isEqualTo("unix:///run/mine.sock");
        assertThat(address).hasToString("unix:///run/mine.sock (from -Ddocker.host)");
    }

    @Test
    void theContextVariableWinsOverTheHostVariableAndThatOverTheCurrentContext() throws IOException {
        context("lab", "tcp://lab:2375", false);
        context("home", "tcp://home:2375", false);
        config("{\"currentContext\":\"home\"}");

        assertThat(locate(Map.of("DOCKER_CONTEXT", "lab", "DOCKER_HOST", "tcp://x:1"))
                        .host())
                .isEqualTo("tcp://lab:2375");
        assertThat(locate(Map.of("DOCKER_HOST", "tcp://x:1")).host()).isEqualTo("tcp://x:1");
        assertThat(locate(Map.of()).host()).isEqualTo("tcp://home:2375");
        assertThat(locate(Map.of()).source()).isEqualTo("the current Docker context \"home\"");
    }

    @Test
    void theDefaultContextIsWhatThereIsWithoutContexts() throws IOException {
        config("{\"currentContext\":\"default\"}");

        assertThat(locate(Map.of()).host()).isEqualTo("unix:///var/run/docker.sock");
        assertThat(locate(Map.of("DOCKER_CONTEXT", "default", "DOCKER_HOST", "tcp://x:1"))
                        .host())
                .isEqualTo("tcp://x:1");
    }

    @Test
    void aContextBringsItsTlsFilesAndWhetherToVerify() throws IOException {
        context("lab", "tcp://lab:2376", true);

        EngineAddress.Tls tls = locate(Map.of("DOCKER_CONTEXT", "lab")).tls().orElseThrow();

        assertThat(tls.folder()).isDirectory().endsWithRaw(Path.of("docker"));
        assertThat(tls.verify()).isFalse();
    }

    @Test
    void theVariablesAskForTlsOnTcpOnly() {
        Map<String, String> env = Map.of("DOCKER_HOST", "tcp://x:2376", "DOCKER_TLS_VERIFY", "1");
        Map<String, String> moved =
                Map.of("DOCKER_HOST", "tcp://x:2376", "DOCKER_TLS_VERIFY", "1", "DOCKER_CERT_PATH", "/certs");
        Map<String, String> local = Map.of("DOCKER_HOST", "unix:///x.sock", "DOCKER_TLS_VERIFY", "1");

        assertThat(locate(env).tls()).contains(new EngineAddress.Tls(home.resolve(".docker"), true));
        assertThat(locate(moved).tls()).contains(new EngineAddress.Tls(Path.of("/certs"), true));
        assertThat(locate(local).tls()).isEmpty();
        assertThat(locate(Map.of("DOCKER_HOST", "tcp://x:2375")).tls()).isEmpty();
    }

    @Test
    void dockerConfigMovesTheFolder() throws IOException {
        Path moved = Files.createDirectories(home.resolve("elsewhere"));
        Files.writeString(moved.resolve("config.json"), "{\"currentContext\":\"lab\"}");
        context(moved, "lab", "tcp://moved:1", false);

        assertThat(locate(Map.of("DOCKER_CONFIG", moved.toString())).host()).isEqualTo("tcp://moved:1");
    }

    @Test
    void aContextThatIsMissingIsAnErrorThatNamesItAndWhoAskedForIt() {
        assertThatThrownBy(() -> locate(Map.of("DOCKER_CONTEXT", "gone")))
                .isInstanceOfSatisfying(DrydockException.class, e -> {
                    assertThat(e.outcome()).isEqualTo(Outcome.CONFIG_ERROR);
                    assertThat(e.what()).contains("\"gone\"");
                    assertThat(e.why()).contains("DOCKER_CONTEXT");
                    assertThat(e.next()).contains("docker context ls");
                });
    }

    @Test
    void anAddressOverSshIsTakenFromVariableOptionAndContext() throws IOException {
        context("lab", "ssh://me@lab", false);

        EngineAddress address = locate(Map.of("DOCKER_HOST", "SSH://me@far:2222", "DOCKER_TLS_VERIFY", "1"));

        assertThat(address.host()).isEqualTo("ssh://me@far:2222");
        assertThat(address.tls()).isEmpty();
        assertThat(address.remoteHost()).contains("far");
        assertThat(locate(Map.of("DOCKER_CONTEXT", "lab")).host()).isEqualTo("ssh://me@lab");
        assertThat(new EngineLocator(Map.of(), home, "Linux")
                        .locate(Optional.of("ssh://far"))
                        .source())
                .isEqualTo("-Ddocker.host");
    }

    @Test
    void aPasswordInAnAddressOverSshIsRefusedAndNotShown() {
        assertThatThrownBy(() -> locate(Map.of("DOCKER_HOST", "ssh://me:hunter22@far")))
                .isInstanceOfSatisfying(DrydockException.class, e -> {
                    assertThat(e.outcome()).isEqualTo(Outcome.CONFIG_ERROR);
                    assertThat(e.what()).isEqualTo("The engine's address \"ssh://me:...@far\" cannot be used");
                    assertThat(e.why()).startsWith("DOCKER_HOST holds a password");
                });
    }

    @Test
    void anAddressThatIsNoneIsAConfigurationError() {
        for (String host : new String[] {
            "ftp://x", "unix://", "tcp://", "tcp://a b", "ssh://-oProxyCommand=x", "ssh://-l@far", "ssh://"
        }) {
            assertThatThrownBy(() -> locate(Map.of("DOCKER_HOST", host)))
                    .as(host)
                    .isInstanceOfSatisfying(
                            DrydockException.class, e -> assertThat(e.what()).contains(host));
        }
    }

    @Test
    void aHostWithoutASchemeIsTcp() {
        assertThat(locate(Map.of("DOCKER_HOST", "10.0.0.7:2375")).host()).isEqualTo("tcp://10.0.0.7:2375");
        assertThat(locate(Map.of("DOCKER_HOST", "10.0.0.7:2375")).remoteHost()).contains("10.0.0.7");
    }

    @Test
    void aConfigurationThatIsNotJsonIsToldByItsFile() throws IOException {
        config("{oops");

        assertThatThrownBy(() -> locate(Map.of()))
                .isInstanceOfSatisfying(
                        DrydockException.class, e -> assertThat(e.what()).contains("config.json"));
    }

    private EngineAddress locate(Map<String, String> env) {
        return new EngineLocator(env, home, "Linux").locate(Optional.empty());
    }

    private void config(String json) throws IOException {
        Files.writeString(Files.createDirectories(home.resolve(".docker")).resolve("config.json"), json);
    }

    private void context(String name, String host, boolean tls) throws IOException {
        context(home.resolve(".docker"), name, host, tls);
    }

    private static void context(Path docker, String name, String host, boolean tls) throws IOException {
        String id = name.equals("lab") ? LAB : sha256(name);
        Path meta = Files.createDirectories(docker.resolve("contexts/meta").resolve(id));
        Files.writeString(
                meta.resolve("meta.json"),
                "{\"Name\":\"" + name + "\",\"Metadata\":{},\"Endpoints\":{\"docker\":{\"Host\":\"" + host
                        + "\",\"SkipTLSVerify\":" + tls + "}}}");
        if (tls) {
            Files.createDirectories(docker.resolve("contexts/tls").resolve(id).resolve("docker"));
        }
    }

    private static String sha256(String text) {
        return new DockerHome(Path.of("x"))
                .contextTls(text)
                .getParent()
                .getFileName()
                .toString();
    }
}
