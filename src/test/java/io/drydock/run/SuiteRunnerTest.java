package io.drydock.run;

import static io.drydock.plan.Given.suite;
import static org.assertj.core.api.Assertions.assertThat;

import io.drydock.engine.FakeProgram;
import io.drydock.event.Event;
import io.drydock.model.DrydockException;
import io.drydock.model.Outcome;
import io.drydock.model.result.SuiteResult;
import io.drydock.model.spec.SuiteSpec;
import io.drydock.plan.Given;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class SuiteRunnerTest {

    private static final String UNIT = Bench.ENVIRONMENT + ".77aa01b.unit";

    private final Bench bench = new Bench();
    private final Given given = Given.plain().suites(suite("unit"), suite("it"));

    @BeforeEach
    void bringUp() throws Exception {
        bench.images(given).up(given);
        unit(FakeProgram.ends(0));
        bench.engine.script(List.of("test", "it"), FakeProgram.ends(0));
    }

    private void unit(FakeProgram program) {
        bench.engine.script(List.of("test", "unit"), program);
    }

    private DrydockException failure() throws InterruptedException {
        return bench.verify(given).failure().orElseThrow();
    }

    @Test
    void suitesThatPassLeaveTheirOutputAndNoContainer() throws Exception {
        unit(FakeProgram.ends(0).prints("1 test\n").complains("a warning\n"));

        SuiteRunner.Verdict verdict = bench.verify(given);

        assertThat(verdict.failure()).isEmpty();
        assertThat(verdict.results()).extracting(SuiteResult::name).containsExactly("unit", "it");
        assertThat(bench.engine.containers().find(UNIT)).isEmpty();
        assertThat(bench.log(UNIT)).isEqualTo("1 test\na warning\n");
        assertThat(bench.events).contains(new Event.Output("unit", "1 test"), new Event.Output("unit", "a warning"));
    }

    @Test
    void anExitCodeFailsTheSuiteLeavesItsContainerAndTheOthersDoNotRun() throws Exception {
        unit(FakeProgram.ends(3));

        SuiteRunner.Verdict verdict = bench.verify(given);

        assertThat(verdict.failure()).hasValueSatisfying(e -> {
            assertThat(e.outcome()).isEqualTo(Outcome.TESTS_FAILED);
            assertThat(e.what()).isEqualTo("suite unit failed");
            assertThat(e.why()).contains("exit code 3");
            assertThat(e.next()).contains("mvn docker:shell");
        });
        assertThat(verdict.results())
                .singleElement()
                .satisfies(result -> assertThat(result.exitCode()).hasValue(3));
        assertThat(bench.container(UNIT).exitCode()).isEqualTo(3);
    }

    @Test
    void failAtEndRunsAllAndTellsTheFirstFailure() throws Exception {
        unit(FakeProgram.ends(3));
        bench.engine.script(List.of("test", "it"), FakeProgram.ends(4));

        SuiteRunner.Verdict verdict = bench.verify(given.failAtEnd());

        assertThat(verdict.results()).hasSize(2);
        assertThat(verdict.failure())
                .hasValueSatisfying(e -> assertThat(e.what()).isEqualTo("suite unit failed"));
    }

    @Test
    void aSuitePastItsLimitIsKilledAndItsContainerStays() throws Exception {
        unit(FakeProgram.stays().prints("hanging\n"));
        SuiteSpec hasty = suite("unit", Optional.empty(), Map.of(), Duration.ofMillis(200), false);

        SuiteRunner.Verdict verdict = bench.verify(given.suites(hasty));

        assertThat(verdict.failure())
                .hasValueSatisfying(e -> assertThat(e.outcome()).isEqualTo(Outcome.TIMEOUT));
        assertThat(bench.container(UNIT).running()).isFalse();
        assertThat(bench.log(UNIT)).isEqualTo("hanging\n");
    }

    @Test
    void aSuiteKilledForMemoryIsOutOfMemoryAndNotFailed() throws Exception {
        unit(FakeProgram.stays());
        Thread killer = new Thread(() -> {
            while (bench.engine.containers().find(UNIT).filter(c -> c.running()).isEmpty()) {
                Thread.onSpinWait();
            }
            bench.engine.end(UNIT, 137, true);
        });
        killer.setDaemon(true);
        killer.start();

        assertThat(failure().outcome()).isEqualTo(Outcome.OUT_OF_MEMORY);
    }

    @Test
    void aCommandThatIsNotFoundIsToldWithThePathOfTheImage() throws Exception {
        unit(FakeProgram.ends(127));

        assertThat(failure().why())
                .contains("exit code 127")
                .contains("test unit")
                .contains("PATH there is /usr/bin:/bin");
    }

    @Test
    void aSuiteWithTheAppIsToldItsAddressWhileTheCandidateRuns() throws Exception {
        SuiteSpec acceptance = suite("unit", Optional.empty(), Map.of(), Duration.ofSeconds(5), true);
        unit(FakeProgram.ends(1));

        bench.verify(given.suites(acceptance));

        String address =
                bench.container(Bench.ENVIRONMENT + ".77aa01b").addresses().get(Bench.ENVIRONMENT);
        assertThat(bench.container(UNIT).env()).contains("APP_HOST=" + address);
    }

    @Test
    void anAppThatIsNotReadyFailsItsSuiteAndTheEarlierResultsStay() throws Exception {
        SuiteSpec acceptance = suite("it", Optional.empty(), Map.of(), Duration.ofSeconds(5), true);
        bench.engine.script(List.of("serve", "77aa01b"), FakeProgram.ends(1).complains("no config\n"));

        SuiteRunner.Verdict verdict = bench.verify(given.suites(suite("unit"), acceptance));

        assertThat(verdict.results()).extracting(SuiteResult::name).containsExactly("unit");
        assertThat(verdict.failure()).hasValueSatisfying(e -> {
            assertThat(e.outcome()).isEqualTo(Outcome.APP_NOT_READY);
            assertThat(e.why()).contains("no config");
        });
    }

    @Test
    void anInterruptedSuiteDoesNotRunOn() throws Exception {
        unit(FakeProgram.stays());
        Thread verifying = new Thread(() -> {
            try {
                bench.verify(given);
            } catch (InterruptedException | DrydockException e) {
                // that it ends is all that is asked
            }
        });
        verifying.start();
        while (bench.engine.containers().find(UNIT).filter(c -> c.running()).isEmpty()) {
            Thread.sleep(5);
        }

        verifying.interrupt();
        verifying.join(5000);

        assertThat(verifying.isAlive()).isFalse();
        assertThat(bench.container(UNIT).running()).isFalse();
    }
}
