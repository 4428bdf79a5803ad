package io.drydock.probe;

import io.drydock.engine.Containers.ExecResult;
import io.drydock.engine.Engine;
import io.drydock.model.spec.Wait;
import io.drydock.model.state.ContainerState;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Makes the probe of each wait for one container. */
final class Probes {

    /** An exec costs the engine a tenth of a second of CPU; more than this share it should not take. */
    private static final Duration BETWEEN_EXECS = Duration.ofMillis(250);

    /** Within it ends what cannot run: a wrong option, a missing file. */
    private static final Duration MOMENT = Duration.ofMillis(300);

    /** Beyond doubt, also where the engine's clock and this one differ by seconds. */
    private static final Duration LONG = Duration.ofSeconds(30);

    private static final Duration EXEC_LIMIT = Duration.ofSeconds(10);
    private static final int CONNECT_MS = 1000;

    /** The forwarder's own connection fails in less than a millisecond; a busy machine takes longer to say so. */
    private static final int HANG_UP_MS = 250;

    private final Engine engine;
    private final Subject subject;

    Probes(Engine engine, Subject subject) {
        this.engine = engine;
        this.subject = subject;
    }

    Probe of(Wait wait) {
        if (wait instanceof Wait.Tcp tcp) {
            return onPort(tcp.port(), Probes::connect);
        } else if (wait instanceof Wait.Answers answers) {
            return onPort(
                    answers.port(), address -> Handshake.of(answers.protocol()).shake(address));
        } else if (wait instanceof Wait.Http http) {
            int port = http.port().orElse(subject.port().orElse(80));
            return onPort(port, address -> new HttpProbe(http).ask(address));
        } else if (wait instanceof Wait.Log log) {
            return seldom(() -> log(log));
        } else if (wait instanceof Wait.Exec exec) {
            return seldom(() -> exec(exec.command()));
        } else if (wait instanceof Wait.Healthy) {
            return healthy();
        } else if (wait instanceof Wait.Exit) {
            return () -> state().filter(ContainerState::ended).isPresent() ? Optional.empty() : Optional.of("it runs");
        }
        return running();
    }

    /** What ends at once ran, too: so it must run still a moment later, unless it has run for long. */
    private Probe running() {
        return new Probe() {
            private long seen;

            @Override
            public Optional<String> ask() {
                Optional<ContainerState> state = state().filter(ContainerState::running);
                if (state.isEmpty()) {
                    seen = 0;
                    return Optional.of("not running");
                }
                seen = seen == 0 ? System.nanoTime() : seen;
                boolean settled = System.nanoTime() - seen >= MOMENT.toNanos()
                        || state.filter(Probes.this::longSince).isPresent();
                return settled ? Optional.empty() : Optional.of("it has only just begun to run");
            }
        };
    }

    private boolean longSince(ContainerState state) {
        return state.started()
                .filter(at -> at.isBefore(engine.now().minus(LONG)))
                .isPresent();
    }

    /** Asks over a connection of this process, where it reaches the container. */
    interface Dialogue {
        /** Empty where the answer is as wanted, else what was heard. */
        Optional<String> with(InetSocketAddress address) throws IOException;
    }

    private Probe onPort(int port, Dialogue dialogue) {
        return () -> {
            Optional<InetSocketAddress> address = subject.reach().to(port);
            if (address.isEmpty()) {
                return Optional.of("port " + port + " cannot be reached from here");
            }
            try {
                return dialogue.with(address.get());
            } catch (IOException e) {
                return Optional.of(said(e) + " on port " + port);
            }
        };
    }

    private static String said(IOException e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }

    /**
     * On loopback it may be the engine's forwarder that takes the connection, before it knows whether anybody listens in the
     * container: it hangs up at once where nobody does.
     */
    private static Optional<String> connect(InetSocketAddress address) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(address, CONNECT_MS);
            return address.getAddress().isLoopbackAddress() ? hungUp(socket) : Optional.empty();
        }
    }

    private static Optional<String> hungUp(Socket socket) throws IOException {
        socket.setSoTimeout(HANG_UP_MS);
        try {
            return socket.getInputStream().read() < 0
                    ? Optional.of("the connection was closed at once")
                    : Optional.empty();
        } catch (SocketTimeoutException e) {
            return Optional.empty();
        }
    }

    private Optional<ContainerState> state() {
        return engine.containers().find(subject.container());
    }

    private Optional<String> log(Wait.Log log) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        engine.containers().logs(subject.container(), false, 0, (error, chunk) -> bytes.writeBytes(chunk));
        List<String> lines = bytes.toString(StandardCharsets.UTF_8).lines().toList();
        long found =
                lines.stream().filter(line -> log.match().matcher(line).find()).count();
        return found >= log.times()
                ? Optional.empty()
                : Optional.of(found + " of " + log.times() + " matching lines in " + lines.size());
    }

    private Optional<String> exec(List<String> command) {
        ExecResult result = engine.containers().exec(subject.container(), command, EXEC_LIMIT);
        if (result.ok()) {
            return Optional.empty();
        }
        String output = result.output().strip();
        String code =
                result.exitCode().isPresent() ? "exit code " + result.exitCode().getAsInt() : "no end within 10 s";
        return Optional.of(
                output.isEmpty()
                        ? code
                        : code + ", " + output.lines().reduce((a, b) -> b).orElse(""));
    }

    /**
     * The image's healthcheck command at our own pace rather than its interval's, which is often 30 s; the engine's own verdict
     * counts as well. No command is run before the port is open, since a refused connection costs nothing.
     */
    private Probe healthy() {
        Optional<Probe> open = subject.port().isPresent()
                ? Optional.of(onPort(subject.port().getAsInt(), Probes::connect))
                : Optional.empty();
        Optional<Probe> command = subject.healthcheck().map(check -> seldom(() -> exec(check)));
        return () -> {
            if (state().flatMap(ContainerState::health).equals(Optional.of("healthy"))) {
                return Optional.empty();
            }
            Optional<String> closed = open.isPresent() ? open.get().ask() : Optional.empty();
            boolean reachable = subject.port().isPresent()
                    && subject.reach().to(subject.port().getAsInt()).isPresent();
            if (closed.isPresent() && reachable) {
                return closed;
            }
            return command.isPresent() ? command.get().ask() : Optional.of("no health yet");
        };
    }

    /** Asks at most every 250 ms and repeats the last answer in between. */
    private static Probe seldom(Probe probe) {
        return new Probe() {
            private long last;
            private Optional<String> answer = Optional.of("not asked yet");

            @Override
            public Optional<String> ask() throws InterruptedException {
                long now = System.nanoTime();
                if (last == 0 || now - last >= BETWEEN_EXECS.toNanos()) {
                    answer = probe.ask();
                    last = System.nanoTime();
                }
                return answer;
            }
        };
    }
}
