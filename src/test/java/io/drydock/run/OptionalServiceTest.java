package io.drydock.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drydock.config.Node;
import io.drydock.engine.FakeEngine;
import io.drydock.model.DrydockException;
import io.drydock.model.Outcome;
import io.drydock.model.result.ServiceResult;
import io.drydock.model.state.ImageConfig;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A service whose image is not to be had ends the build only where it is required. */
class OptionalServiceTest {

    private static final String LACKING = "image gone:1 is not on the engine and could not be pulled";

    private final FakeEngine engine = new FakeEngine();

    @TempDir
    private Path folder;

    @BeforeEach
    void image() {
        engine.image("one:1", ImageConfig.EMPTY, Map.of());
    }

    private Up up(boolean required) {
        return new Up(
                "optional",
                folder,
                Node.of(
                        "services",
                        Node.of("service", Node.text("image", "one:1")),
                        Node.of(
                                "service",
                                Node.text("image", "gone:1"),
                                Node.text("required", Boolean.toString(required)))));
    }

    @Test
    void anOptionalOneIsWarnedAboutAndTheOthersComeUp() throws Exception {
        Up up = up(false);

        assertThat(up.on(engine, ServiceSecrets.NONE))
                .extracting(ServiceResult::name)
                .containsExactly("one");

        assertThat(up.told)
                .anyMatch(line -> line.startsWith("WARN " + LACKING + ": pull access denied for gone:1")
                        && line.endsWith("it is optional, so the build goes on"));
    }

    @Test
    void aRequiredOneEndsTheBuild() {
        assertThatThrownBy(() -> up(true).on(engine, ServiceSecrets.NONE))
                .isInstanceOfSatisfying(DrydockException.class, e -> {
                    assertThat(e.outcome()).isEqualTo(Outcome.ENGINE_ERROR);
                    assertThat(e.what()).isEqualTo(LACKING);
                });
    }
}
