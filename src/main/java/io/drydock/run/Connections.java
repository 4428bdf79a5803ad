package io.drydock.run;

import io.drydock.model.state.ContainerState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The TCP connections to containers, as Linux tells them of the network that a process is in (proc_pid_net(5)). Where the engine is
 * elsewhere or its processes cannot be seen, nothing is told.
 */
final class Connections {

    /** Those of this host. */
    static final Connections HERE = new Connections(Path.of("/proc"));

    private static final String LISTENS = "0A";
    private static final int LOCAL_ADDRESS = 1;
    private static final int STATE = 3;
    private static final int TIMER = 5;
    private static final String TIME_WAIT = "06";

    /** What is left of the minute for which the kernel remembers a connection that has ended; a hundredth of a second each. */
    private static final int JUST_ENDED = 5500;

    private final Path processes;

    /** @param processes the folder that Linux has them in */
    Connections(Path processes) {
        this.processes = processes;
    }

    /**
     * Whether nobody is connected to a port that the container listens on, nor was in the last 5 seconds. The kernel remembers a
     * connection that has ended where it was this end that closed it, as servers of HTTP mostly do.
     *
     * @return false also where that cannot be told
     */
    boolean none(ContainerState container) {
        Path process = processes.resolve(Integer.toString(container.pid()));
        try {
            return Files.readString(process.resolve("cgroup")).contains(container.id()) && none(process.resolve("net"));
        } catch (IOException | IndexOutOfBoundsException | NumberFormatException e) {
            return false;
        }
    }

    private static boolean none(Path network) throws IOException {
        List<String[]> sockets = new ArrayList<>();
        for (String table : List.of("tcp", "tcp6")) {
            Path file = network.resolve(table);
            if (Files.exists(file)) {
                Files.readAllLines(file).stream()
                        .skip(1)
                        .map(line -> line.strip().split("\\s+"))
                        .forEach(sockets::add);
            }
        }
        Set<String> listening = sockets.stream()
                .filter(socket -> socket[STATE].equals(LISTENS))
                .map(Connections::port)
                .collect(Collectors.toSet());
        return !listening.isEmpty()
                && sockets.stream()
                        .filter(Connections::connected)
                        .map(Connections::port)
                        .noneMatch(listening::contains);
    }

    private static boolean connected(String[] socket) {
        if (socket[STATE].equals(TIME_WAIT)) {
            String left = socket[TIMER].substring(socket[TIMER].indexOf(':') + 1);
            return Integer.parseInt(left, 16) > JUST_ENDED;
        }
        return !socket[STATE].equals(LISTENS);
    }

    private static String port(String[] socket) {
        String address = socket[LOCAL_ADDRESS];
        return address.substring(address.lastIndexOf(':') + 1);
    }
}
