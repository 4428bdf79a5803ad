package io.drydock.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.drydock.engine.Engine;
import io.drydock.model.result.ServiceResult;
import io.drydock.model.spec.ContainerRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** On a real engine: a service keeps its address, in whichever order containers start again. {@link EngineRestart} restarts the engine. */
@Tag("engine")
@Timeout(120)
class StaticAddressesEngineIT {

    private final Engine engine = Up.open();
    private final String app = "sa-" + Long.toString(System.nanoTime(), 36);

    @TempDir
    private Path folder;

    private Neighbours services;

    @AfterEach
    void removeWhatWasMade() {
        engine.containers().remove(app + "-stranger");
        services.up.remove(engine);
        engine.close();
    }

    @Test
    void anotherOrderAndAStrangerThatComesBetweenChangeNoAddress() throws Exception {
        services = new Neighbours(app, folder);
        services.up.on(engine, ServiceSecrets.NONE);
        List<String> before = services.addresses(engine);

        for (String name : Neighbours.NAMES) {
            engine.containers().stop(services.container(name), Duration.ofSeconds(1));
        }
        String stranger = engine.containers()
                .create(ContainerRequest.running(app + "-stranger", "busybox:1.36", List.of("sleep", "100"), Map.of()));
        engine.networks().connect(app + ".x", stranger, List.of());
        engine.containers().start(stranger);
        for (String name : List.of("asker", "two", "one")) {
            engine.containers().start(services.container(name));
        }

        assertThat(services.addresses(engine)).isEqualTo(before);
        assertThat(services.answers(engine)).isEqualTo("I am one, I am two");
        assertThat(services.up.on(engine, ServiceSecrets.NONE))
                .extracting(ServiceResult::reused)
                .containsExactly(true, true, true);
    }
}
