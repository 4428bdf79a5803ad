package io.drydock.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.eclipse.jgit.errors.TransportException;
import org.eclipse.jgit.transport.URIish;
import org.junit.jupiter.api.Test;

class SystemSshTest {

    private final SystemSsh ssh = new SystemSsh(List.of("ssh"));

    @Test
    void logsInWithoutQuestionsAndLeavesTheRestToSsh() throws Exception {
        assertThat(ssh.login(new URIish("git@example.org:team/app.git"), 0))
                .containsExactly("ssh", "-o", "BatchMode=yes", "--", "git@example.org");
        assertThat(ssh.login(new URIish("ssh://alias:2222/srv/app"), 60_000))
                .containsExactly("ssh", "-o", "BatchMode=yes", "-o", "ConnectTimeout=60", "-p", "2222", "--", "alias");
    }

    @Test
    void takesNoOptionForAHostOrAUser() {
        for (String address : List.of("ssh://-oProxyCommand=touch%20x/app", "ssh://-oProxyCommand=x@host/app")) {
            assertThatThrownBy(() -> ssh.login(new URIish(address), 0)).isInstanceOf(TransportException.class);
        }
    }
}
