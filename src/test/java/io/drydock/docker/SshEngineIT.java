package io.drydock.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drydock.engine.Engine;
import io.drydock.engine.EngineContract;
import io.drydock.engine.EngineException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real engine keeps the contract through ssh. */
@Tag("engine")
class SshEngineIT extends EngineContract {

    @TempDir
    private static Path folder;

    private static Sshd sshd;

    @BeforeAll
    static void startServer() throws IOException, InterruptedException {
        sshd = Sshd.start(folder("one"), List.of("DOCKER_HOST=unix://" + EngineHere.socket()));
    }

    private static Path folder(String name) throws IOException {
        return Files.createDirectory(folder.resolve(name));
    }

    @AfterAll
    static void stopServer() throws InterruptedException {
        if (sshd != null) {
            sshd.close();
        }
    }

    @Override
    protected Engine open() {
        try {
            return open("ssh://far", sshd.client());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Engine open(String host, List<String> ssh) {
        return DockerEngine.open(EngineAddress.of(host, "the test"), ssh);
    }

    private static String direct() {
        return "ssh://" + System.getProperty("user.name") + "@127.0.0.1:" + sshd.port();
    }

    @Test
    void oneLoginServesRequestsThatFollowEachOtherAndNothingIsLeftOfIt() throws Exception {
        long before = sshd.logins();
        List<ProcessHandle> others = ssh().toList();
        try (Engine engine = open(direct(), sshd.client())) {
            for (int i = 0; i < 50; i++) {
                assertThat(engine.images().find("busybox:1.36")).isPresent();
                assertThat(engine.images().find("drydock-ssh/none:" + i)).isEmpty();
            }
            assertThat(sshd.logins() - before).isEqualTo(1);
            assertThat(ssh()).hasSize(others.size() + 1);
        }
        for (int tries = 0; tries < 50 && ssh().count() > others.size(); tries++) {
            Thread.sleep(100);
        }
        assertThat(ssh()).containsExactlyInAnyOrderElementsOf(others);
    }

    private static Stream<ProcessHandle> ssh() {
        return ProcessHandle.current()
                .children()
                .filter(child -> child.info().command().orElse("").endsWith("/ssh"));
    }

    @Test
    void aConnectionThatWasKilledMeanwhileIsReplaced() throws Exception {
        try (Engine engine = open(direct(), sshd.client())) {
            for (ProcessHandle child : ssh().toList()) {
                child.destroyForcibly();
                child.onExit().get();
            }

            assertThat(engine.images().find("busybox:1.36")).isPresent();
        }
    }

    @Test
    void manyRequestsAtOnceAllGetThrough() throws Exception {
        try (Engine engine = open(direct(), sshd.client())) {
            assertThat(Stream.iterate(0, i -> i + 1)
                            .limit(24)
                            .map(i -> CompletableFuture.supplyAsync(
                                    () -> engine.images().find("busybox:1.36").isPresent(),
                                    task -> new Thread(task).start()))
                            .toList())
                    .allMatch(CompletableFuture::join);
        }
    }

    @Test
    void aHostWhoseKeyIsNotKnownIsToldInSshsWords() throws IOException {
        List<String> client = sshd.newClient();

        assertThatThrownBy(() -> open(direct(), client)).isInstanceOfSatisfying(EngineException.class, e -> {
            assertThat(e.kind()).isEqualTo(EngineException.Kind.UNREACHABLE);
            assertThat(e.what()).contains(direct() + " (from the test)");
            assertThat(e.why()).contains("Host key verification failed");
            assertThat(e.next().get(0)).contains("ssh -l ").contains("by hand, once");
        });
    }

    @Test
    void aUserWhoIsNotLetInIsToldInSshsWords() throws IOException {
        List<String> client = sshd.strangersClient();

        assertThatThrownBy(() -> open(direct(), client)).isInstanceOfSatisfying(EngineException.class, e -> {
            assertThat(e.why()).contains("Permission denied (publickey)");
            assertThat(e.next().get(0)).startsWith("ssh-add");
        });
    }

    @Test
    void aHostThatDoesNotListenIsToldInSshsWords() throws IOException {
        List<String> client = sshd.client();

        assertThatThrownBy(() -> open("ssh://127.0.0.1:1", client))
                .isInstanceOfSatisfying(
                        EngineException.class,
                        e -> assertThat(e.why()).contains("connect to host 127.0.0.1 port 1: Connection refused"));
    }

    @Test
    void aHostWithoutDockersClientAndOneWithoutAnEngineAreTold() throws Exception {
        try (Sshd bare = Sshd.start(folder("bare"), List.of("PATH=/nowhere"));
                Sshd idle = Sshd.start(folder("idle"), List.of("DOCKER_HOST=unix:///nowhere.sock"))) {
            List<String> toBare = bare.client();
            List<String> toIdle = idle.client();

            assertThatThrownBy(() -> open("ssh://far", toBare)).isInstanceOfSatisfying(EngineException.class, e -> {
                assertThat(e.why()).contains("docker").contains("not found");
                assertThat(e.next().get(0)).startsWith("install Docker's client there");
            });
            assertThatThrownBy(() -> open("ssh://far", toIdle))
                    .isInstanceOfSatisfying(
                            EngineException.class, e -> assertThat(e.why()).contains("/nowhere.sock"));
        }
    }
}
