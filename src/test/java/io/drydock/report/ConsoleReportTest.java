package io.drydock.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.drydock.event.Event;
import io.drydock.model.result.TestCounts;
import io.drydock.model.result.TestCounts.TestFailure;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConsoleReportTest {

    private final List<String> lines = new ArrayList<>();
    private final ConsoleReport console = console(false);

    private ConsoleReport console(boolean interactive) {
        Out out = new Out() {
            @Override
            public void info(String line) {
                lines.add("I " + line);
            }

            @Override
            public void warn(String line) {
                lines.add("W " + line);
            }

            @Override
            public void error(String line) {
                lines.add("E " + line);
            }
        };
        return new ConsoleReport(out, Redactor.of(List.of("s3cr3t")), interactive);
    }

    @Test
    void aSuiteEndsWithItsCountsAndTheNamesOfItsFailedTests() {
        TestCounts tests = new TestCounts(
                16, 1, 0, 0, List.of(new TestFailure("PageTest.counts", "expected 's3cr3t' but was '2'", "")));
        console.on(new Event.StepStarted("suite unit", Results.START));
        console.on(new Event.SuiteEnded(Results.suite("unit", 1, 4200, tests), Results.START.plusSeconds(5)));

        assertThat(lines)
                .containsExactly(
                        "I suite unit",
                        "E unit: 16 tests, 1 failed in 4.2 s, exit code 1",
                        "E   PageTest.counts: expected '***' but was '2'");
    }

    @Test
    void aSuiteWhoseReportsContradictItsExitCodeGetsAWarning() {
        TestCounts tests = new TestCounts(2, 1, 0, 0, List.of());
        console.on(new Event.SuiteEnded(Results.suite("unit", 0, 4200, tests), Results.START));

        assertThat(lines).hasSize(3).first().isEqualTo("I unit: 2 tests, 1 failed in 4.2 s");
        assertThat(lines).last().asString().startsWith("W suite unit ended with exit code 0 though");
    }

    @Test
    void stepsAreToldWhenTheyBeginAndEnd() {
        console.on(new Event.StepStarted("build shop/x:1", Results.START));
        console.on(new Event.StepStarted("service redis", Results.START));
        console.on(new Event.StepFinished("service redis", Results.START.plusMillis(412), "ready at 10.210.0.34:6379"));
        console.on(new Event.StepFinished("build shop/x:1", Results.START.plusSeconds(146), ""));
        console.on(new Event.StepFailed("suite unit", Results.START, "exit code 1"));
        assertThat(lines)
                .containsExactly(
                        "I build shop/x:1",
                        "I service redis",
                        "I service redis: ready at 10.210.0.34:6379 in 412 ms",
                        "I build shop/x:1: done in 2 min 26 s",
                        "E suite unit: exit code 1");
    }

    @Test
    void manyLinesAtOnceAreOneMessageAndEachNamesItsSourceAndHidesSecrets() {
        console.on(new Event.Output("unit", "one\n\nthe s3cr3t \u001b[31mred"));

        assertThat(lines).containsExactly("I [unit] one\n[unit] \n[unit] the *** red");
    }

    @Test
    void outputNamesItsSourceAndHidesSecrets() {
        console.on(new Event.Output("unit", "token s3cr3t"));
        console.on(new Event.Output("unit", ""));
        assertThat(lines).containsExactly("I [unit] token ***", "I [unit] ");
    }

    @Test
    void warningsAndNotesOfSeveralLinesAreIndented() {
        console.warn("one\ntwo s3cr3t");
        console.note("kept\r\nfor 24 h");
        assertThat(lines).containsExactly("W one", "W   two ***", "I kept", "I   for 24 h");
    }

    @Test
    void terminalCommandsAreTakenOut() {
        String hostile =
                "\u001b[2J\u001b]0;title\u0007a\u001b[31mred\u001b[0m\u001b[1;1H\tb\u0000\u0008c\u202e\u009b\u001b";
        console.on(new Event.Output("unit", hostile));
        assertThat(lines).containsExactly("I [unit] ared\tbc");
    }

    @Test
    void coloursStayForAPersonAndEndWithTheLine() {
        ConsoleReport interactive = console(true);
        interactive.on(new Event.Output("unit", "\u001b[2J\u001b[31mred"));
        interactive.on(new Event.Output("unit", "plain"));
        assertThat(lines).containsExactly("I [unit] \u001b[31mred\u001b[0m", "I [unit] plain");
    }

    @Test
    void aSecretCutByColoursIsHiddenToo() {
        console.on(new Event.Output("unit", "s3\u001b[1mcr3t"));
        console(true).on(new Event.Output("unit", "s3\u001b[1mcr3t"));
        assertThat(lines).containsExactly("I [unit] ***", "I [unit] ***");
    }
}
