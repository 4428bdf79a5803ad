package io.drydock.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drydock.model.DrydockException;
import io.drydock.model.Outcome;
import io.drydock.plan.Given;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** How many layers are too many. */
class LayerCheckTest {

    private final OnEngine on = new OnEngine(Given.plain());

    @Test
    void anImageIsToldWithItsInstructionsAndTheNumberOfItsLayers() {
        LayerCheck.Layers layers = new LayerCheck(on.engine).read(on.image(), Optional.empty());

        assertThat(layers.count()).isEqualTo(1);
        assertThat(layers.history()).hasSize(1);
        assertThat(layers.summary()).isEqualTo("1 layers of at most 127, 1.0 kB");
    }

    @Test
    void anImageThatIsNotThereIsAnError() {
        assertThatThrownBy(() -> new LayerCheck(on.engine).read("shop/none:1", Optional.empty()))
                .isInstanceOfSatisfying(
                        DrydockException.class, e -> assertThat(e.why()).contains("shop/none:1"));
    }

    @Test
    void moreLayersThanTheLimitFailTheBuildAndAsManyDoNot() {
        LayerCheck.Layers layers = new LayerCheck.Layers("shop/x:1", List.of(), 41, 30, 5);

        assertThatCode(() -> LayerCheck.require(layers, OptionalInt.of(41))).doesNotThrowAnyException();
        assertThatCode(() -> LayerCheck.require(layers, OptionalInt.empty())).doesNotThrowAnyException();
        assertThatThrownBy(() -> LayerCheck.require(layers, OptionalInt.of(40)))
                .isInstanceOfSatisfying(DrydockException.class, e -> {
                    assertThat(e.outcome()).isEqualTo(Outcome.BUILD_FAILED);
                    assertThat(e.why()).isEqualTo("41 layers, and docker.layers.max is 40");
                });
    }
}
