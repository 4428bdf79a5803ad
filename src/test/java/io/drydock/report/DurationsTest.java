package io.drydock.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DurationsTest {

    @ParameterizedTest
    @CsvSource({
        "-5, 0 ms",
        "0, 0 ms",
        "412, 412 ms",
        "999, 999 ms",
        "1000, 1.0 s",
        "4249, 4.2 s",
        "59949, 59.9 s",
        "59950, 1 min 0 s",
        "146000, 2 min 26 s",
        "3599499, 59 min 59 s",
        "3599500, 1 h 0 min",
        "3900000, 1 h 5 min"
    })
    void durationsReadAsPeopleSayThem(long ms, String text) {
        assertThat(Durations.human(ms)).isEqualTo(text);
    }
}
