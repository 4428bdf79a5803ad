package io.drydock.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.drydock.config.Node;
import io.drydock.engine.Engine;
import io.drydock.model.state.ContainerState;
import io.drydock.plan.Vantage;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** On a real engine: what a Compose file says is what its containers are. */
@Tag("engine")
@Timeout(120)
class ComposeEngineIT {

    private static final String COMPOSE = """
            services:
              cache:
                image: ${CACHE_IMAGE:-redis:7}
                command: ["redis-server", "--appendonly", "yes"]
                expose: ["6379"]
                volumes: ["data:/data"]
                mem_limit: 128m
                healthcheck: { test: ["CMD", "redis-cli", "ping"], interval: 30s }
              seed:
                image: redis:7
                entrypoint: ["/bin/sh", "-c"]
                command: ['exec redis-cli -h "$$CACHE_HOST" set greeting "$$GREETING"']
                environment: { GREETING: "good morning" }
                depends_on: { cache: { condition: service_healthy } }
              web:
                image: busybox:1.36
                command: sh -c 'cp "$$TOKEN_FILE" /tmp/token; exec httpd -f -p 8080 -h /www'
                env_file: web.env
                configs: [{ source: page, target: /www/index.html }]
                secrets: [token]
                ports: ["8080"]
                deploy: { resources: { limits: { cpus: "0.5" } } }
                depends_on: { seed: { condition: service_completed_successfully } }
              worker:
                image: busybox:1.36
                user: "1000:1000"
                command: sleep 1000
                depends_on: [web]
              debug:
                image: nowhere/debug
                profiles: [debug]
            volumes: { data: }
            configs: { page: { file: ./page.html } }
            secrets: { token: { file: ./token.txt } }
            """;

    private final Engine engine = Up.open();
    private final String app = "co-" + Long.toString(System.nanoTime(), 36);

    @TempDir
    private Path folder;

    private Up up;

    @BeforeEach
    void files() throws Exception {
        Files.writeString(folder.resolve("compose.yaml"), COMPOSE);
        Files.writeString(folder.resolve("web.env"), "COLOUR=green # not red\n");
        Files.writeString(folder.resolve("page.html"), "hello");
        Files.writeString(folder.resolve("token.txt"), "t0ken");
        up = new Up(app, folder, Node.text("composeFile", "compose.yaml"));
    }

    @AfterEach
    void removeWhatWasMade() {
        up.remove(engine);
        engine.close();
    }

    @Test
    void aComposeFileIsBroughtUp() throws Exception {
        ServiceSecrets secrets =
                new ServiceSecrets(Map.of("web", Map.of("token", "t0ken".getBytes(StandardCharsets.UTF_8))));

        assertThat(up.on(engine, secrets))
                .extracting(service -> service.name())
                .containsExactlyInAnyOrder("cache", "seed", "web", "worker");

        assertThat(said("cache", "redis-cli", "get", "greeting")).isEqualTo("good morning");
        assertThat(said("cache", "redis-cli", "config", "get", "appendonly")).endsWith("yes");
        assertThat(said("worker", "wget", "-q", "-O", "-", "http://web:8080/")).isEqualTo("hello");
        assertThat(said("worker", "id", "-u")).isEqualTo("1000");
        assertThat(said("web", "cat", "/tmp/token")).isEqualTo("t0ken");
        assertThat(engine.volumes().find(app + ".x.cache.data")).isPresent();
        assertThat(container("seed").exitCode()).isZero();
        assertThat(container("web").env()).contains("COLOUR=green").noneMatch(line -> line.contains("t0ken"));
        assertThat(container("web").published())
                .singleElement()
                .satisfies(port -> assertThat(port.bind()).isEqualTo("127.0.0.1"));
        // a port that nobody asked for is published only where containers are not reached by their addresses, as on
        // some podmans
        boolean needed = new Vantages(engine).of(Optional.empty()) == Vantage.PUBLISHED;
        assertThat(container("cache").published()).hasSize(needed ? 1 : 0);
        assertThat(engine.containers().inspection(app + ".x.web").orElseThrow()).contains("\"NanoCpus\":500000000");
        assertThat(engine.containers().inspection(app + ".x.cache").orElseThrow())
                .contains("\"Memory\":" + (128 << 20));

        assertThat(up.on(engine, secrets)).allMatch(service -> service.reused());
    }

    private ContainerState container(String service) {
        return engine.containers().find(app + ".x." + service).orElseThrow();
    }

    private String said(String service, String... command) {
        return engine.containers()
                .exec(app + ".x." + service, List.of(command), Duration.ofSeconds(20))
                .output()
                .strip();
    }
}
