package io.drydock.report;

import io.drydock.model.Outcome;
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
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/** The text of {@code environment.json} as a {@link RunResult}; keys that it does not know are passed over. */
final class ResultReader {

    private ResultReader() {}

    /** @return empty where the text is damaged or of another schema */
    static Optional<RunResult> read(String text) {
        try {
            JsonValue json = JsonValue.parse(text);
            return json.number("schema") == EnvironmentJson.SCHEMA ? Optional.of(result(json)) : Optional.empty();
        } catch (IOException | IllegalArgumentException | ArithmeticException | DateTimeException e) {
            return Optional.empty();
        }
    }

    private static RunResult result(JsonValue json) {
        Optional<JsonValue> network = json.optionalObject("network", value -> value);
        return new RunResult(
                Outcome.valueOf(json.string("outcome")),
                json.optionalString("branch"),
                json.optionalString("slug"),
                json.optionalString("commit"),
                json.bool("dirty"),
                json.optionalObject("engine", ResultReader::engine),
                json.optionalObject("image", ResultReader::image),
                network.flatMap(value -> value.optionalString("name")),
                network.flatMap(value -> value.optionalString("subnet")),
                json.objects("services", ResultReader::service),
                json.objects("suites", ResultReader::suite),
                json.optionalObject("app", ResultReader::app),
                json.optionalObject("failure", ResultReader::failure),
                json.objects("steps", ResultReader::step));
    }

    private static EngineState engine(JsonValue json) {
        return new EngineState(json.string("host"), json.string("version"), json.string("api"), json.bool("podman"));
    }

    private static ImageResult image(JsonValue json) {
        return new ImageResult(
                json.string("name"),
                json.string("id"),
                json.bool("built"),
                json.optionalString("builder"),
                json.optionalString("master"),
                json.objectsIfAny("layers", layer -> new LayerCost(layer.string("instruction"), layer.number("size"))));
    }

    private static ServiceResult service(JsonValue json) {
        return new ServiceResult(
                json.string("name"),
                json.string("image"),
                json.string("container"),
                json.string("ip"),
                json.optionalInt("port"),
                json.optionalString("host"),
                json.optionalInt("hostPort"),
                json.optionalString("url"),
                json.optionalString("hostUrl"),
                json.number("readyAfterMs"),
                json.bool("reused"));
    }

    private static SuiteResult suite(JsonValue json) {
        return new SuiteResult(
                json.string("name"),
                json.string("container"),
                json.optionalInt("exitCode"),
                json.number("durationMs"),
                json.optionalObject("tests", ResultReader::tests),
                json.bool("reused"));
    }

    private static TestCounts tests(JsonValue json) {
        return new TestCounts(
                Math.toIntExact(json.number("run")),
                Math.toIntExact(json.number("failed")),
                Math.toIntExact(json.number("errors")),
                Math.toIntExact(json.number("skipped")),
                json.objects(
                        "failures",
                        failure -> new TestCounts.TestFailure(
                                failure.string("test"), failure.string("message"), failure.string("detail"))));
    }

    private static AppResult app(JsonValue json) {
        return new AppResult(
                json.string("name"), json.string("container"), json.optionalString("url"), json.number("readyAfterMs"));
    }

    private static FailureResult failure(JsonValue json) {
        return new FailureResult(json.string("what"), json.string("why"), json.strings("next"));
    }

    private static StepTime step(JsonValue json) {
        return new StepTime(
                json.string("name"), Instant.parse(json.string("start")), Instant.parse(json.string("end")));
    }
}
