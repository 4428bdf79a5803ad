package io.drydock.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a failed run leaves in one folder holds all that is known and nothing that is secret. */
class FailureBundleTest {

    private static final String INSPECTION = """
            {"Name":"/x","Path":"run","Args":["--with","s3cr3t-value"],"Config":{"Env":["PATH=/bin","DB_HOST=10.0.0.2",
             "POSTGRES_PASSWORD=from the pom","GIVEN=s3cr3t-value","AUTHOR=me","MONKEY=cheeta","API_KEY=k","QUOTED=a \\"b\\""]},"State":{"ExitCode":3}}
            """;

    private final Redactor redactor = Redactor.of(List.of("s3cr3t-value", "a \"b\""));

    @TempDir
    private Path output;

    private FailureBundle bundle;

    @BeforeEach
    void leaveWhatARunLeaves() throws Exception {
        bundle = new FailureBundle(output, redactor);
        Files.writeString(output.resolve("environment.json"), "{}");
        log("shop.x.unit", "the last words");
        Path reports = Files.createDirectories(output.resolve("reports/unit"));
        Files.writeString(reports.resolve("TEST-a.xml"), "<testsuite/>");
    }

    private void log(String container, String text) throws IOException {
        try (OutputStream out = new LogFiles(output.resolve("logs"), redactor).open(container)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
    }

    private String read(String file) throws IOException {
        return Files.readString(output.resolve("failure").resolve(file));
    }

    private void write() {
        bundle.write(Results.failed(), List.of("t shop.x.db \"tcp 5432\": refused"), Map.of("shop.x.unit", INSPECTION));
    }

    @Test
    void itHoldsOutcomeCommandsProbesInspectionsLogsAndReports() throws Exception {
        write();

        assertThat(read("outcome.txt")).startsWith("TESTS_FAILED: ").contains("Next: ");
        assertThat(read("commands.txt")).contains("mvn docker:shell", "docker inspect ");
        assertThat(read("probes.txt")).isEqualTo("t shop.x.db \"tcp 5432\": refused\n");
        assertThat(read("inspect/shop.x.unit.json")).contains("\"ExitCode\" : 3", "DB_HOST=10.0.0.2", "PATH=/bin");
        assertThat(read("logs/shop.x.unit.log")).isEqualTo("the last words");
        assertThat(read("reports/unit/TEST-a.xml")).isEqualTo("<testsuite/>");
        assertThat(read("environment.json")).isEqualTo("{}");
    }

    @Test
    void valuesOfSecretsAndOfVariablesThatSoundLikeOneAreNotThere() throws Exception {
        write();

        assertThat(read("inspect/shop.x.unit.json"))
                .doesNotContain("s3cr3t-value", "from the pom", "a \\\"b\\\"")
                .contains("POSTGRES_PASSWORD=***", "GIVEN=***", "API_KEY=***", "QUOTED=***", "MONKEY=cheeta");
    }

    @Test
    void aLaterRunLeavesItAsItIsUntilItIsWrittenAnewOrRemoved() throws Exception {
        write();
        log("shop.x.unit", "another run");

        assertThat(read("logs/shop.x.unit.log")).isEqualTo("the last words");
        write();
        assertThat(read("logs/shop.x.unit.log")).isEqualTo("another run");
        bundle.remove();
        assertThat(output.resolve("failure")).doesNotExist();
        assertThat(output.resolve("logs/shop.x.unit.log")).exists();
    }
}
