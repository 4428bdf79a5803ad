package io.drydock.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.drydock.model.result.SuiteResult;
import io.drydock.model.result.TestCounts;
import io.drydock.model.result.TestCounts.TestFailure;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SuiteSummaryTest {

    @Test
    void countsAreSummedUpInOneLineWithTheFailedTestsBelow() {
        TestCounts tests = new TestCounts(
                128,
                2,
                0,
                1,
                List.of(new TestFailure("LoginTest.rejects", "expected: <a>", "..."), new TestFailure("B.c", "", "")));
        assertThat(SuiteSummary.lines(Results.suite("unit", 1, 4200, tests)))
                .containsExactly(
                        "unit: 128 tests, 2 failed, 1 skipped in 4.2 s, exit code 1",
                        "  LoginTest.rejects: expected: <a>",
                        "  B.c");
    }

    @Test
    void whatIsZeroIsNotSaid() {
        assertThat(SuiteSummary.lines(Results.suite("unit", 0, 40, new TestCounts(1, 0, 0, 0, List.of()))))
                .containsExactly("unit: 1 test in 40 ms");
        assertThat(SuiteSummary.headline(Results.suite("it", 1, 1000, new TestCounts(3, 0, 1, 0, List.of()))))
                .isEqualTo("it: 3 tests, 1 error in 1.0 s, exit code 1");
    }

    @Test
    void aSuiteWithoutReportsOrWithoutAnEndSaysSo() {
        SuiteResult silent = new SuiteResult("smoke", "c", OptionalInt.of(0), 1500, Optional.empty(), false);
        assertThat(SuiteSummary.lines(silent)).containsExactly("smoke: no test reports in 1.5 s");
        SuiteResult killed = new SuiteResult("smoke", "c", OptionalInt.empty(), 1500, Optional.empty(), false);
        assertThat(SuiteSummary.headline(killed)).isEqualTo("smoke: no test reports in 1.5 s, did not end by itself");
        SuiteResult reused = new SuiteResult("smoke", "c", OptionalInt.of(0), 1500, Optional.of(TestCounts.NONE), true);
        assertThat(SuiteSummary.headline(reused)).isEqualTo("smoke: 0 tests in 1.5 s (verified before)");
    }

    @Test
    void atMostTwentyFailuresAreNamedAndTheRestCounted() {
        List<TestFailure> failures = IntStream.range(0, 1000)
                .mapToObj(i -> new TestFailure("T.t" + i, "m", "d"))
                .toList();
        List<String> lines =
                SuiteSummary.lines(Results.suite("unit", 1, 10, new TestCounts(3000, 2500, 0, 0, failures)));
        assertThat(lines).hasSize(22).last().isEqualTo("  ... and 2480 more");
    }

    @Test
    void reportsThatContradictTheExitCodeAreToldOf() {
        TestCounts bad = new TestCounts(3, 1, 1, 0, List.of());
        TestCounts good = new TestCounts(3, 0, 0, 0, List.of());
        assertThat(SuiteSummary.disagreement(Results.suite("unit", 0, 1, bad)))
                .contains(
                        "suite unit ended with exit code 0 though its reports hold 2 failed tests; the exit code decides");
        assertThat(SuiteSummary.disagreement(Results.suite("unit", 1, 1, good)))
                .contains(
                        "suite unit ended with exit code 1 though its reports hold no failed test; the exit code decides");
        assertThat(SuiteSummary.disagreement(Results.suite("unit", 0, 1, good))).isEmpty();
        assertThat(SuiteSummary.disagreement(Results.suite("unit", 7, 1, bad))).isEmpty();
    }
}
