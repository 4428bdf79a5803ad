package io.drydock.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import io.drydock.model.Bytes;
import io.drydock.model.result.EnvironmentStatus;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;

/** The environments of an engine, as a table for people and as JSON for machines ({@code docs/status-json.md}). */
public final class StatusReport {

    private static final int SCHEMA = 1;
    private static final List<String> HEADER =
            List.of("", "APP", "BRANCH", "COMMIT", "OUTCOME", "AGE", "SERVICES", "MEMORY", "URL");
    private static final int BEFORE_URL = 8;

    private final List<EnvironmentStatus> environments;
    private final Predicate<EnvironmentStatus> current;
    private final Instant now;

    /**
     * @param current whether an environment is the one of the project that asks
     * @param now tells ages
     */
    public StatusReport(List<EnvironmentStatus> environments, Predicate<EnvironmentStatus> current, Instant now) {
        this.environments = List.copyOf(environments);
        this.current = current;
        this.now = now;
    }

    /** A line for each environment, and one for each detail; one line that says so where there is none. */
    public List<String> table() {
        if (environments.isEmpty()) {
            return List.of("no environment to show is on this engine");
        }
        boolean disk = environments.stream().anyMatch(e -> e.disk().isPresent());
        List<String> lines = new ArrayList<>(TextTable.lines(
                with(HEADER, disk, "IMAGES"),
                environments.stream()
                        .map(e -> with(row(e), disk, bytes(e.disk())))
                        .toList()));
        environments.stream()
                .filter(e -> !e.detail().isEmpty())
                .forEach(e -> lines.add(e.app() + " " + Ansi.plain(e.branch()) + ": " + e.detail()));
        return lines;
    }

    private static List<String> with(List<String> row, boolean more, String cell) {
        List<String> cells = new ArrayList<>(row);
        if (more) {
            cells.add(BEFORE_URL, cell);
        }
        return cells;
    }

    private static String bytes(OptionalLong bytes) {
        return bytes.isPresent() ? Bytes.human(bytes.getAsLong()) : "-";
    }

    /** A plus where some may have more. */
    private static String memory(EnvironmentStatus.Memory memory) {
        if (memory.limit() == 0) {
            return memory.unlimited() == 0 ? "-" : "no limit";
        }
        return Bytes.human(memory.limit()) + (memory.unlimited() == 0 ? "" : " +");
    }

    private List<String> row(EnvironmentStatus e) {
        return List.of(
                current.test(e) ? "*" : "",
                e.app(),
                Ansi.plain(e.branch()),
                e.commit().map(StatusReport::shortened).orElse("-"),
                e.outcome().map(Enum::name).orElse("-"),
                age(Duration.between(e.since(), now)),
                e.services().isEmpty()
                        ? "-"
                        : e.servicesUp() + "/" + e.services().size(),
                memory(e.memory()),
                e.url().orElse("-"));
    }

    /** Seven digits, and all of a dirty one's suffix. */
    private static String shortened(String commit) {
        int suffix = commit.indexOf('-');
        String sha = suffix < 0 ? commit : commit.substring(0, suffix);
        return sha.substring(0, Math.min(7, sha.length())) + (suffix < 0 ? "" : commit.substring(suffix));
    }

    private static String age(Duration age) {
        long seconds = Math.max(0, age.toSeconds());
        if (seconds < 60) {
            return seconds + " s";
        }
        if (seconds < 3600) {
            return seconds / 60 + " min";
        }
        return seconds < 2 * 86_400 ? seconds / 3600 + " h" : seconds / 86_400 + " d";
    }

    /** The document, with a line end. */
    public String json() {
        StringWriter text = new StringWriter();
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
        printer.indentObjectsWith(new DefaultIndenter("  ", "\n"));
        printer.indentArraysWith(new DefaultIndenter("  ", "\n"));
        try (JsonGenerator json = new JsonFactory().createGenerator(text).setPrettyPrinter(printer)) {
            json.writeStartObject();
            json.writeNumberField("schema", SCHEMA);
            json.writeArrayFieldStart("environments");
            for (EnvironmentStatus environment : environments) {
                write(json, environment);
            }
            json.writeEndArray();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.append('\n').toString();
    }

    private void write(JsonGenerator json, EnvironmentStatus e) throws IOException {
        json.writeStartObject();
        json.writeStringField("app", e.app());
        json.writeStringField("branch", e.branch());
        json.writeStringField("slug", e.slug());
        json.writeBooleanField("current", current.test(e));
        string(json, "commit", e.commit());
        string(json, "outcome", e.outcome().map(Enum::name));
        string(json, "detail", Optional.of(e.detail()).filter(d -> !d.isEmpty()));
        json.writeStringField("since", e.since().toString());
        string(json, "url", e.url());
        json.writeArrayFieldStart("services");
        for (EnvironmentStatus.Service service : e.services()) {
            json.writeStartObject();
            json.writeStringField("name", service.name());
            json.writeStringField("container", service.container());
            json.writeBooleanField("running", service.running());
            json.writeEndObject();
        }
        json.writeEndArray();
        serving(json, e.serving());
        failure(json, e.failure());
        json.writeObjectFieldStart("memory");
        json.writeNumberField("limit", e.memory().limit());
        json.writeNumberField("unlimited", e.memory().unlimited());
        json.writeEndObject();
        if (e.disk().isPresent()) {
            json.writeNumberField("imageBytes", e.disk().getAsLong());
        } else {
            json.writeNullField("imageBytes");
        }
        json.writeEndObject();
    }

    private static void serving(JsonGenerator json, Optional<EnvironmentStatus.Serving> serving) throws IOException {
        if (serving.isEmpty()) {
            json.writeNullField("serving");
            return;
        }
        json.writeObjectFieldStart("serving");
        json.writeStringField("container", serving.get().container());
        json.writeStringField("commit", serving.get().commit());
        json.writeBooleanField("running", serving.get().running());
        json.writeEndObject();
    }

    private static void failure(JsonGenerator json, Optional<EnvironmentStatus.FailedSuite> failure)
            throws IOException {
        if (failure.isEmpty()) {
            json.writeNullField("failure");
            return;
        }
        json.writeObjectFieldStart("failure");
        json.writeStringField("suite", failure.get().suite());
        json.writeStringField("container", failure.get().container());
        if (failure.get().exitCode().isPresent()) {
            json.writeNumberField("exitCode", failure.get().exitCode().getAsInt());
        } else {
            json.writeNullField("exitCode");
        }
        json.writeEndObject();
    }

    private static void string(JsonGenerator json, String key, Optional<String> value) throws IOException {
        if (value.isPresent()) {
            json.writeStringField(key, value.get());
        } else {
            json.writeNullField(key);
        }
    }
}
