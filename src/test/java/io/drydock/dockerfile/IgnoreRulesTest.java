package io.drydock.dockerfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drydock.model.DrydockException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class IgnoreRulesTest {

    static Stream<List<String>> patterns() throws IOException {
        return Oracle.rows("dockerignore.tsv");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("patterns")
    void everyPatternAnswersAsDockerDoes(List<String> row) throws IOException {
        String text = String.join("\n", Oracle.strings(row.get(1)));
        String path = Oracle.string(row.get(2));

        if (row.get(3).equals("error")) {
            assertThatThrownBy(() -> IgnoreRules.parse(text)).isInstanceOf(DrydockException.class);
        } else {
            assertThat(IgnoreRules.parse(text).ignored(path))
                    .isEqualTo(row.get(3).equals("exclude"));
        }
    }

    static Stream<List<String>> contexts() throws IOException {
        return Oracle.rows("dockerignore-context.tsv");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("contexts")
    void everyContextKeepsWhatDockerKeeps(List<String> row) throws IOException {
        IgnoreRules rules = IgnoreRules.parse(Oracle.string(row.get(1)));

        List<String> kept = Oracle.strings(row.get(2)).stream()
                .filter(path -> !rules.ignored(path))
                .toList();

        assertThat(kept).isEqualTo(Oracle.strings(row.get(3)));
    }

    @Test
    void aPrunedFolderNeverHoldsAKeptPath() {
        Random random = new Random(20);
        for (int i = 0; i < 3000; i++) {
            IgnoreRules rules = IgnoreRules.parse(randomRules(random));
            String folder = randomPath(random, 2);
            if (rules.prunes(folder)) {
                for (int j = 0; j < 20; j++) {
                    String below = folder + "/" + randomPath(random, 3);
                    assertThat(rules.ignored(below))
                            .as("%s below %s with %s", below, folder, rules.text())
                            .isTrue();
                }
            }
        }
    }

    @Test
    void anIgnoredFolderIsPrunedUnlessAnExceptionReachesIntoIt() {
        assertThat(IgnoreRules.parse("huge").prunes("huge")).isTrue();
        assertThat(IgnoreRules.parse("huge\n!src").prunes("huge")).isTrue();
        assertThat(IgnoreRules.parse("huge\n!huge/keep.txt").prunes("huge")).isFalse();
        assertThat(IgnoreRules.parse("huge\n!huge/keep.txt").prunes("huge/other"))
                .isTrue();
        assertThat(IgnoreRules.parse("huge\n!**/keep.txt").prunes("huge")).isFalse();
        assertThat(IgnoreRules.parse("*\n!src/*.java").prunes("src")).isFalse();
        assertThat(IgnoreRules.parse("*\n!src/*.java").prunes("target")).isTrue();
    }

    @Test
    void theRulesBesideTheDockerfileHavePrecedence(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve(".dockerignore"), "a\n");
        Files.writeString(folder.resolve("App.Dockerfile.dockerignore"), "b\n");

        assertThat(IgnoreRules.read(folder, folder.resolve("App.Dockerfile")).ignored("b"))
                .isTrue();
        assertThat(IgnoreRules.read(folder, folder.resolve("App.Dockerfile")).ignored("a"))
                .isFalse();
        assertThat(IgnoreRules.read(folder, folder.resolve("Dockerfile")).ignored("a"))
                .isTrue();
    }

    @Test
    void aMalformedPatternIsNamedWithItsLine() {
        assertThatThrownBy(() -> IgnoreRules.parse("ok\n[bad\n"))
                .hasMessageContaining(".dockerignore")
                .hasMessageContaining("line 2")
                .hasMessageContaining("[bad");
    }

    private static String randomRules(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(4); i >= 0; i--) {
            text.append(random.nextInt(3) == 0 ? "!" : "")
                    .append(randomPattern(random))
                    .append('\n');
        }
        return text.toString();
    }

    private static String randomPattern(Random random) {
        List<String> parts = List.of("a", "b", "c", "*", "**", "a*", "?", "[ab]", "**b");
        return pick(random, parts, 1 + random.nextInt(3));
    }

    private static String randomPath(Random random, int depth) {
        return pick(random, List.of("a", "b", "c", "ab"), 1 + random.nextInt(depth));
    }

    private static String pick(Random random, List<String> parts, int count) {
        return String.join(
                "/",
                Stream.generate(() -> parts.get(random.nextInt(parts.size())))
                        .limit(count)
                        .toList());
    }
}
