package io.drydock.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.drydock.model.result.EnvironmentStatus;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which environments {@code docker:status} shows. */
class StatusFilterTest {

    private static final String SHA = "77aa01b" + "0".repeat(33);

    @ParameterizedTest
    @CsvSource({
        "'', '', '', true",
        "shop, '', '', true",
        "sho, '', '', false",
        "other|sh*, '', '', true",
        "'', feature/*, '', true",
        "'', *login, '', true",
        "'', feature/l.gin, '', false",
        "'', feature, '', false",
        "'', '', running, true",
        "'', '', *_FAILED|-, false",
        "shop, feature/*, TESTS_FAILED, false",
    })
    void eachPartLetsThroughWhatOneOfItsNamesMeans(String apps, String branches, String outcomes, boolean shown) {
        EnvironmentStatus status = StatusBoard.of(
                        Given.ENGINE, List.of(Listed.on("feature/login", SHA).app(3)), List.of(), List.of())
                .get(0);

        assertThat(new StatusFilter(names(apps), names(branches), names(outcomes)).test(status))
                .isEqualTo(shown);
    }

    private static List<String> names(String text) {
        return text.isEmpty() ? List.of() : List.of(text.split("\\|"));
    }
}
