package io.drydock.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShellWordsTest {

    /** The answers are those of {@code sh -c 'for a in TEXT; do printf "%s\n" "$a"; done'} (dash), where that expands nothing. */
    static Stream<Arguments> oracle() {
        return Stream.of(
                Arguments.of("postgres -c fsync=off", List.of("postgres", "-c", "fsync=off")),
                Arguments.of("  a \t b\n c  ", List.of("a", "b", "c")),
                Arguments.of("a 'b c' d", List.of("a", "b c", "d")),
                Arguments.of("a \"b c\" d", List.of("a", "b c", "d")),
                Arguments.of("a'b'\"c\"d", List.of("abcd")),
                Arguments.of("a '' \"\" b", List.of("a", "", "", "b")),
                Arguments.of("a 'it'\\''s'", List.of("a", "it's")),
                Arguments.of("a \"it's\"", List.of("a", "it's")),
                Arguments.of("a '\"'", List.of("a", "\"")),
                Arguments.of("a 'b\\c'", List.of("a", "b\\c")),
                Arguments.of("a 'b\\'", List.of("a", "b\\")),
                Arguments.of("a b\\ c", List.of("a", "b c")),
                Arguments.of("a \\'b", List.of("a", "'b")),
                Arguments.of("a \\\\b", List.of("a", "\\b")),
                Arguments.of("a \\n", List.of("a", "n")),
                Arguments.of("a \"b\\\"c\"", List.of("a", "b\"c")),
                Arguments.of("a \"b\\\\c\"", List.of("a", "b\\c")),
                Arguments.of("a \"b\\nc\"", List.of("a", "b\\nc")),
                Arguments.of("a \"b\\$c\"", List.of("a", "b$c")),
                Arguments.of("a \"b\\`c\"", List.of("a", "b`c")),
                Arguments.of("a b\\\nc", List.of("a", "bc")),
                Arguments.of("a \"b\\\nc\"", List.of("a", "bc")),
                Arguments.of("a 'b\nc'", List.of("a", "b\nc")),
                Arguments.of("a b#c", List.of("a", "b#c")));
    }

    @ParameterizedTest
    @MethodSource("oracle")
    void splitsAsAShellDoes(String text, List<String> words) {
        assertThat(ShellWords.split(text)).isEqualTo(words);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"$HOME", "`id`", "$(id)", "*", "~", "a;b", "a|b", "a>b", "a&&b", "{a,b}", "#x", "!x", "${X:-y}"})
    void expandsNothingAndKnowsNoOperator(String word) {
        assertThat(ShellWords.split("echo " + word)).containsExactly("echo", word);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "redis --requirepass 's3cret",
                "redis --requirepass \"s3cret",
                "redis s3cret\\",
                "redis \"s3cret\\\""
            })
    void whatIsNotClosedIsRefusedWithoutShowingTheCommand(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ShellWords.split(text))
                .satisfies(e -> assertThat(e.getMessage()).contains("command").doesNotContain("s3cret"));
    }

    @Test
    void anOpenQuoteIsFoundByItsPlace() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ShellWords.split("abc 'def"))
                .withMessageContaining("quote at character 5");
    }

    @ParameterizedTest
    @ValueSource(strings = {"''", "  ", "\"\" x"})
    void aCommandNamesAProgram(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> ShellWords.split(text));
    }

    @Test
    void anyWordsComeBackFromTheirQuotedForm() {
        Random random = new Random(11);
        for (int i = 0; i < 5_000; i++) {
            List<String> words = words(random);
            String text = words.stream().map(word -> quoted(word, random)).collect(Collectors.joining(" "));
            assertThat(ShellWords.split(text)).as(text).isEqualTo(words);
        }
    }

    private static List<String> words(Random random) {
        List<String> words = new ArrayList<>(List.of("program"));
        for (int count = random.nextInt(5); count > 0; count--) {
            StringBuilder word = new StringBuilder();
            for (int length = random.nextInt(8); length > 0; length--) {
                word.append(" '\"\\$`\nab#*\u00e4".charAt(random.nextInt(12)));
            }
            words.add(word.toString());
        }
        return words;
    }

    private static String quoted(String word, Random random) {
        if (random.nextBoolean()) {
            return "'" + word.replace("'", "'\\''") + "'";
        }
        return "\"" + word.replaceAll("([\"\\\\$`])", "\\\\$1") + "\"";
    }
}
