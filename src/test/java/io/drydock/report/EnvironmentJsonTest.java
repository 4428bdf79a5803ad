package io.drydock.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drydock.model.DrydockException;
import io.drydock.model.result.RunResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnvironmentJsonTest {

    private static final Path DOCS = Path.of("docs");

    private final EnvironmentJson json = new EnvironmentJson(Redactor.NONE);

    @TempDir
    Path folder;

    @Test
    void whatIsWrittenIsReadBack() {
        for (RunResult result : List.of(Results.nothing(), Results.running(), Results.failed())) {
            Path file = folder.resolve("target/docker/environment.json");
            json.write(file, result);
            assertThat(json.read(file)).contains(result);
        }
    }

    @Test
    void everyKeyIsThereAndNullWhenNothingIsKnown() throws IOException {
        Path file = folder.resolve("environment.json");
        json.write(file, Results.nothing());
        assertThat(file).hasContent("""
                {
                  "schema" : 1,
                  "outcome" : "ENGINE_ERROR",
                  "branch" : null,
                  "slug" : null,
                  "commit" : null,
                  "dirty" : false,
                  "engine" : null,
                  "image" : null,
                  "network" : null,
                  "services" : [ ],
                  "suites" : [ ],
                  "app" : null,
                  "failure" : null,
                  "steps" : [ ]
                }
                """);
    }

    @Test
    void keysAreTheFixedOnes() throws IOException {
        Path file = folder.resolve("environment.json");
        json.write(file, Results.running());
        JsonValue root = JsonValue.parse(Files.readString(file));
        assertThat(root.fields().keySet())
                .containsExactly(
                        "schema",
                        "outcome",
                        "branch",
                        "slug",
                        "commit",
                        "dirty",
                        "engine",
                        "image",
                        "network",
                        "services",
                        "suites",
                        "app",
                        "failure",
                        "steps");
        assertThat(keys(root, "engine")).contains("host", "version", "api");
        assertThat(keys(root, "image")).contains("name", "id", "built", "builder", "master");
        assertThat(keys(root, "network")).contains("name", "subnet");
        assertThat(firstKeys(root, "services"))
                .contains(
                        "name",
                        "image",
                        "container",
                        "ip",
                        "port",
                        "host",
                        "hostPort",
                        "url",
                        "readyAfterMs",
                        "reused");
        assertThat(firstKeys(root, "suites")).contains("name", "container", "exitCode", "durationMs", "tests");
        assertThat(keys(root, "app")).contains("name", "container", "url", "readyAfterMs");
        assertThat(firstKeys(root, "steps")).containsExactly("name", "start", "end");
    }

    @Test
    void theSchemaKnowsEveryKeyThatIsWrittenAndNoOther() throws IOException {
        Path file = folder.resolve("environment.json");
        JsonValue schema = JsonValue.parse(Files.readString(DOCS.resolve("environment.schema.json")));
        for (RunResult result : List.of(Results.nothing(), Results.running(), Results.failed())) {
            json.write(file, result);
            compare("", schema.fields(), JsonValue.parse(Files.readString(file)).fields());
        }
    }

    @Test
    void theExampleOfTheDocsIsWhatIsWritten() throws IOException {
        Path file = folder.resolve("environment.json");
        json.write(file, Results.failed());
        assertThat(Files.readString(DOCS.resolve("environment-json.md")))
                .contains("```json\n" + Files.readString(file) + "```");
    }

    @Test
    void theDocsDescribeEveryKey() throws IOException {
        String docs = Files.readString(DOCS.resolve("environment-json.md"));
        Path file = folder.resolve("environment.json");
        json.write(file, Results.failed());
        Files.readAllLines(file).stream()
                .filter(line -> line.contains("\" : "))
                .map(line -> line.strip().split("\"")[1])
                .distinct()
                .forEach(key -> assertThat(docs).containsPattern("\\| `([a-z]+(\\[])?\\.)*" + key + "` \\|"));
    }

    @Test
    void aDamagedFileCountsAsNone() throws IOException {
        Path file = folder.resolve("environment.json");
        assertThat(json.read(file)).isEmpty();
        json.write(file, Results.running());
        String whole = Files.readString(file);
        for (int length = 0; length < whole.length() - 2; length += 7) {
            Files.writeString(file, whole.substring(0, length));
            assertThat(json.read(file)).isEmpty();
        }
        Files.writeString(file, whole.replace("\"schema\" : 1", "\"schema\" : 2"));
        assertThat(json.read(file)).isEmpty();
        Files.writeString(file, whole.replace("\"RUNNING\"", "\"FLYING\""));
        assertThat(json.read(file)).isEmpty();
    }

    @Test
    void secretsAreNotWritten() throws IOException {
        Path file = folder.resolve("environment.json");
        new EnvironmentJson(Redactor.of(List.of("refused", "expected"))).write(file, Results.failed());
        assertThat(Files.readString(file))
                .contains("Connection to 10.210.0.35:5432 ***")
                .doesNotContain("expected");
    }

    @Test
    void aBranchThatIsNoUnicodeTextCostsNothing() {
        Path file = folder.resolve("environment.json");
        json.write(file, Results.withBranch(Results.running(), "half \ud83d \" \u0000"));
        assertThat(json.read(file).orElseThrow().branch()).contains("half ? \" \u0000");
    }

    @Test
    void nothingElseIsLeftInTheFolder() throws IOException {
        json.write(folder.resolve("environment.json"), Results.running());
        json.write(folder.resolve("environment.json"), Results.failed());
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(folder.resolve("environment.json"));
        }
    }

    @Test
    void aFolderThatCannotBeMadeIsToldInThreeParts() throws IOException {
        Path blocked = Files.writeString(folder.resolve("target"), "a file");
        assertThatThrownBy(() -> json.write(blocked.resolve("docker/environment.json"), Results.running()))
                .isInstanceOfSatisfying(DrydockException.class, e -> {
                    assertThat(e.what()).startsWith("Cannot write ").endsWith("environment.json");
                    assertThat(e.why()).isNotBlank();
                    assertThat(e.next()).hasSize(1);
                });
    }

    private static Iterable<String> keys(JsonValue root, String key) {
        return root.optionalObject(key, value -> value.fields().keySet()).orElseThrow();
    }

    private static Iterable<String> firstKeys(JsonValue root, String key) {
        return root.objects(key, value -> value.fields().keySet()).get(0);
    }

    /** Compares keys alone: {@code properties} with an object's, {@code items} with each of an array. */
    @SuppressWarnings("unchecked")
    private static void compare(String path, Map<String, Object> schema, Object value) {
        if (value instanceof List<?> items) {
            assertThat(schema).as(path).containsKey("items");
            items.forEach(item -> compare(path + "[]", (Map<String, Object>) schema.get("items"), item));
        } else if (value instanceof Map<?, ?> object) {
            Map<String, Object> properties = (Map<String, Object>) schema.get("properties");
            assertThat(object.keySet()).as(path).isEqualTo(properties.keySet());
            assertThat((List<Object>) schema.get("required")).as(path).hasSameElementsAs(properties.keySet());
            object.forEach((key, field) -> compare(path + "." + key, (Map<String, Object>) properties.get(key), field));
        } else {
            Object types = schema.get("type");
            List<Object> allowed = types instanceof List ? (List<Object>) types : List.of(types);
            assertThat(allowed).as(path).contains(typeOf(value));
        }
    }

    private static Object typeOf(Object value) {
        if (value instanceof Optional) {
            return "null";
        }
        return value instanceof Long ? "integer" : value instanceof Boolean ? "boolean" : "string";
    }
}
