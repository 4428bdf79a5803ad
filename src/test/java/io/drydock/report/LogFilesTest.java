package io.drydock.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogFilesTest {

    @TempDir
    Path folder;

    private LogFiles logs;

    @BeforeEach
    void open() {
        logs = new LogFiles(folder.resolve("logs"), Redactor.of(List.of("s3cr3t")));
    }

    private void write(OutputStream out, String... chunks) throws IOException {
        try (out) {
            for (String chunk : chunks) {
                out.write(chunk.getBytes(UTF_8));
            }
        }
    }

    @Test
    void aContainersLogHoldsAllButTheSecrets() throws IOException {
        write(logs.open("shop.x.redis"), "old");
        write(logs.open("shop.x.redis"), "ready s3c", "r3t\n", "bye");
        assertThat(folder.resolve("logs/shop.x.redis.log")).hasContent("ready ***\nbye");
        assertThat(logs.containers()).containsExactly("shop.x.redis");
    }

    @Test
    void whatIsAppendedStandsBehindWhatWasThere() throws IOException {
        write(logs.open("shop.x.redis"), "one\n");
        write(logs.append("shop.x.redis"), "two s3cr3t\n");
        write(logs.append("shop.x.app"), "first\n");
        assertThat(folder.resolve("logs/shop.x.redis.log")).hasContent("one\ntwo ***\n");
        assertThat(folder.resolve("logs/shop.x.app.log")).hasContent("first\n");
    }

    @Test
    void onlyTheLogsOfTheNamedContainersAreRetained() throws IOException {
        write(logs.open("shop.x.app"), "a");
        write(logs.open("shop.y.app"), "b");
        Files.writeString(folder.resolve("logs/notes.txt"), "mine");

        logs.retain("shop.x.app"::equals);

        assertThat(folder.resolve("logs")).isDirectoryContaining("glob:**/notes.txt");
        assertThat(logs.containers()).containsExactly("shop.x.app");
    }

    @Test
    void theTailIsTheLastLines() throws IOException {
        String all =
                IntStream.range(0, 50_000).mapToObj(i -> "line " + i + "\n").collect(Collectors.joining());
        write(logs.open("big"), all);
        assertThat(logs.tail("big", 3)).containsExactly("line 49997", "line 49998", "line 49999");
        assertThat(logs.tail("big", 100_000)).hasSizeLessThan(10_000).allMatch(line -> line.matches("line \\d{5}"));
        assertThat(logs.tail("missing", 3)).isEmpty();
    }

    @Test
    void aNameThatLeadsElsewhereIsRefused() {
        assertThatThrownBy(() -> logs.open("../x")).hasMessageContaining("../x");
    }

    @Test
    void everyByteOfAFloodIsThere() throws IOException {
        byte[] chunk = "0123456789abcde\n".repeat(4096).getBytes(UTF_8);
        try (OutputStream out = logs.open("flood")) {
            for (int i = 0; i < 400; i++) {
                out.write(chunk);
            }
        }
        assertThat(Files.size(logs.file("flood"))).isEqualTo(400L * chunk.length);
    }
}
