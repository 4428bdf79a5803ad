package io.drydock.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import io.drydock.model.result.AppResult;
import io.drydock.model.result.FailureResult;
import io.drydock.model.result.ImageResult;
import io.drydock.model.result.LayerCost;
import io.drydock.model.result.RunResult;
import io.drydock.model.result.ServiceResult;
import io.drydock.model.result.StepTime;
import io.drydock.model.result.SuiteResult;
import io.drydock.model.result.TestCounts;
import io.drydock.model.state.EngineState;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** A {@link RunResult} as the text of {@code environment.json}: every key always there, unknown values null. */
final class ResultWriter {

    private final Redactor redactor;
    private final StringWriter text = new StringWriter();
    private final JsonGenerator json;

    ResultWriter(Redactor redactor) {
        this.redactor = redactor;
        try {
            DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
            DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
            printer.indentObjectsWith(indenter);
            printer.indentArraysWith(indenter);
            json = new JsonFactory().createGenerator(text).setPrettyPrinter(printer);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes one result; once only. */
    String write(RunResult result) {
        try (json) {
            json.writeStartObject();
            json.writeNumberField("schema", EnvironmentJson.SCHEMA);
            string("outcome", Optional.of(result.outcome().name()));
            string("branch", result.branch());
            string("slug", result.slug());
            string("commit", result.commit());
            json.writeBooleanField("dirty", result.dirty());
            object("engine", result.engine(), this::engine);
            object("image", result.image(), this::image);
            object("network", networkOf(result), this::network);
            array("services", result.services(), this::service);
            array("suites", result.suites(), this::suite);
            object("app", result.app(), this::app);
            object("failure", result.failure(), this::failure);
            array("steps", result.steps(), this::step);
            json.writeEndObject();
            json.writeRaw('\n');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private static Optional<RunResult> networkOf(RunResult result) {
        return Optional.of(result)
                .filter(r -> r.network().isPresent() || r.subnet().isPresent());
    }

    private void engine(EngineState engine) throws IOException {
        json.writeStringField("host", engine.host());
        json.writeStringField("version", engine.version());
        json.writeStringField("api", engine.api());
        json.writeBooleanField("podman", engine.podman());
    }

    private void image(ImageResult image) throws IOException {
        json.writeStringField("name", image.name());
        json.writeStringField("id", image.id());
        json.writeBooleanField("built", image.built());
        string("builder", image.builder());
        string("master", image.master());
        array("layers", image.layers(), this::layer);
    }

    private void network(RunResult result) throws IOException {
        string("name", result.network());
        string("subnet", result.subnet());
    }

    private void layer(LayerCost layer) throws IOException {
        json.writeStringField("instruction", redactor.redact(LayerTable.instruction(layer.instruction())));
        json.writeNumberField("size", layer.size());
    }

    private void service(ServiceResult service) throws IOException {
        json.writeStringField("name", service.name());
        json.writeStringField("image", service.image());
        json.writeStringField("container", service.container());
        json.writeStringField("ip", service.ip());
        number("port", service.port());
        string("host", service.host());
        number("hostPort", service.hostPort());
        string("url", service.url().map(redactor::redact));
        string("hostUrl", service.hostUrl().map(redactor::redact));
        json.writeNumberField("readyAfterMs", service.readyAfterMs());
        json.writeBooleanField("reused", service.reused());
    }

    private void suite(SuiteResult suite) throws IOException {
        json.writeStringField("name", suite.name());
        json.writeStringField("container", suite.container());
        number("exitCode", suite.exitCode());
        json.writeNumberField("durationMs", suite.durationMs());
        json.writeBooleanField("reused", suite.reused());
        object("tests", suite.tests(), this::tests);
    }

    private void tests(TestCounts tests) throws IOException {
        json.writeNumberField("run", tests.run());
        json.writeNumberField("failed", tests.failed());
        json.writeNumberField("errors", tests.errors());
        json.writeNumberField("skipped", tests.skipped());
        array("failures", tests.failures(), failure -> {
            json.writeStringField("test", redactor.redact(failure.test()));
            json.writeStringField("message", redactor.redact(failure.message()));
            json.writeStringField("detail", redactor.redact(failure.detail()));
        });
    }

    private void app(AppResult app) throws IOException {
        json.writeStringField("name", app.name());
        json.writeStringField("container", app.container());
        string("url", app.url().map(redactor::redact));
        json.writeNumberField("readyAfterMs", app.readyAfterMs());
    }

    private void failure(FailureResult failure) throws IOException {
        json.writeStringField("what", redactor.redact(failure.what()));
        json.writeStringField("why", redactor.redact(failure.why()));
        List<String> next = failure.next().stream().map(redactor::redact).toList();
        json.writeFieldName("next");
        json.writeArray(next.toArray(String[]::new), 0, next.size());
    }

    private void step(StepTime step) throws IOException {
        json.writeStringField("name", step.name());
        json.writeStringField("start", step.start().toString());
        json.writeStringField("end", step.end().toString());
    }

    private void string(String key, Optional<String> value) throws IOException {
        json.writeFieldName(key);
        if (value.isPresent()) {
            json.writeString(value.get());
        } else {
            json.writeNull();
        }
    }

    private void number(String key, OptionalInt value) throws IOException {
        json.writeFieldName(key);
        if (value.isPresent()) {
            json.writeNumber(value.getAsInt());
        } else {
            json.writeNull();
        }
    }

    private <T> void object(String key, Optional<T> value, Fields<T> fields) throws IOException {
        if (value.isEmpty()) {
            json.writeNullField(key);
            return;
        }
        json.writeObjectFieldStart(key);
        fields.write(value.get());
        json.writeEndObject();
    }

    private <T> void array(String key, Collection<T> values, Fields<T> fields) throws IOException {
        json.writeArrayFieldStart(key);
        for (T value : values) {
            json.writeStartObject();
            fields.write(value);
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    /** Writes the fields of one object. */
    private interface Fields<T> {
        void write(T value) throws IOException;
    }
}
