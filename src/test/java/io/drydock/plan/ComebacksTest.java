package io.drydock.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drydock.model.Commit;
import io.drydock.model.DrydockException;
import io.drydock.model.Labels;
import io.drydock.model.Outcome;
import io.drydock.model.state.ImageConfig;
import io.drydock.model.state.ImageState;
import io.drydock.model.state.VolumeState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ComebacksTest {

    private static final Commit CLEAN = Commit.of("a8e8e83" + "0".repeat(33));
    private static final Commit DIRTY = CLEAN.withDirtyHash("1f2e3d4c");
    private static final Commit TWIN = Commit.of("a8e8e83" + "1".repeat(33));

    private final Given given = Given.plain();
    private final List<ImageState> images = new ArrayList<>();
    private final List<VolumeState> records = new ArrayList<>();

    @Test
    void aCommitThatPassedIsFoundByItsFirstDigits() {
        passed(CLEAN);
        passed(Commit.of("77aa01b" + "0".repeat(33)));

        assertThat(find("a8e8e83")).isEqualTo(CLEAN);
        assertThat(find(CLEAN.sha())).isEqualTo(CLEAN);
    }

    @Test
    void aCleanOneComesBeforeADirtyOne() {
        passed(DIRTY);
        assertThat(find("a8e8e83")).isEqualTo(DIRTY);

        passed(CLEAN);
        assertThat(find("a8e8e83")).isEqualTo(CLEAN);
    }

    @Test
    void whatHasNotPassedIsRefusedWithThoseThatHave() {
        passed(Commit.of("77aa01b" + "0".repeat(33)));
        image(CLEAN, "sha256:never");

        refused("a8e8e83", "there are such of 77aa01b");
    }

    @Test
    void anImageThatATagWasMovedToIsNoneThatPassed() {
        passed(CLEAN);
        images.clear();
        image(CLEAN, "sha256:moved");

        refused("a8e8e83", "for branch");
    }

    @Test
    void whatMayBeSeveralIsRefused() {
        passed(CLEAN);
        records.add(record(TWIN, "sha256:" + TWIN));
        images.add(state(
                "sha256:" + TWIN, TWIN, List.of(given.environment().image(TWIN).toString())));

        refused("a8e8e83", "may be any of " + CLEAN + ", " + TWIN);
        assertThat(find(TWIN.sha())).isEqualTo(TWIN);
    }

    private void refused(String digits, String why) {
        assertThatThrownBy(() -> find(digits)).isInstanceOfSatisfying(DrydockException.class, e -> {
            assertThat(e.outcome()).isEqualTo(Outcome.CONFIG_ERROR);
            assertThat(e.why()).contains(why);
        });
    }

    private Commit find(String digits) {
        return new Comebacks(given.environment(), images, records).find(digits);
    }

    private void passed(Commit commit) {
        image(commit, "sha256:" + commit);
        records.add(record(commit, "sha256:" + commit));
    }

    private void image(Commit commit, String id) {
        images.add(state(id, commit, List.of(given.environment().image(commit).toString())));
    }

    private static ImageState state(String id, Commit commit, List<String> tags) {
        return new ImageState(
                id, tags, Map.of(Labels.IMAGE_COMMIT, commit.toString()), ImageConfig.EMPTY, 1, 1, List.of());
    }

    private VolumeState record(Commit commit, String id) {
        return new VolumeState(
                Records.name(given.environment(), commit),
                Records.labels(given.target().at(commit), id, "0123"));
    }
}
