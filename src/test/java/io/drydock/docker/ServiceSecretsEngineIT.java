package io.drydock.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drydock.config.Node;
import io.drydock.engine.Engine;
import io.drydock.model.DrydockException;
import io.drydock.model.ImageName;
import io.drydock.model.Sha256;
import io.drydock.model.result.ServiceResult;
import io.drydock.model.state.ContainerState;
import io.drydock.run.ServiceSecrets;
import io.drydock.run.Up;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** On a real engine: secrets are there before the service begins, for its own user, and nowhere else. */
@Tag("engine")
@Timeout(120)
class ServiceSecretsEngineIT {

    private static final String VALUE = "correct horse battery staple\n";
    private static final byte[] BINARY = {0, 1, (byte) 0xff, '\n', 0, '\r', (byte) 0xfe};

    /** Tells what is there at its very begin. */
    private static final String SERVICE =
            "ls -ln /run/secrets; id -u; sha256sum < $DB_PW_FILE; sha256sum < $KEY_P12_FILE;"
                    + " sha256sum < $EMPTY_FILE; touch /run/secrets/x || echo not mine; echo pid $$ began;"
                    + " trap 'exit 7' TERM; while :; do sleep 0.1; done";

    private final Engine engine = Up.open();
    private final String app = "sec-" + Long.toString(System.nanoTime(), 36);

    @TempDir
    private Path folder;

    @AfterEach
    void removeWhatWasMade() {
        up("busybox:1.36").remove(engine);
        engine.images().remove("drydock-it/" + app + ":1");
        engine.close();
    }

    private Up up(String image) {
        return new Up(
                app,
                folder,
                Node.of(
                        "services",
                        Node.of(
                                "service",
                                Node.text("name", "db"),
                                Node.text("image", image),
                                Node.text("user", "1000:1000"),
                                Node.of(
                                        "command",
                                        Node.text("arg", "sh"),
                                        Node.text("arg", "-c"),
                                        Node.text("arg", SERVICE)),
                                Node.of("waits", Node.of("wait", Node.text("log", "began"))),
                                Node.of("volumes", Node.text("volume", "data:/data")),
                                Node.of("secrets", secret("db-pw"), secret("key.p12"), secret("EMPTY")))));
    }

    private static Node secret(String id) {
        return Node.of("secret", Node.text("id", id), Node.text("env", "NOT_READ_HERE"));
    }

    private static ServiceSecrets secrets(String value) {
        Map<String, byte[]> values = new LinkedHashMap<>();
        values.put("db-pw", value.getBytes(StandardCharsets.UTF_8));
        values.put("key.p12", BINARY);
        values.put("EMPTY", new byte[0]);
        return new ServiceSecrets(Map.of("db", values));
    }

    private String container() {
        return up("").environment().service("db");
    }

    @Test
    void theFilesAreThereBeforeTheServiceBeginsForItsOwnUserToReadAndNoMore() throws Exception {
        up("busybox:1.36").on(engine, secrets(VALUE));

        List<String> log = log();
        assertThat(log)
                .filteredOn(line -> line.startsWith("-r--r--r--"))
                .hasSize(3)
                .allMatch(line -> line.matches("-r--r--r-- +1 0 +0 .*"))
                .anyMatch(line -> line.endsWith(" db-pw"));
        assertThat(log)
                .contains("1000", Sha256.hex(VALUE) + "  -", Sha256.hex(BINARY) + "  -", Sha256.hex("") + "  -")
                .contains("not mine", "pid 1 began");
    }

    @Test
    void theServiceGetsSignalsAsIfNothingHadBeenBeforeIt() throws Exception {
        up("busybox:1.36").on(engine, secrets(VALUE));

        engine.containers().stop(container(), Duration.ofSeconds(20));

        assertThat(engine.containers().find(container()))
                .map(ContainerState::exitCode)
                .contains(7);
    }

    @Test
    void theValueIsNowhereOnTheEngine() throws Exception {
        Up up = up("busybox:1.36");
        up.on(engine, secrets(VALUE));

        String value = VALUE.strip();
        assertThat(inspected("/containers/" + container() + "/json"))
                .contains("DB_PW_FILE=/run/secrets/db-pw")
                .doesNotContain(value);
        assertThat(inspected("/volumes/" + container() + ".data")).doesNotContain(value);
        assertThat(inspected("/networks/" + up.environment().network())).doesNotContain(value);
        if (engine.state().podman()) {
            // which copies what a running container sees, memory file systems included
            engine.containers().stop(container(), Duration.ofSeconds(20));
        }
        ByteArrayOutputStream files = new ByteArrayOutputStream();
        assertThat(engine.containers().copyOut(container(), "/", files)).isTrue();
        assertThat(files.toString(StandardCharsets.ISO_8859_1)).doesNotContain(value);
        assertThat(String.join("\n", log())).doesNotContain(value);
        assertThat(up.told.toString()).doesNotContain(value);
    }

    @Test
    void aServiceThatHasThemIsKeptOneThatWasRestartedGetsThemAgainAndOneWithAnotherValueIsMadeAnew() throws Exception {
        up("busybox:1.36").on(engine, secrets(VALUE));
        String first = id();

        assertThat(up("busybox:1.36").on(engine, secrets(VALUE)))
                .extracting(ServiceResult::reused)
                .containsExactly(true);

        engine.containers().stop(first, Duration.ofSeconds(20));
        engine.containers().start(first);
        Thread.sleep(500);
        assertThat(log()).filteredOn("pid 1 began"::equals).hasSize(1);
        Up again = up("busybox:1.36");
        again.on(engine, secrets(VALUE));
        assertThat(id()).isEqualTo(first);
        assertThat(again.told)
                .contains("service db is started again: it had been restarted, which took its secrets from it");
        Thread.sleep(500);
        assertThat(log()).filteredOn("pid 1 began"::equals).hasSize(2);

        up("busybox:1.36").on(engine, secrets("another"));
        assertThat(id()).isNotEqualTo(first);
        assertThat(log()).contains(Sha256.hex("another") + "  -");
    }

    @Test
    void aServiceThatStillWaitsForThemStopsAtOnce() throws Exception {
        up("busybox:1.36").on(engine, secrets(VALUE));
        engine.containers().stop(container(), Duration.ofSeconds(20));
        engine.containers().start(container());
        Thread.sleep(300);

        engine.containers().stop(container(), Duration.ofSeconds(20));

        assertThat(engine.containers().find(container()))
                .map(ContainerState::exitCode)
                .contains(143);
    }

    @Test
    void anImageWithoutAShellIsAnErrorThatSaysSo() {
        String image = "drydock-it/" + app + ":1";
        engine.images().empty(ImageName.parse(image), Map.of());

        assertThatThrownBy(() -> up(image).on(engine, secrets(VALUE)))
                .isInstanceOfSatisfying(DrydockException.class, e -> {
                    assertThat(e.what()).isEqualTo("service db cannot be given secrets");
                    assertThat(e.why()).startsWith("its image has no /bin/sh");
                });
    }

    private String id() {
        return engine.containers().find(container()).orElseThrow().id();
    }

    private List<String> log() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        engine.containers().logs(container(), false, 0, (error, bytes) -> out.writeBytes(bytes));
        return out.toString(StandardCharsets.UTF_8).lines().toList();
    }

    /** The engine's own words. */
    private static String inspected(String path) {
        return new EngineHere().get(path);
    }
}
