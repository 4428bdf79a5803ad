package io.drydock.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.drydock.config.Node;
import io.drydock.engine.Containers.ExecResult;
import io.drydock.engine.Engine;
import io.drydock.model.result.ServiceResult;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** On a real engine: well-known servers are called ready when a client of their own is served, and not before. */
@Tag("engine")
@Timeout(240)
class RealServersEngineIT {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final Engine engine = Up.open();
    private final String app = "rs-" + Long.toString(System.nanoTime(), 36);
    private Up up;

    @TempDir
    private Path folder;

    @AfterEach
    void removeWhatWasMade() {
        up.remove(engine);
        engine.close();
    }

    @Test
    void eachServesItsOwnClientOnceItIsCalledReady() throws Exception {
        up = new Up(
                app,
                folder,
                Node.of(
                        "services",
                        service("redis:7"),
                        service("postgres:15", Node.of("env", Node.text("POSTGRES_PASSWORD", "secret"))),
                        service("mariadb:10.11", Node.of("env", Node.text("MARIADB_ROOT_PASSWORD", "secret"))),
                        service("rabbitmq:3"),
                        service("memcached:1.6"),
                        service("nats:2")));

        Map<String, ServiceResult> ready = up.on(engine, ServiceSecrets.NONE).stream()
                .collect(Collectors.toMap(ServiceResult::name, Function.identity()));

        assertThat(ready).hasSize(6);
        assertThat(client("redis", "redis-cli", "ping")).isEqualTo("PONG");
        assertThat(client("postgres", "psql", "-U", "postgres", "-h", "127.0.0.1", "-tAc", "select 41 + 1"))
                .isEqualTo("42");
        assertThat(client("mariadb", "mariadb", "-uroot", "-psecret", "-Ne", "select 41 + 1"))
                .isEqualTo("42");
        assertThat(client("rabbitmq", "rabbitmqctl", "-q", "list_vhosts")).contains("/");
        assertThat(talk(ready.get("memcached"), "set a 0 0 2\r\n42\r\nget a\r\n", "END"))
                .containsExactly("STORED", "VALUE a 0 2", "42", "END");
        assertThat(talk(ready.get("nats"), "CONNECT {\"verbose\":false}\r\nPING\r\n", "PONG"))
                .last()
                .isEqualTo("PONG");
    }

    @Test
    void aServerThatStartsSlowlyIsNotCalledReadyBeforeItIsThere() throws Exception {
        up = new Up(
                app,
                folder,
                Node.of(
                        "services",
                        slow("redis:7", "redis-server --protected-mode no"),
                        slow("memcached:1.6", "memcached")));

        List<ServiceResult> ready = up.on(engine, ServiceSecrets.NONE);

        assertThat(ready)
                .hasSize(2)
                .allSatisfy(service ->
                        assertThat(service.readyAfterMs()).as(service.name()).isGreaterThanOrEqualTo(2000));
        assertThat(client("redis", "redis-cli", "ping")).isEqualTo("PONG");
        assertThat(talk(ready.get(1), "version\r\n", "VERSION")).hasSize(1);
    }

    private static Node service(String image, Node... more) {
        List<Node> parts = new ArrayList<>(List.of(Node.text("image", image)));
        parts.addAll(List.of(more));
        return Node.of("service", parts.toArray(Node[]::new));
    }

    /** Becomes the server after two seconds. */
    private static Node slow(String image, String server) {
        return Node.of(
                "service",
                Node.text("image", image),
                Node.text("entrypoint", "sh -c"),
                Node.text("command", "'sleep 2; exec " + server + "'"));
    }

    private String client(String service, String... command) {
        ExecResult result = engine.containers().exec(app + ".x." + service, List.of(command), LIMIT);
        assertThat(result.ok()).as(result.output()).isTrue();
        return result.output().strip();
    }

    private static List<String> talk(ServiceResult service, String words, String last) throws IOException {
        List<String> heard = new ArrayList<>();
        try (Socket socket = new Socket(
                        service.host().orElseThrow(), service.hostPort().orElseThrow());
                BufferedReader in =
                        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(words.getBytes(StandardCharsets.US_ASCII));
            while (heard.isEmpty() || !heard.get(heard.size() - 1).startsWith(last)) {
                heard.add(in.readLine());
            }
        }
        return heard;
    }
}
