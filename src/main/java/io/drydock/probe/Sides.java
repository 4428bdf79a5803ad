package io.drydock.probe;

import io.drydock.engine.Containers.ExecResult;
import io.drydock.engine.Engine;
import io.drydock.engine.EngineException;
import io.drydock.model.spec.Wait;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Tells which side of a port failed, once the waiting for it has ended: the container's, where nobody listens that others could
 * reach, or this process's way to it.
 *
 * <p>Looks at the kernel's table of sockets in the container, which needs no program there but {@code cat}.
 */
final class Sides {

    private static final Duration LIMIT = Duration.ofSeconds(5);
    private static final String LISTENS = "0A";
    private static final List<String> LOOPBACK = List.of("0100007F", "00000000000000000000000001000000");

    private final Engine engine;
    private final Subject subject;

    Sides(Engine engine, Subject subject) {
        this.engine = engine;
        this.subject = subject;
    }

    /** What can be said beyond the last answer; empty where the wait is for no port or the container cannot be looked into. */
    String of(Wait wait) {
        OptionalInt port = port(wait);
        return port.isPresent()
                ? sockets().map(table -> judge(table, port.getAsInt())).orElse("")
                : "";
    }

    private OptionalInt port(Wait wait) {
        if (wait instanceof Wait.Tcp tcp) {
            return OptionalInt.of(tcp.port());
        } else if (wait instanceof Wait.Answers answers) {
            return OptionalInt.of(answers.port());
        } else if (wait instanceof Wait.Http http) {
            return http.port().isPresent() ? http.port() : subject.port();
        }
        return OptionalInt.empty();
    }

    private Optional<String> sockets() {
        try {
            ExecResult result = engine.containers()
                    .exec(subject.container(), List.of("cat", "/proc/net/tcp", "/proc/net/tcp6"), LIMIT);
            return Optional.of(result.output()).filter(output -> output.contains("local_address"));
        } catch (EngineException e) {
            return Optional.empty();
        }
    }

    private String judge(String table, int port) {
        String ending = String.format(Locale.ROOT, ":%04X", port);
        List<String> addresses = table.lines()
                .map(line -> line.strip().split("\\s+"))
                .filter(parts -> parts.length > 3 && parts[3].equals(LISTENS) && parts[1].endsWith(ending))
                .map(parts -> parts[1].substring(0, parts[1].length() - ending.length()))
                .toList();
        if (addresses.isEmpty()) {
            return "; in its container nothing listens on port " + port;
        }
        if (LOOPBACK.containsAll(addresses)) {
            return "; in its container it listens on 127.0.0.1:" + port + " only, where nobody else reaches it:"
                    + " let it listen on 0.0.0.0";
        }
        return "; in its container it listens on port " + port + ", so containers reach it; this process asked "
                + subject.reach().to(port).map(Sides::text).orElse("nobody, for it has no way to it");
    }

    private static String text(InetSocketAddress address) {
        return address.getHostString() + ":" + address.getPort();
    }
}
