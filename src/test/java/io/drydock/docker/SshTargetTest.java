package io.drydock.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SshTargetTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ssh://far|-- far docker system dial-stdio",
                "ssh://far/|-- far docker system dial-stdio",
                "ssh://me@far|-l me -- far docker system dial-stdio",
                "ssh://me@far:2222|-l me -p 2222 -- far docker system dial-stdio",
                "ssh://far:22|-p 22 -- far docker system dial-stdio",
                "ssh://build_host.lan|-- build_host.lan docker system dial-stdio",
                "ssh://me@[fe80::1]:2222|-l me -p 2222 -- fe80::1 docker system dial-stdio",
                "ssh://me%40corp@far|-l me@corp -- far docker system dial-stdio",
                "ssh://me+ci@10.0.0.7|-l me+ci -- 10.0.0.7 docker system dial-stdio",
                "ssh://me@far/run/user/1000/docker.sock"
                        + "|-l me -- far docker --host=unix:///run/user/1000/docker.sock system dial-stdio"
            })
    void anAddressBecomesTheCommandThatDockersClientRuns(String address, String arguments) throws Exception {
        List<String> command = SshTarget.parse(address).command(List.of("ssh"));

        assertThat(String.join(" ", command)).isEqualTo("ssh -o ConnectTimeout=30 -o BatchMode=yes -T " + arguments);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ssh://-oProxyCommand=touch",
                "ssh://me@-oProxyCommand=touch",
                "ssh://-l@far",
                "ssh://%2DoProxyCommand@far",
                "ssh://a%20b@far",
                "ssh://a%0Ab@far",
                "ssh://$(touch%20x)@far",
                "ssh://a;b@far",
                "ssh://me@a;b",
                "ssh://me@$(x)",
                "ssh://me@far/a%20b",
                "ssh://me@far/$(touch)",
                "ssh://me@far/a;b",
                "ssh://me@far/%60x%60"
            })
    void whatAShellOrSshCouldTakeForSomethingElseIsRefused(String address) {
        assertThatThrownBy(() -> SshTarget.parse(address))
                .isInstanceOf(SshTarget.Unusable.class)
                .hasMessageMatching("(?s)names the (user|host|socket) .*");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"ssh://", "ssh:///path", "ssh://me@", "ssh://a b", "ssh://far:x", "ssh://far?x=1", "ssh://far#x"
            })
    void whatIsNoAddressIsRefused(String address) {
        assertThatThrownBy(() -> SshTarget.parse(address)).hasMessage("is not ssh://user@host:port");
    }

    @Test
    void aPasswordIsRefusedAndNotRepeated() {
        assertThatThrownBy(() -> SshTarget.parse("ssh://me:hunter22@far"))
                .hasMessageContaining("password")
                .hasMessageNotContaining("hunter22");
    }

    @Test
    void aPortThatIsNoneIsRefused() {
        assertThatThrownBy(() -> SshTarget.parse("ssh://far:70000")).hasMessageContaining("70000");
        assertThatThrownBy(() -> SshTarget.parse("ssh://far:0")).hasMessageContaining("from 1 to 65535");
    }
}
