package io.drydock.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drydock.engine.Builds;
import io.drydock.model.DrydockException;
import io.drydock.model.Outcome;
import io.drydock.model.result.WastedFile;
import io.drydock.model.spec.ImageSpec.Builder;
import io.drydock.plan.Given;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How many layers are too many. */
class LayerCheckTest {

    @TempDir
    Path folder;

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
        LayerCheck.Layers layers = layers(41, 0);

        assertThatCode(() -> LayerCheck.require(layers, OptionalInt.of(41), OptionalLong.empty()))
                .doesNotThrowAnyException();
        assertThatCode(() -> LayerCheck.require(layers, OptionalInt.empty(), OptionalLong.empty()))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> LayerCheck.require(layers, OptionalInt.of(40), OptionalLong.empty()))
                .isInstanceOfSatisfying(DrydockException.class, e -> {
                    assertThat(e.outcome()).isEqualTo(Outcome.BUILD_FAILED);
                    assertThat(e.why()).isEqualTo("41 layers, and docker.layers.max is 40");
                });
    }

    @Test
    void moreWasteThanTheLimitFailsTheBuildAndAsMuchDoesNot() {
        LayerCheck.Layers layers = layers(41, 1000);

        assertThatCode(() -> LayerCheck.require(layers, OptionalInt.empty(), OptionalLong.of(1000)))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> LayerCheck.require(layers, OptionalInt.empty(), OptionalLong.of(999)))
                .isInstanceOfSatisfying(DrydockException.class, e -> {
                    assertThat(e.outcome()).isEqualTo(Outcome.BUILD_FAILED);
                    assertThat(e.why())
                            .isEqualTo(
                                    "later layers delete or overwrite 1000 bytes, and docker.layers.maxWaste is 999");
                });
    }

    @Test
    void wasteIsReadFromTheImage() throws InterruptedException {
        String name = "shop/wasteful:1";
        String dockerfile = "FROM busybox:1.36\nRUN echo made > /made\nRUN echo other > /made\nRUN rm /made\n";
        on.engine.images().build(Builds.of(folder, name, Map.of(), dockerfile, Builder.CLASSIC), line -> {});

        LayerWaste waste =
                new LayerCheck(on.engine).read(name, Optional.empty()).waste();

        assertThat(waste.bytes()).isEqualTo(5 + 6);
        assertThat(waste.files()).containsExactly(new WastedFile("/made", 5 + 6));
    }

    private static LayerCheck.Layers layers(int count, long waste) {
        return new LayerCheck.Layers("shop/x:1", List.of(), count, 30, 5, new LayerWaste(waste, List.of()));
    }
}
