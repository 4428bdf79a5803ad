package io.drydock.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NamesTest {

    @ParameterizedTest
    @ValueSource(strings = {"redis", "my-db", "a", "7", "a--b", "apps"})
    void takesLegalNames(String name) {
        assertThat(Names.requireName(NameKind.SERVICE, name)).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-", "-a", "a-", "My", "a_b", "a.b", "a b", "\u00e4", "a\n", "${x}"})
    void refusesOthersAndSaysWhatKindOfNameItWas(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Names.requireName(NameKind.SUITE, name))
                .withMessageContaining("\"" + name + "\"")
                .withMessageContaining("suite");
    }

    @Test
    void keepsAppForTheAppButNotAsTheNameOfAStage() {
        for (NameKind kind : new NameKind[] {NameKind.SERVICE, NameKind.SUITE, NameKind.VOLUME}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Names.requireName(kind, "app"))
                    .withMessageContaining("taken");
        }
        assertThat(Names.requireName(NameKind.STAGE, "app")).isEqualTo("app");
    }

    @ParameterizedTest
    @CsvSource({"redis, REDIS", "my-db, MY_DB", "a--b, A__B", "7zip, _7ZIP"})
    void makesPrefixesOfVariables(String name, String prefix) {
        assertThat(Names.environmentPrefix(name)).isEqualTo(prefix);
    }

    @Test
    void makesPrefixesThatAShellCanReadAndThatDiffer() {
        Random random = new Random(5);
        Map<String, String> seen = new HashMap<>();
        for (int i = 0; i < 10_000; i++) {
            String name = "x" + Texts.any(random, 6).replaceAll("[^a-z0-9-]", "") + "y";
            String prefix = Names.environmentPrefix(Names.requireName(NameKind.SERVICE, name));
            assertThat(prefix).matches("[A-Z_][A-Z0-9_]*");
            assertThat(seen.merge(prefix, name, (a, b) -> a)).isEqualTo(name);
        }
    }
}
