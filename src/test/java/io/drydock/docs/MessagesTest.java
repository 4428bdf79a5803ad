package io.drydock.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each message in docs/troubleshooting.md is one that the plugin can give: its words stand in the sources in this order. */
class MessagesTest {

    /** The words of engine, builder, ssh and Maven, which are passed on as they are. */
    private static final Set<String> OF_OTHERS = Set.of(
            "\"/target/...\": not found",
            "COPY failed",
            "Could not find artifact io.drydock:drydock-maven-plugin",
            "Permission denied (publickey...)",
            "docker: command not found",
            // the instruction is the user's
            "has RUN --mount, which needs BuildKit, and the classic builder is used");

    private static final Pattern MESSAGE = Pattern.compile("`([^`]+)`");

    private static String sources;

    @BeforeAll
    static void read() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            sources = files.filter(Files::isRegularFile)
                    .map(file -> Document.read(file).text())
                    .map(text -> text.replaceAll("\"\\s*\\+\\s*\"", "").replace("\\\"", "\""))
                    .collect(Collectors.joining("\n"));
        }
    }

    static List<String> messages() {
        return Document.read(Path.of("docs/troubleshooting.md"))
                .text()
                .lines()
                .filter(line -> line.startsWith("| "))
                .map(line -> line.split("\\|")[1])
                .flatMap(cell -> MESSAGE.matcher(cell).results())
                .map((MatchResult result) -> result.group(1))
                .filter(message -> !OF_OTHERS.contains(message))
                .toList();
    }

    @Test
    void thereAreMany() {
        assertThat(messages()).hasSizeGreaterThan(80);
    }

    /** A message is put together of pieces, so up to two pairs of neighbours may be of two pieces. */
    @ParameterizedTest
    @MethodSource("messages")
    void itsWordsAreInTheSources(String message) {
        List<String> strange = Arrays.stream(message.split("\\.\\.\\."))
                .flatMap(MessagesTest::pairs)
                .filter(pair -> !sources.contains(pair))
                .toList();
        assertThat(strange).hasSizeLessThanOrEqualTo(2);
    }

    private static Stream<String> pairs(String part) {
        String[] words = part.strip().split(" ");
        return words.length == 1
                ? Stream.of(words)
                : Stream.iterate(0, i -> i < words.length - 1, i -> i + 1).map(i -> words[i] + " " + words[i + 1]);
    }
}
