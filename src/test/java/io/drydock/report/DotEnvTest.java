package io.drydock.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class DotEnvTest {

    @TempDir
    Path folder;

    @Test
    void addressesStandAsTheyAre() {
        Path file = folder.resolve("env");
        DotEnv.write(file, DotEnv.variables(Results.running()));
        assertThat(file).hasContent("""
                REDIS_HOST=10.210.0.34
                REDIS_PORT=6379
                POSTGRES_HOST=10.210.0.35
                POSTGRES_PORT=5432
                POSTGRES_URL=jdbc:postgresql://10.210.0.35:5432/postgres
                APP_URL=http://127.0.0.1:32768
                """);
    }

    @Test
    void otherValuesAreQuotedAndNamesThatNoShellTakesAreComments() {
        Path file = folder.resolve("env");
        Map<String, String> variables = new LinkedHashMap<>();
        variables.put("A", "x?a=1&b=it's");
        variables.put("3PROXY_HOST", "10.0.0.1\nrm");
        variables.put("EMPTY", "");
        DotEnv.write(file, variables);
        assertThat(file).hasContent("A='x?a=1&b=it'\\''s'\n# 3PROXY_HOST=10.0.0.1 rm\nEMPTY=\n");
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "there is no sh")
    void aShellReadsTheValuesThatWereWritten() throws IOException, InterruptedException {
        Random random = new Random(20261124);
        Map<String, String> variables = new LinkedHashMap<>();
        StringBuilder script = new StringBuilder(". ./env\n");
        StringBuilder expected = new StringBuilder();
        for (int i = 0; i < 200; i++) {
            String value = value(random);
            variables.put("V" + i, value);
            script.append("printf '%s|' \"$V").append(i).append("\"\n");
            expected.append(value).append('|');
        }
        DotEnv.write(folder.resolve("env"), variables);
        Files.writeString(folder.resolve("script"), script);
        Process shell =
                new ProcessBuilder("sh", "script").directory(folder.toFile()).start();
        String read = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(shell.waitFor()).isZero();
        assertThat(read).isEqualTo(expected.toString());
    }

    private static String value(Random random) {
        String alphabet = "ab1 '\"$`\\&;|<>(){}*?!#~=:/\n\té";
        return random.ints(random.nextInt(12), 0, alphabet.length())
                .mapToObj(i -> alphabet.substring(i, i + 1))
                .reduce("", String::concat);
    }
}
