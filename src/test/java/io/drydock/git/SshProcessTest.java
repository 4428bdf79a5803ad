package io.drydock.git;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class SshProcessTest {

    @Test
    void theExitCodeIsWaitedForWhereTheOutputEndedSooner() throws Exception {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        SshProcess process = new SshProcess(new ProcessBuilder(List.of(java, "-no-such-option"))
                .redirectErrorStream(true)
                .start());

        assertThat(process.exitValue()).isEqualTo(1);
    }
}
