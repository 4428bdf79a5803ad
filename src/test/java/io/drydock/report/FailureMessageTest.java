package io.drydock.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.drydock.model.DrydockException;
import io.drydock.model.Outcome;
import io.drydock.model.result.FailureResult;
import java.util.List;
import org.junit.jupiter.api.Test;

class FailureMessageTest {

    private final FailureMessage message = new FailureMessage(Redactor.of(List.of("s3cr3t")));

    @Test
    void theThreePartsStandBelowEachOther() {
        DrydockException e = new DrydockException(
                Outcome.TESTS_FAILED,
                "Suite unit failed",
                "exit code 1\n2 of 128 tests failed\n",
                List.of("mvn docker:logs", "mvn docker:shell"));
        assertThat(message.of(e)).isEqualTo("""
                Suite unit failed
                  Why:  exit code 1
                        2 of 128 tests failed
                  Next: mvn docker:logs
                        mvn docker:shell""");
    }

    @Test
    void emptyPartsAreLeftOut() {
        assertThat(message.of(new FailureResult("No engine answers", "", List.of())))
                .isEqualTo("No engine answers");
    }

    @Test
    void neitherSecretsNorTerminalCommandsGetThrough() {
        DrydockException e = new DrydockException(
                Outcome.ENGINE_ERROR,
                "Push of s3cr3t failed",
                "\u001b[31mdenied\u001b[0m for s3cr3t",
                List.of("login s3cr3t"));
        assertThat(message.of(e)).isEqualTo("Push of *** failed\n  Why:  denied for ***\n  Next: login ***");
        assertThat(message.resultOf(e).toString()).doesNotContain("s3cr3t");
    }
}
