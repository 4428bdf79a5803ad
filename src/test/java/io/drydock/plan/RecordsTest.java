package io.drydock.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drydock.model.DrydockException;
import io.drydock.model.state.ImageConfig;
import io.drydock.model.state.ImageState;
import io.drydock.model.state.VolumeState;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RecordsTest {

    private final Given given = Given.plain();
    private final Optional<VolumeState> record = Optional.of(new VolumeState(
            Records.name(given.environment(), given.commit()),
            Records.labels(given.target(), "sha256:passed", "0123")));

    @Test
    void anImageIsVerifiedByARecordOfItsId() {
        assertThat(Records.verified(record, image("sha256:passed"), given.image()))
                .isTrue();
        assertThat(Records.verified(Optional.empty(), image("sha256:passed"), given.image()))
                .isFalse();
    }

    @Test
    void aTagThatWasMovedIsRefusedWithBothIds() {
        assertThatThrownBy(() -> Records.verified(record, image("sha256:moved"), given.image()))
                .isInstanceOfSatisfying(
                        DrydockException.class,
                        e -> assertThat(e.why()).contains("sha256:passed").contains("sha256:moved"));
    }

    private static ImageState image(String id) {
        return new ImageState(id, List.of(), Map.of(), ImageConfig.EMPTY, 1, 1, List.of());
    }
}
