package io.drydock.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.drydock.model.state.ContainerState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables as Linux 5.10 and 6.1 wrote them, shortened to the columns up to the timer. */
class ConnectionsTest {

    private static final String ID = "91c756e5497055af638d31b2943266869d01d76562d467682b84da3d8bc25401";
    private static final String HEAD = "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when\n";
    private static final String LISTENS_6 =
            "   0: 00000000000000000000000000000000:1F90 00000000000000000000000000000000:0000 0A 00000000:00000000 00:00000000\n";
    private static final String ESTABLISHED_6 =
            "   1: 0000000000000000FFFF0000020011AC:1F90 0000000000000000FFFF0000010011AC:81A6 01 00000000:00000000 00:00000000\n";
    private static final String ENDED_6 =
            "   1: 0000000000000000FFFF0000020011AC:1F90 0000000000000000FFFF0000010011AC:81A6 06 00000000:00000000 03:%08X\n";
    private static final String TO_DATABASE = "   1: 020011AC:8F02 030011AC:1538 01 00000000:00000000 00:00000000\n";

    @TempDir
    private Path processes;

    private Connections connections;

    @BeforeEach
    void aProcess() throws IOException {
        write("cgroup", "0::/system.slice/docker-" + ID + ".scope\n");
        write("net/tcp", HEAD);
        connections = new Connections(processes);
    }

    @Test
    void nobodyIsConnectedToAServerThatListensOnly() throws IOException {
        write("net/tcp6", HEAD + LISTENS_6);
        assertThat(connections.none(container(42))).isTrue();
    }

    @Test
    void whatTheServerAskedForItselfDoesNotCount() throws IOException {
        write("net/tcp", HEAD + TO_DATABASE);
        write("net/tcp6", HEAD + LISTENS_6);
        assertThat(connections.none(container(42))).isTrue();
    }

    @Test
    void aConnectionCounts() throws IOException {
        write("net/tcp6", HEAD + LISTENS_6 + ESTABLISHED_6);
        assertThat(connections.none(container(42))).isFalse();
    }

    @Test
    void oneThatHasJustEndedCounts() throws IOException {
        write("net/tcp6", HEAD + LISTENS_6 + ENDED_6.formatted(5999));
        assertThat(connections.none(container(42))).isFalse();
    }

    @Test
    void oneThatEndedLongAgoDoesNot() throws IOException {
        write("net/tcp6", HEAD + LISTENS_6 + ENDED_6.formatted(5400));
        assertThat(connections.none(container(42))).isTrue();
    }

    @Test
    void aHostWithoutIpv6HasOneTableOnly() throws IOException {
        write("net/tcp", HEAD + "   0: 00000000:1F90 00000000:0000 0A 00000000:00000000 00:00000000\n");
        assertThat(connections.none(container(42))).isTrue();
    }

    @Test
    void nothingIsToldOfWhatListensOnNoPort() {
        assertThat(connections.none(container(42))).isFalse();
    }

    @Test
    void nothingIsToldOfAProcessThatIsNotTheContainers() throws IOException {
        write("net/tcp6", HEAD + LISTENS_6);
        write("cgroup", "0::/user.slice\n");
        assertThat(connections.none(container(42))).isFalse();
    }

    @Test
    void nothingIsToldOfAProcessThatIsNotHere() {
        assertThat(connections.none(container(43))).isFalse();
        assertThat(connections.none(container(0))).isFalse();
    }

    @Test
    void nothingIsToldByATableOfAnotherForm() throws IOException {
        write("net/tcp6", HEAD + "nonsense\n");
        assertThat(connections.none(container(42))).isFalse();
    }

    private void write(String name, String text) throws IOException {
        Path file = processes.resolve("42").resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private static ContainerState container(int pid) {
        return new ContainerState(
                ID,
                "app",
                "sha256:1",
                Map.of(),
                "running",
                0,
                false,
                "",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                0,
                List.of(),
                Map.of(),
                List.of(),
                pid);
    }
}
