package io.drydock.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InterpolationTest {

    private final Interpolation interpolation = new Interpolation(Map.of("X", "x", "EMPTY", "", "PW", "s3cret"));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "plain | plain",
                "$X | x",
                "a${X}b$X. | axbx.",
                "$$X $$ | $X $",
                "${X:-d} | x",
                "${X-d} | x",
                "${NO:-d} | d",
                "${NO-d} | d",
                "${EMPTY:-d} | d",
                "[${EMPTY-d}] | []",
                "[${NO:-}] | []",
                "${NO:-${X}y} | xy",
                "${NO:-${NO2:-${X}}} | x",
                "${X:?needed} | x",
                "${X:+y} | y",
                "[${NO:+y}] | []",
                "[${EMPTY:+y}] | []",
                "${EMPTY+y} | y",
                "${NO:-a:b-c?d} | a:b-c?d",
            })
    void variablesArePutIn(String text, String expected) {
        assertThat(interpolation.apply(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "$NO | the variable NO is not set",
                "${NO} | the variable NO is not set",
                "${NO:?say so} | the variable NO is needed: say so",
                "${EMPTY:?} | the variable EMPTY is needed",
                "${PW} $ x | a $ stands alone",
                "${X | a ${ is never closed",
                "${} | a ${ is not followed by a variable's name",
                "${X/a/b} | ${X is followed by none of",
                "${NO:-${X} | a ${ is never closed"
            })
    void whatCannotBePutInIsRefusedWithoutAValue(String text, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> interpolation.apply(text))
                .withMessageContaining(message)
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("s3cret"));
    }
}
