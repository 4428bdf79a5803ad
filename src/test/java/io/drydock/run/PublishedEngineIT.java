package io.drydock.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drydock.config.Node;
import io.drydock.engine.Engine;
import io.drydock.model.DrydockException;
import io.drydock.model.result.ServiceResult;
import io.drydock.plan.Vantage;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * On a real engine behind TCP with TLS whose containers this process does not reach by their addresses: it asks at published ports,
 * and containers ask each other as ever.
 */
@Tag("engine")
@Timeout(120)
class PublishedEngineIT {

    private final String app = "pu-" + Long.toString(System.nanoTime(), 36);

    @TempDir
    private Path folder;

    private FarEngine far;
    private Engine engine;
    private Up up;

    @BeforeEach
    void open() throws Exception {
        far = new FarEngine(folder);
        engine = far.open();
    }

    @AfterEach
    void removeWhatWasMade() throws Exception {
        up.remove(engine);
        engine.close();
        far.close();
    }

    @Test
    void bothSidesReachTheServiceAtAddressesOfTheirOwn() throws Exception {
        up = services(
                service("redis", "redis:7"),
                service("web", "busybox:1.36", Node.text("command", "sleep 1000"), dependsOn("redis")));

        ServiceResult redis = up.from(Vantage.PUBLISHED, engine).get(0);

        assertThat(redis.host()).contains("127.0.0.1");
        assertThat(pinged("127.0.0.1", redis.hostPort().orElseThrow())).isEqualTo("+PONG");
        assertThat(engine.containers().find(app + ".x.web").orElseThrow().env())
                .contains("REDIS_HOST=" + redis.ip(), "REDIS_PORT=6379");
        assertThat(engine.containers()
                        .exec(
                                app + ".x.web",
                                List.of("sh", "-c", "echo PING | nc -w 3 \"$REDIS_HOST\" \"$REDIS_PORT\""),
                                Duration.ofSeconds(20))
                        .output())
                .contains("+PONG");
        assertThat(engine.containers().find(app + ".x.redis").orElseThrow().published())
                .singleElement()
                .satisfies(port -> assertThat(port.bind()).isEqualTo("127.0.0.1"));
    }

    @Test
    void anErrorSaysWhichSideFailed() throws Exception {
        up = services(service("mute", "busybox:1.36", Node.text("command", "sleep 1000"), Node.text("port", "8080")));
        String closed =
                "the connection was closed at once"; // by what listens at the published port, which podman may lack
        assertThat(failure())
                .containsAnyOf(closed, engine.state().podman() ? "Connection refused" : closed)
                .contains("in its container nothing listens on port 8080");
        up.remove(engine);

        up = services(service(
                "inward",
                "busybox:1.36",
                Node.text("command", "httpd -f -p 127.0.0.1:8080 -h /bin"),
                Node.text("port", "8080")));
        assertThat(failure()).contains("on 127.0.0.1:8080 only, where nobody else reaches it");
    }

    private String failure() {
        String[] why = new String[1];
        assertThatThrownBy(() -> up.from(Vantage.PUBLISHED, engine))
                .isInstanceOfSatisfying(DrydockException.class, e -> why[0] = e.why());
        return why[0];
    }

    private Up services(Node... services) {
        return new Up(app, folder, Node.of("services", services));
    }

    private static Node service(String name, String image, Node... more) {
        List<Node> parts =
                new ArrayList<>(List.of(Node.text("name", name), Node.text("image", image), Node.text("timeout", "3")));
        parts.addAll(List.of(more));
        return Node.of("service", parts.toArray(Node[]::new));
    }

    private static Node dependsOn(String name) {
        return Node.of("dependsOn", Node.text("name", name));
    }

    private static String pinged(String host, int port) throws Exception {
        try (Socket socket = new Socket(host, port)) {
            socket.setSoTimeout(5000);
            socket.getOutputStream().write("PING\r\n".getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readNBytes(5), StandardCharsets.US_ASCII);
        }
    }
}
