package io.drydock.docker;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A log that is read again and again is told once. */
class WholeLogTest {

    private final List<String> told = new ArrayList<>();
    private String log = "";
    private int reads;

    @Test
    void eachPieceIsToldOnceThoughFramesEndAnywhere() {
        follow(List.of("", "one\nt", "one\ntwo\n", "one\ntwo\nthree\n"), 4);

        assertThat(told).containsExactly("one", "\nt", "wo\n", "three\n");
    }

    @Test
    void whatCameBeforeTheEndWasSeenIsToldToo() {
        follow(List.of("early\n"), 1);

        assertThat(told).containsExactly("early", "\n");
    }

    private void follow(List<String> growth, int end) {
        new WholeLog(
                        sink -> {
                            log = growth.get(reads++);
                            int half = Math.min(3, log.length());
                            half = log.startsWith("one") ? half : Math.min(5, log.length());
                            sink.accept(false, log.substring(0, half).getBytes(StandardCharsets.UTF_8));
                            sink.accept(true, log.substring(half).getBytes(StandardCharsets.UTF_8));
                        },
                        () -> reads == end - 1,
                        millis -> assertThat(millis).isGreaterThanOrEqualTo(300))
                .follow((error, bytes) -> told.add(new String(bytes, StandardCharsets.UTF_8)));
    }
}
