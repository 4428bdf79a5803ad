package io.drydock.run;

import io.drydock.engine.EngineException;
import io.drydock.model.DrydockException;
import io.drydock.model.Outcome;
import io.drydock.model.result.TestCounts;
import io.drydock.model.state.ContainerState;
import io.drydock.model.state.ImageState;
import io.drydock.plan.SuiteDefinition;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** The messages of suites that did not pass; each ends with the commands that open what is left. */
final class SuiteFailures {

    private static final int SHOWN = 10;
    private static final List<String> LOOK = List.of("mvn docker:logs", "mvn docker:shell");

    private SuiteFailures() {}

    static DrydockException failed(SuiteDefinition suite, int code, Optional<TestCounts> tests) {
        return new DrydockException(
                Outcome.TESTS_FAILED,
                "suite " + suite.name() + " failed",
                "its command ended with exit code " + code
                        + tests.map(SuiteFailures::failures).orElse("") + "\ncontainer "
                        + suite.request().name() + " is kept, with its network and services",
                LOOK);
    }

    private static String failures(TestCounts tests) {
        if (tests.failures().isEmpty()) {
            return "; " + counts(Optional.of(tests));
        }
        String shown = tests.failures().stream()
                .limit(SHOWN)
                .map(f -> "\n  " + f.test() + (f.message().isBlank() ? "" : ": " + f.message()))
                .collect(Collectors.joining());
        int more = tests.failures().size() - SHOWN;
        return "; " + counts(Optional.of(tests)) + shown + (more > 0 ? "\n  and " + more + " more" : "");
    }

    /** What is said of its tests in one line. */
    static String counts(Optional<TestCounts> tests) {
        return tests.map(t -> t.run()
                        + (t.run() == 1 ? " test" : " tests")
                        + (t.failed() + t.errors() > 0 ? ", " + (t.failed() + t.errors()) + " failed" : "")
                        + (t.skipped() > 0 ? ", " + t.skipped() + " skipped" : ""))
                .orElse("");
    }

    static DrydockException timeout(SuiteDefinition suite) {
        return new DrydockException(
                Outcome.TIMEOUT,
                "suite " + suite.name() + " did not end",
                "it ran past its limit of " + suite.spec().timeout().toSeconds() + " s and was killed",
                List.of(
                        "mvn docker:logs",
                        "mvn docker:shell",
                        "a longer limit, if it only needs time: <timeout> of suite " + suite.name()));
    }

    static DrydockException outOfMemory(SuiteDefinition suite) {
        String limit = suite.spec().limits().memory().isPresent()
                ? "its memory limit of " + suite.spec().limits().memory().getAsLong() / (1024 * 1024) + " MiB"
                : "the memory limit of the engine's host";
        return new DrydockException(
                Outcome.OUT_OF_MEMORY,
                "suite " + suite.name() + " was killed",
                "it reached " + limit + "; that says nothing about its tests",
                List.of("mvn docker:logs", "a higher <memory> of suite " + suite.name()));
    }

    static DrydockException notFound(SuiteDefinition suite, int code, Optional<ImageState> image) {
        return new DrydockException(
                Outcome.TESTS_FAILED,
                "suite " + suite.name() + " could not run its command",
                "exit code " + code + ": \"" + String.join(" ", suite.spec().command())
                        + "\" was not found or is not executable in " + suite.image() + path(image),
                List.of("mvn docker:logs", "another <target>, whose stage holds the command", "mvn docker:shell"));
    }

    private static String path(Optional<ImageState> image) {
        String path = image.map(i -> i.config().env().getOrDefault("PATH", "")).orElse("");
        return path.isEmpty() ? "" : "; PATH there is " + path;
    }

    static DrydockException endedUnseen(SuiteDefinition suite, ContainerState state) {
        return new DrydockException(
                Outcome.ENGINE_ERROR,
                "suite " + suite.name() + " has no verdict",
                "the engine went away before its end was seen; when it answered again, container " + state.name()
                        + " had ended with exit code " + state.exitCode()
                        + ", which an engine that stops may have caused",
                List.of("mvn verify", "mvn docker:logs"));
    }

    static DrydockException removed(SuiteDefinition suite) {
        return new DrydockException(
                Outcome.ENGINE_ERROR,
                "suite " + suite.name() + " has no verdict",
                "its container " + suite.request().name() + " was removed while it ran",
                List.of("mvn verify"));
    }

    static DrydockException engine(SuiteDefinition suite, Supplier<Optional<ImageState>> image, EngineException e) {
        boolean command = e.status() != 0
                && (e.why().contains("executable file not found") || e.why().contains("no such file or directory"));
        return new DrydockException(
                command ? Outcome.TESTS_FAILED : Outcome.ENGINE_ERROR,
                "suite " + suite.name() + (command ? " could not run its command" : " has no verdict"),
                e.why() + (command ? path(image.get()) : ""),
                command
                        ? List.of("another <target>, whose stage holds \""
                                + suite.spec().command().get(0) + "\"")
                        : List.of("docker inspect " + suite.request().name(), "mvn verify"),
                e);
    }
}
