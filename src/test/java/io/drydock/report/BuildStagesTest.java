package io.drydock.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.drydock.model.result.StepTime;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class BuildStagesTest {

    private static final Instant START = Results.START;

    private static List<StepTime> stages(String... lines) {
        BuildStages stages = new BuildStages("build image shop/x:77aa01b");
        for (int i = 0; i < lines.length; i++) {
            stages.line(lines[i], START.plusSeconds(i));
        }
        return stages.steps(START.plusSeconds(lines.length));
    }

    private static StepTime step(String stage, int from, int to) {
        return new StepTime("stage " + stage + " of shop/x:77aa01b", START.plusSeconds(from), START.plusSeconds(to));
    }

    @Test
    void stagesOfBuildKitRunFromTheirFirstStepToTheEndOfTheirLastAndMayOverlap() {
        assertThat(stages(
                        "#1 [internal] load build definition",
                        "#2 [tools 1/2] FROM busybox",
                        "#3 [stage-1 1/2] FROM debian",
                        "#2 DONE 0.1 s",
                        "#4 [tools 2/2] RUN make",
                        "#4 a line of output",
                        "#4 DONE 1.0 s",
                        "#5 [stage-1 2/2] COPY --from=tools a b",
                        "#5 ERROR failed"))
                .containsExactly(step("tools", 1, 6), step("stage-1", 2, 8));
    }

    @Test
    void stagesOfTheClassicBuilderFollowEachOther() {
        assertThat(stages(
                        "Step 1/4 : FROM busybox AS tools",
                        "Step 2/4 : RUN make",
                        "Step 3/4 : FROM debian",
                        "Step 4/4 : COPY --from=tools a b"))
                .containsExactly(step("tools", 0, 2), step("stage-1", 2, 4));
    }

    @Test
    void aSingleStageIsTheBuildItself() {
        assertThat(stages("#1 [1/2] FROM busybox", "Step 1/2 : FROM busybox", "Step 2/2 : RUN make"))
                .isEmpty();
    }
}
