package io.drydock.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ImageNameTest {

    /** A row of the table of inputs and answers that were confirmed with Docker's command line. */
    record Row(
            String id,
            String input,
            boolean raw,
            boolean valid,
            String domain,
            String path,
            String tag,
            String digest) {

        static Row of(String line) {
            String[] cells = Arrays.copyOf(line.split("\t", -1), 11);
            String input = cells[1].substring(1, cells[1].length() - 1);
            return new Row(
                    cells[0],
                    spell(input),
                    cells[2].equals("raw"),
                    cells[3].equals("valid"),
                    spell(cells[4]),
                    cells[5],
                    cells[6],
                    cells[7]);
        }

        private static String spell(String text) {
            return text.replace("{DD}", "docker.io").replace("{IX}", "index.docker.io");
        }

        ImageName parse() {
            return raw ? ImageGrammar.parse(input, input) : ImageName.parse(input);
        }
    }

    static Stream<Row> rows() throws IOException {
        try (InputStream table = ImageNameTest.class.getResourceAsStream("/oracles/reference.tsv")) {
            return new String(table.readAllBytes(), StandardCharsets.UTF_8)
                    .lines().skip(1).map(Row::of).toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("rows")
    void answersAsDockerDoes(Row row) {
        if (!row.valid()) {
            assertThatIllegalArgumentException()
                    .isThrownBy(row::parse)
                    .withMessageContaining("\"" + row.input() + "\"");
            return;
        }
        ImageName name = row.parse();
        if (row.raw()) {
            assertThat(name.domain().orElse("")).isEqualTo(row.domain());
            assertThat(name.path()).isEqualTo(row.path());
        } else if (!row.path().isEmpty()) {
            assertThat(name.fullPath()).isEqualTo(row.domain() + "/" + row.path());
        }
        if (!row.path().isEmpty()) {
            assertThat(name.tag().orElse("")).isEqualTo(row.tag());
            assertThat(name.digest().orElse("")).isEqualTo(row.digest());
        }
    }

    @ParameterizedTest
    @MethodSource("rows")
    void readsWhatItWrites(Row row) {
        if (row.valid() && !row.raw()) {
            ImageName name = row.parse();
            assertThat(ImageName.parse(name.toString())).isEqualTo(name);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "redis:7, redis:7",
        "docker.io/library/redis:7, redis:7",
        "index.docker.io/team/app, team/app",
        "docker.io/a.b/c, docker.io/a.b/c",
        "localhost:5000/app/master:1, localhost:5000/app/master:1"
    })
    void isWrittenShort(String text, String written) {
        assertThat(ImageName.parse(text)).hasToString(written);
    }

    @Test
    void takesAnotherTag() {
        ImageName name = ImageName.parse("registry.example:5000/team/app:1@sha256:" + "f".repeat(64));
        assertThat(name.withTag("a8e8e83")).hasToString("registry.example:5000/team/app:a8e8e83");
        assertThat(name.withoutTag()).hasToString("registry.example:5000/team/app");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> name.withTag("a/b"))
                .withMessageContaining("\"a/b\"");
    }

    @ParameterizedTest
    @CsvSource({"redis:7, redis", "registry.example/cache/redis:7, redis", "localhost:5000/a, a"})
    void namesAServiceByItsLastPart(String text, String part) {
        assertThat(ImageName.parse(text).lastPathPart()).isEqualTo(part);
    }

    @Test
    void cannotBeMadeOfIllegalParts() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ImageName(Optional.empty(), "Redis", Optional.empty(), Optional.empty()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ImageName(Optional.empty(), "redis", Optional.of(":"), Optional.empty()));
    }
}
