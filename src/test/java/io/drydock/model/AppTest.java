package io.drydock.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AppTest {

    @ParameterizedTest
    @ValueSource(strings = {"snomed", "a", "7", "shop-api", "a-b-c"})
    void takesWordsJoinedBySingleDashes(String name) {
        assertThat(App.of(name).name()).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-", "-a", "a-", "a--b", "Shop", "shop.api", "shop_api", "a b", "\u00e4", "a\n"})
    void refusesAnythingElseAndQuotesIt(String name) {
        assertThatIllegalArgumentException().isThrownBy(() -> App.of(name)).withMessageContaining("\"" + name + "\"");
    }

    @Test
    void refusesWhatIsLongerThanADnsLabel() {
        assertThat(App.of("a".repeat(63)).name()).hasSize(63);
        assertThatIllegalArgumentException().isThrownBy(() -> App.of("a".repeat(64)));
    }

    @ParameterizedTest
    @CsvSource({
        "snomed, snomed",
        "Shop, shop",
        "shop_api, shop-api",
        "shop..API__v2, shop-api-v2",
        "_shop_, shop",
        "a--b, a-b",
        "TITLE, title"
    })
    void derivesTheDefaultFromTheArtifactId(String artifactId, String name) {
        assertThat(App.fromArtifactId(artifactId).name()).isEqualTo(name);
    }

    @Test
    void derivesALegalNameFromAnyArtifactIdThatHoldsALetterOrDigit() {
        Random random = new Random(1);
        for (int i = 0; i < 10_000; i++) {
            String artifactId = Texts.any(random, 2) + "x" + Texts.any(random, 2);
            String name = App.fromArtifactId(artifactId).name();
            assertThat(App.fromArtifactId(name).name()).as(artifactId).isEqualTo(name);
        }
    }

    @Test
    void saysWhichArtifactIdHasNothingToNameAnAppBy() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> App.fromArtifactId("__"))
                .withMessageContaining("\"__\"");
    }
}
