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
import io.drydock.model.result.TestCounts.TestFailure;
import io.drydock.model.state.EngineState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Results as runs leave them. */
final class Results {

    static final Instant START = Instant.parse("2026-11-24T09:00:00Z");

    private Results() {}

    /** Before anything is known. */
    static RunResult nothing() {
        return new RunResult(
                Outcome.ENGINE_ERROR,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                List.of());
    }

    /** A branch that runs. */
    static RunResult running() {
        return run(
                Outcome.RUNNING,
                List.of(
                        suite("unit", 0, 1840, new TestCounts(128, 0, 0, 1, List.of())),
                        suite("integration", 0, 4200, new TestCounts(31, 0, 0, 0, List.of())),
                        suite("acceptance", 0, 2610, new TestCounts(9, 0, 0, 0, List.of()))),
                Optional.of(new AppResult(
                        "visits", "visits.feature-login-df7c7aeb35.app", Optional.of("http://127.0.0.1:32768"), 900)),
                Optional.empty());
    }

    /** The same with tests that failed. */
    static RunResult failed() {
        TestFailure first = new TestFailure(
                "io.visits.CounterIT.countsEachVisitOnce",
                "expected: <2> but was: <3>",
                "org.opentest4j.AssertionFailedError: expected: <2> but was: <3>\n"
                        + "\tat io.visits.CounterIT.countsEachVisitOnce(CounterIT.java:41)\n"
                        + "\tat java.base/java.lang.reflect.Method.invoke(Method.java:569)");
        TestFailure second = new TestFailure(
                "io.visits.HistoryIT.keepsTheLastTenVisitors",
                "Connection to 10.210.0.35:5432 refused",
                "java.sql.SQLException: Connection to 10.210.0.35:5432 refused\n"
                        + "\tat io.visits.HistoryIT.connect(HistoryIT.java:22)");
        return run(
                Outcome.TESTS_FAILED,
                List.of(
                        suite("unit", 0, 1840, new TestCounts(128, 0, 0, 1, List.of())),
                        suite("integration", 1, 4200, new TestCounts(31, 1, 1, 0, List.of(first, second)))),
                Optional.empty(),
                Optional.of(new FailureResult(
                        "Suite integration failed",
                        "exit code 1: 31 tests, 1 failed, 1 error\nThe container is kept with its network and services.",
                        List.of("mvn docker:logs", "mvn docker:shell"))));
    }

    static SuiteResult suite(String name, int exitCode, long ms, TestCounts tests) {
        return new SuiteResult(
                name,
                "visits.feature-login-df7c7aeb35.77aa01b." + name,
                OptionalInt.of(exitCode),
                ms,
                Optional.of(tests),
                false);
    }

    static RunResult withBranch(RunResult r, String branch) {
        return new RunResult(
                r.outcome(),
                Optional.of(branch),
                r.slug(),
                r.commit(),
                r.dirty(),
                r.engine(),
                r.image(),
                r.network(),
                r.subnet(),
                r.services(),
                r.suites(),
                r.app(),
                r.failure(),
                r.steps());
    }

    private static RunResult run(
            Outcome outcome, List<SuiteResult> suites, Optional<AppResult> app, Optional<FailureResult> failure) {
        return new RunResult(
                outcome,
                Optional.of("feature/login"),
                Optional.of("feature-login-df7c7aeb35"),
                Optional.of("77aa01b2c3d4e5f60718293a4b5c6d7e8f901234"),
                false,
                Optional.of(new EngineState("unix:///var/run/docker.sock", "20.10.24", "1.41", false)),
                Optional.of(new ImageResult(
                        "visits/feature-login-df7c7aeb35:77aa01b",
                        "sha256:5b0bcabd1ed22e9fb1310cf6c2dec7cdef19f0ad69efa1f392e94a4333501270",
                        true,
                        Optional.of("buildkit"),
                        Optional.of("visits/master:a8e8e83"),
                        List.of(
                                new LayerCost("ADD file:4b03b5f551e3fbdf47ec609712007327828f7530 in /", 55_813_120),
                                new LayerCost("ENV JAVA_HOME=/opt/java", 0),
                                new LayerCost("COPY /opt/java /opt/java", 88_080_384),
                                new LayerCost("WORKDIR /app", 0),
                                new LayerCost("COPY /build/target/visits.jar /app/visits.jar", 12_584)))),
                Optional.of("visits.feature-login-df7c7aeb35"),
                Optional.of("10.210.0.32/27"),
                List.of(
                        service("redis", "redis:7", 34, 6379, 412, Optional.empty()),
                        service(
                                "postgres",
                                "postgres:15",
                                35,
                                5432,
                                2730,
                                Optional.of("jdbc:postgresql://10.210.0.35:5432/postgres"))),
                suites,
                app,
                failure,
                steps(suites, app));
    }

    private static ServiceResult service(
            String name, String image, int lastByte, int port, long ready, Optional<String> url) {
        String ip = "10.210.0." + lastByte;
        return new ServiceResult(
                name,
                image,
                "visits.feature-login-df7c7aeb35." + name,
                ip,
                OptionalInt.of(port),
                Optional.of(ip),
                OptionalInt.of(port),
                url,
                url,
                ready,
                false);
    }

    private static List<StepTime> steps(List<SuiteResult> suites, Optional<AppResult> app) {
        List<StepTime> steps = new ArrayList<>();
        steps.add(step("create network visits.feature-login-df7c7aeb35", 0, 140));
        steps.add(step("build image visits/feature-login-df7c7aeb35:77aa01b", 20, 4890));
        steps.add(step("stage build of visits/feature-login-df7c7aeb35:77aa01b", 60, 4200));
        steps.add(step("stage runtime of visits/feature-login-df7c7aeb35:77aa01b", 90, 4850));
        steps.add(step("start service redis", 150, 880));
        steps.add(step("start service postgres", 150, 3200));
        long at = 4900;
        for (SuiteResult suite : suites) {
            steps.add(step("suite " + suite.name(), at, at + suite.durationMs()));
            at += suite.durationMs() + 20;
        }
        if (app.isPresent()) {
            steps.add(step("run app visits", at, at + 1150));
            steps.add(step("swap visits", at + 900, at + 1150));
        }
        return List.copyOf(steps);
    }

    private static StepTime step(String name, long from, long to) {
        return new StepTime(name, START.plusMillis(from), START.plusMillis(to));
    }
}
