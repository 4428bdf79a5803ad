package io.drydock.docker;

import static org.assertj.core.api.Assertions.assertThat;

import io.drydock.engine.LogTime;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Podman tells whole seconds; lines are told apart all the same. */
class PodmanTimesTest {

    private static final List<String> LOG = List.of(
            "2026-11-29T16:37:33+01:00 one\n",
            "2026-11-29T15:37:33Z two\n",
            " and the rest of two\n",
            "2026-11-29T15:37:34Z three\n");

    @Test
    void eachLineHasATimeOfItsOwnAsDockerWritesIt() {
        List<String> told = read(Optional.empty());

        assertThat(told)
                .containsExactly(
                        "2026-11-29T15:37:33.000000000Z one\n",
                        "2026-11-29T15:37:33.000000001Z two\n",
                        " and the rest of two\n",
                        "2026-11-29T15:37:34.000000000Z three\n");
        assertThat(told).extracting(LogTime::without).contains("one\n", "two\n", "three\n");
    }

    @Test
    void itGoesOnAfterALineInTheMiddleOfASecond() {
        assertThat(read(Optional.of(Instant.parse("2026-11-29T15:37:33Z"))))
                .extracting(LogTime::without)
                .containsExactly("two\n", " and the rest of two\n", "three\n");
        assertThat(read(Optional.of(Instant.parse("2026-11-29T15:37:34Z")))).isEmpty();
    }

    private static List<String> read(Optional<Instant> after) {
        List<String> told = new ArrayList<>();
        PodmanTimes times =
                new PodmanTimes(after, (error, bytes) -> told.add(new String(bytes, StandardCharsets.UTF_8)));
        LOG.forEach(line -> times.accept(false, line.getBytes(StandardCharsets.UTF_8)));
        return told;
    }
}
