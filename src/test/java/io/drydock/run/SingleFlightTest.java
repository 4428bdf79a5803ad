package io.drydock.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.drydock.engine.FakeEngine;
import io.drydock.model.state.ImageConfig;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Of many builds that miss the same image, one builds it. */
@Timeout(60)
class SingleFlightTest {

    private final FakeEngine engine = new FakeEngine();

    @TempDir
    private Path folder;

    @BeforeEach
    void baseImage() {
        engine.image("busybox:1.36", ImageConfig.EMPTY, Map.of());
    }

    @Test
    void eightAtOnceMakeOneBuildAndLeaveNothingButTheImage() throws Exception {
        OneCommit commit = new OneCommit("shop", folder, "FROM busybox:1.36\nRUN true\n");

        List<Exception> thrown = Crowd.of(8, () -> commit.goals(engine).branchImage());

        assertThat(thrown).isEmpty();
        assertThat(builds()).isEqualTo(1);
        assertThat(engine.images().find(commit.image())).isPresent();
        assertThat(engine.containers().list(Map.of())).isEmpty();
        assertThat(engine.volumes().list(Map.of())).isEmpty();
    }

    @Test
    void whereTheImageIsThereNoLockIsTaken() throws Exception {
        OneCommit commit = new OneCommit("shop", folder, "FROM busybox:1.36\nRUN true\n");
        commit.goals(engine).branchImage();
        int before = engine.calls().size();

        commit.goals(engine).branchImage();

        assertThat(engine.calls()).hasSize(before);
    }

    @Test
    void aFailureIsNotSharedEachTriesItself() throws Exception {
        OneCommit commit = new OneCommit("shop", folder, "FROM busybox:1.36\nRUN false\n");
        engine.failStep("RUN false", 1, "no");

        List<Exception> thrown = Crowd.of(3, () -> commit.goals(engine).branchImage());

        assertThat(thrown).hasSize(3).allMatch(e -> e.getMessage().contains("exit code 1"));
        assertThat(builds()).isEqualTo(3);
        assertThat(engine.containers().list(Map.of())).isEmpty();
    }

    private long builds() {
        return engine.calls().stream()
                .filter(call -> call.startsWith("images.build "))
                .count();
    }
}
