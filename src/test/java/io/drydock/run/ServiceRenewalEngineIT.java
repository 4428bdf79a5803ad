package io.drydock.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drydock.engine.Engine;
import io.drydock.model.DrydockException;
import io.drydock.model.Labels;
import io.drydock.model.spec.ContainerRequest;
import io.drydock.plan.Renewal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** On a real engine: what is made anew, and what is left alone. */
@Tag("engine")
@Timeout(120)
class ServiceRenewalEngineIT {

    private final Engine engine = Up.open();
    private final String app = "sr-" + Long.toString(System.nanoTime(), 36);

    @TempDir
    private Path folder;

    @AfterEach
    void removeWhatWasMade() {
        engine.containers().remove(app + ".x.two");
        ServiceLocksEngineIT.up(app, folder).remove(engine);
        engine.close();
    }

    @Test
    void freshServicesKeepTheirVolumesAndAResetGivesNewOnes() throws Exception {
        Up up = ServiceLocksEngineIT.up(app, folder);
        up.on(engine, ServiceSecrets.NONE);
        engine.containers().exec(app + ".x.one", List.of("touch", "/data/mark"), Duration.ofSeconds(20));

        up.on(engine, ServiceSecrets.NONE, Renewal.FRESH);
        assertThat(marked()).isTrue();

        up.on(engine, ServiceSecrets.NONE, Renewal.RESET);
        assertThat(marked()).isFalse();
        assertThat(engine.volumes().list(Map.of(Labels.APP, app))).hasSize(2);
    }

    private boolean marked() {
        return engine.containers().has(app + ".x.one", "/data/mark");
    }

    @Test
    void aStrangerUnderAServicesNameIsNamedBeforeAnythingIsMade() {
        String stranger = engine.containers()
                .create(ContainerRequest.running(app + ".x.two", "busybox:1.36", List.of("true"), Map.of()));

        assertThatThrownBy(() -> ServiceLocksEngineIT.up(app, folder).on(engine, ServiceSecrets.NONE))
                .isInstanceOfSatisfying(
                        DrydockException.class,
                        e -> assertThat(e.what()).isEqualTo("the container name " + app + ".x.two is taken"));

        Map<String, String> ours = Map.of(Labels.APP, app);
        assertThat(engine.containers().list(ours)).isEmpty();
        assertThat(engine.networks().list(ours)).isEmpty();
        assertThat(engine.volumes().list(ours)).isEmpty();
        assertThat(engine.containers().find(stranger)).isPresent();
    }
}
