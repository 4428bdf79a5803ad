package io.drydock.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drydock.engine.Credentials;
import io.drydock.model.DrydockException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CredentialStoreTest {

    @TempDir
    private Path folder;

    private final List<String> asked = new ArrayList<>();

    @Test
    void withoutAFileNobodyIsLoggedIn() {
        assertThat(store().find("ghcr.io")).isEmpty();
    }

    @Test
    void anEntryOfTheFileIsUserAndPasswordAndThePasswordMayHoldColons() throws IOException {
        config("{\"auths\":{\"r.example.com:5000\":{\"auth\":\"bWU6YTpi\"}}}");

        assertThat(store().find("r.example.com:5000")).contains(new Credentials("me", "a:b", "r.example.com:5000"));
        assertThat(store().find("r.example.com")).isEmpty();
    }

    @Test
    void dockerHubIsFoundUnderItsOldKey() throws IOException {
        config("{\"auths\":{\"https://index.docker.io/v1/\":{\"auth\":\"bWU6cHc=\"}}}");

        assertThat(store().find("docker.io")).map(Credentials::username).contains("me");
    }

    @Test
    void anIdentityTokenTakesThePlaceOfThePassword() throws IOException {
        config("{\"auths\":{\"ghcr.io\":{\"auth\":\"bWU6\",\"identitytoken\":\"tok\"}}}");

        assertThat(store().find("ghcr.io")).contains(new Credentials("<token>", "tok", "ghcr.io"));
    }

    @Test
    void aRegistrysOwnHelperComesBeforeTheCommonOneAndBothBeforeTheFile() throws IOException {
        String entry = "{\"auth\":\"ZmlsZTpwdw==\"}";
        config("{\"credHelpers\":{\"ghcr.io\":\"own\"},\"credsStore\":\"common\",\"auths\":{\"ghcr.io\":" + entry
                + ",\"q.io\":" + entry + ",\"z.io\":" + entry + "}}");

        assertThat(store().find("ghcr.io")).map(Credentials::username).contains("own");
        assertThat(store().find("q.io")).map(Credentials::username).contains("common");
        assertThat(store().find("z.io")).map(Credentials::username).contains("file");
        assertThat(asked).contains("own ghcr.io", "common q.io", "common z.io");
    }

    @Test
    void aDamagedEntryIsToldWithoutItsText() throws IOException {
        config("{\"auths\":{\"ghcr.io\":{\"auth\":\"s3cret!\"}}}");

        assertThatThrownBy(() -> store().find("ghcr.io")).isInstanceOfSatisfying(DrydockException.class, e -> {
            assertThat(e.getMessage()).doesNotContain("s3cret").contains("config.json");
            assertThat(e.next()).containsExactly("docker login ghcr.io");
        });
    }

    @Test
    void aHelperThatIsNotInstalledIsToldByItsName() throws IOException {
        config("{\"credsStore\":\"none-such\"}");
        CredentialStore real = new CredentialStore(Map.of("DOCKER_CONFIG", folder.toString()), folder);

        assertThatThrownBy(() -> real.find("ghcr.io"))
                .isInstanceOfSatisfying(
                        DrydockException.class, e -> assertThat(e.what()).contains("docker-credential-none-such"));
    }

    private CredentialStore store() {
        return new CredentialStore(new DockerHome(folder), this::answer);
    }

    private Optional<Json> answer(String name, String server) {
        asked.add(name + " " + server);
        if (server.contains("z.io")) {
            return Optional.empty();
        }
        String json = "{\"ServerURL\":\"x\",\"Username\":\"" + name + "\",\"Secret\":\"pw\"}";
        return Optional.of(Json.parse(json.getBytes(StandardCharsets.UTF_8)));
    }

    private void config(String json) throws IOException {
        Files.writeString(folder.resolve("config.json"), json);
    }
}
