package io.drydock.docker;

import static org.assertj.core.api.Assertions.assertThat;

import io.drydock.model.spec.ContainerRequest;
import io.drydock.model.spec.Limits;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the kernel says of a container's programs; {@code busybox:1.36} must be there. */
@Tag("engine")
@Timeout(60)
class PrivilegesEngineIT {

    private final DockerEngine engine = DockerEngine.open(
            new EngineLocator(System.getenv(), Path.of(System.getProperty("user.home")), System.getProperty("os.name"))
                    .locate(Optional.empty()));

    @Test
    void programsGainPrivilegesOnlyWhereItWasAskedFor() {
        assertThat(noNewPrivileges(false)).isEqualTo("1");
        assertThat(noNewPrivileges(true)).isEqualTo("0");
    }

    private String noNewPrivileges(boolean asked) {
        List<String> command = List.of("sed", "-n", "s/NoNewPrivs:[^0-9]*//p", "/proc/self/status");
        String id = engine.containers().create(container(command, Limits.NONE.withNewPrivileges(asked)));
        try {
            engine.containers().start(id);
            assertThat(engine.containers().waitFor(id, Duration.ofSeconds(30))).hasValue(0);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            engine.containers().logs(id, false, 0, (error, bytes) -> out.writeBytes(bytes));
            return out.toString(StandardCharsets.UTF_8).strip();
        } finally {
            engine.containers().remove(id);
        }
    }

    private static ContainerRequest container(List<String> command, Limits limits) {
        return new ContainerRequest(
                "it-privileges-" + Long.toString(System.nanoTime(), 36),
                "busybox:1.36",
                List.of(),
                Optional.of(command),
                Optional.of(List.of()),
                Optional.empty(),
                Map.of("io.drydock.test", "privileges"),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(),
                List.of(),
                "",
                List.of(),
                Map.of(),
                limits,
                "no",
                false);
    }
}
