package io.drydock.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drydock.model.DrydockException;
import io.drydock.model.state.ImageConfig;
import io.drydock.model.state.ImageState;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which layers are an image's own. */
class FlattenPlanTest {

    private static final ImageState IMAGE = image("a", "b", "c", "d", "e");

    @Test
    void ownLayersAreThoseAboveTheImageThatFromNames() {
        FlattenPlan plan = FlattenPlan.own("shop/x:1", IMAGE, "busybox", Map.of("busybox", image("a", "b")));

        assertThat(plan.merges()).isTrue();
        assertThat(plan.summary()).isEqualTo("merge 3 layers of image shop/x:1 into one on top of the 2 of busybox");
    }

    @Test
    void theMasterImageIsTheBaseWhereMoreLayersAreItsOwn() {
        Map<String, ImageState> bases =
                Map.of("busybox", image("a", "b"), "shop/master:latest", image("a", "b", "c", "x"));

        assertThat(FlattenPlan.own("shop/x:1", IMAGE, "busybox", bases))
                .isEqualTo(new FlattenPlan("shop/x:1", 3, 2, java.util.Optional.of("shop/master:latest")));
    }

    @Test
    void oneLayerOrNoneIsNotMerged() {
        assertThat(FlattenPlan.own("shop/x:1", IMAGE, "y", Map.of("y", image("a", "b", "c", "d")))
                        .summary())
                .isEqualTo("image shop/x:1 has one layer of its own on top of the 4 of y: nothing to merge");
        FlattenPlan none = FlattenPlan.own("shop/x:1", IMAGE, "y", Map.of("y", IMAGE));
        assertThat(none.merges()).isFalse();
        assertThat(none.summary()).startsWith("image shop/x:1 has no layer of its own");
    }

    @Test
    void anImageFromScratchHasNoBaseAndAllIsAll() {
        assertThat(FlattenPlan.own("shop/x:1", IMAGE, "scratch", Map.of()).own())
                .isEqualTo(5);
        assertThat(FlattenPlan.all("shop/x:1", IMAGE).summary()).isEqualTo("merge 5 layers of image shop/x:1 into one");
    }

    @Test
    void aBaseThatIsNotThereOrSharesNothingIsToldWithTheRemedy() {
        assertThatThrownBy(() -> FlattenPlan.own("shop/x:1", IMAGE, "busybox", Map.of()))
                .isInstanceOfSatisfying(DrydockException.class, e -> {
                    assertThat(e.why())
                            .isEqualTo("image busybox, which its Dockerfile starts from, is not on the engine");
                    assertThat(e.next()).contains("docker pull busybox");
                });
        assertThatThrownBy(() -> FlattenPlan.own("shop/x:1", IMAGE, "busybox", Map.of("busybox", image("z"))))
                .hasMessageContaining("no layer in common with busybox");
    }

    private static ImageState image(String... layers) {
        return new ImageState(
                "sha256:" + String.join("", layers), List.of(), Map.of(), ImageConfig.EMPTY, 1, 1, List.of(layers));
    }
}
