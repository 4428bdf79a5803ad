package io.drydock.docker;

import static org.assertj.core.api.Assertions.assertThat;

import io.drydock.engine.EngineException;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The words are ssh's, bash's and Docker's own. */
class SshErrorsTest {

    private static final EngineAddress ADDRESS = EngineAddress.of("ssh://me@far:2222", "DOCKER_HOST");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Host key verification failed.|ssh -l me -p 2222 -- far true    by hand, once",
                "me@far: Permission denied (publickey).|ssh-add",
                "bash: line 1: docker: command not found|install Docker's client there, 18.09 or newer",
                "docker: 'dial-stdio' is not a docker command.|install Docker's client there, 18.09 or newer",
                "ssh: Could not resolve hostname far: Name or service not known|ssh -l me -p 2222 -- far docker version",
                "ssh: connect to host far port 2222: Connection refused|ssh -l me -p 2222 -- far docker version"
            })
    void sshsWordsAreTheReasonAndACommandFollows(String words, String next) {
        EngineException error = EngineErrors.unreachable(ADDRESS, new IOException(words));

        assertThat(error.what()).isEqualTo("No Docker engine answers at ssh://me@far:2222 (from DOCKER_HOST)");
        assertThat(error.why()).isEqualTo(words);
        assertThat(error.next().get(0)).startsWith(next);
    }

    @Test
    void anEngineThatTheUserThereMayNotUseIsToldApartFromALoginThatFails() {
        EngineException error = EngineErrors.unreachable(
                ADDRESS,
                new IOException("permission denied while trying to connect to the Docker daemon socket at"
                        + " unix:///var/run/docker.sock"));

        assertThat(error.next()).anyMatch(line -> line.contains("usermod -aG docker"));
    }

    @Test
    void aMissingSshIsTold() {
        EngineException error = EngineErrors.unreachable(
                ADDRESS, new IOException("Cannot run program \"ssh\": error=2, No such file or directory"));

        assertThat(error.why()).isEqualTo("ssh is not on the PATH of this machine");
        assertThat(error.next().get(0)).contains("openssh-client");
    }
}
