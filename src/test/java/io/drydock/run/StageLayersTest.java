package io.drydock.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.drydock.dockerfile.Dockerfile;
import io.drydock.dockerfile.Stage;
import io.drydock.engine.ImageContents;
import io.drydock.engine.ImageContents.Step;
import io.drydock.model.result.LayerCost;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StageLayersTest {

    private static final Stage STAGE = Dockerfile.parse("""
            FROM busybox
            ENV A=b
            RUN echo tools
            COPY . .
            RUN make
            ONBUILD RUN true
            """).lastStage();
    private static final Step BASE = new Step("ADD rootfs", false);
    private static final List<Step> BUILDKIT = List.of(
            BASE,
            new Step("ENV A=b", true),
            new Step("RUN /bin/sh -c echo tools # buildkit", false),
            new Step("COPY . . # buildkit", false),
            new Step("RUN /bin/sh -c make # buildkit", false));
    private static final List<Step> CLASSIC = List.of(
            BASE,
            new Step("/bin/sh -c #(nop)  ENV A=b", true),
            new Step("/bin/sh -c echo tools", false),
            new Step("/bin/sh -c #(nop) COPY dir:0a in . ", false),
            new Step("/bin/sh -c make", false),
            new Step("/bin/sh -c #(nop)  LABEL io.drydock.image.app=shop", true));

    @Test
    void theHistoryOfBothBuildersTellsWhereAnInstructionBegins() {
        for (List<Step> history : List.of(BUILDKIT, CLASSIC)) {
            assertThat(StageLayers.before(STAGE, 0, 1, image(history, 4))).contains(1);
            assertThat(StageLayers.before(STAGE, 2, 1, image(history, 4))).contains(2);
            assertThat(StageLayers.before(STAGE, 5, 1, image(history, 4))).contains(4);
        }
    }

    @Test
    void aHistoryThatDoesNotMatchTellsNothing() {
        assertThat(StageLayers.before(STAGE, 2, 1, image(BUILDKIT, 3))).isEmpty();
        assertThat(StageLayers.before(STAGE, 2, 0, image(BUILDKIT, 4))).isEmpty();
        assertThat(StageLayers.before(STAGE, 2, 1, image(BUILDKIT.subList(0, 4), 3)))
                .isEmpty();
        List<Step> mixed = List.of(BUILDKIT.get(0), BUILDKIT.get(1), BUILDKIT.get(3), BUILDKIT.get(2), BUILDKIT.get(4));
        assertThat(StageLayers.before(STAGE, 2, 1, image(mixed, 4))).isEmpty();
    }

    @Test
    void theBytesOfEachInstructionAreKnownWhereTheHistoryMatches() {
        for (List<Step> history : List.of(BUILDKIT, CLASSIC)) {
            assertThat(StageLayers.sizes(STAGE, costs(history))).isEqualTo(Map.of(2, 10L, 3, 20L, 4, 30L, 5, 40L));
        }
        assertThat(StageLayers.sizes(STAGE, costs(BUILDKIT.subList(0, 4)))).isEmpty();
        assertThat(StageLayers.sizes(STAGE, List.of())).isEmpty();
    }

    private static List<LayerCost> costs(List<Step> history) {
        return IntStream.range(0, history.size())
                .mapToObj(i -> new LayerCost(history.get(i).createdBy(), 10L * i))
                .toList();
    }

    private static ImageContents image(List<Step> history, int layers) {
        return new ImageContents(
                history,
                IntStream.range(0, layers)
                        .<List<ImageContents.Entry>>mapToObj(i -> List.of())
                        .toList());
    }
}
