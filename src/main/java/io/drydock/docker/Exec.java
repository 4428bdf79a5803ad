package io.drydock.docker;

import io.drydock.engine.Containers.ExecResult;
import io.drydock.engine.Containers.LogSink;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** Runs a command in a container: made, started and asked for its exit code by three requests. */
final class Exec {

    private static final String ROOT = "0";
    private static final int KEPT = 64 * 1024;
    private static final long SETTLE_MILLIS = 20;
    private static final int SETTLE_TRIES = 50;

    private final EngineClient client;

    Exec(EngineClient client) {
        this.client = client;
    }

    /** The API cannot end a command: one that runs past its limit goes on in the container, unwatched. */
    ExecResult run(String container, List<String> command, Duration limit) {
        String id = create(container, Map.of("AttachStdout", true, "AttachStderr", true, "Cmd", command));
        Output output = new Output();
        boolean ended = client.within(limit, start(container, id), body -> {
                    OutputFrames.read(body, output);
                    return true;
                })
                .orElse(false);
        return result(container, id, ended, output);
    }

    /**
     * The same as root and with an input. The input's end is not told: half of a connection can be closed on a Unix socket, and
     * not on a named pipe or over TLS.
     *
     * @see <a href="https://docs.docker.com/reference/api/engine/version/v1.51/">Hijacking, at ContainerAttach</a>
     */
    ExecResult run(String container, List<String> command, byte[] input, Duration limit) {
        String id = create(
                container,
                Map.of("AttachStdin", true, "AttachStdout", true, "AttachStderr", true, "User", ROOT, "Cmd", command));
        Output output = new Output();
        boolean ended = converse(start(container, id), input, output, limit);
        return result(container, id, ended, output);
    }

    private boolean converse(EngineRequest start, byte[] input, Output output, Duration limit) {
        try (Deadline deadline = Deadline.in(limit)) {
            try (DuplexStream connection =
                    client.upgrade(start, List.of("Connection: Upgrade", "Upgrade: tcp"), deadline)) {
                send(connection, input);
                OutputFrames.read(connection.input(), output);
                return true;
            } catch (IOException e) {
                if (deadline.passed()) {
                    return false;
                }
                throw client.broken(start, e);
            }
        }
    }

    /** A command need not take all of its input; whether the connection holds is seen when it is read from. */
    private static void send(DuplexStream connection, byte[] input) {
        try {
            connection.output().write(input);
        } catch (IOException e) {
            // as above
        }
    }

    private String create(String container, Map<String, ?> exec) {
        EngineRequest create = EngineRequest.post(
                        "run a command in container " + container, DockerContainers.path(container) + "/exec")
                .json(exec);
        return client.json(create).at("Id").text();
    }

    private static EngineRequest start(String container, String id) {
        return EngineRequest.post("run a command in container " + container, "/exec/" + id + "/start")
                .json(Map.of("Detach", false, "Tty", false));
    }

    private ExecResult result(String container, String id, boolean ended, Output output) {
        return new ExecResult(ended ? exitCode(container, id) : OptionalInt.empty(), output.text());
    }

    /** The first 64 KiB of both outputs. */
    private static final class Output implements LogSink {
        private final ByteArrayOutputStream kept = new ByteArrayOutputStream();

        @Override
        public void accept(boolean error, byte[] bytes) {
            kept.write(bytes, 0, Math.min(bytes.length, KEPT - kept.size()));
        }

        String text() {
            return kept.toString(StandardCharsets.UTF_8);
        }
    }

    /** The output's end can be seen a moment before the engine knows of the command's. */
    private OptionalInt exitCode(String container, String id) {
        EngineRequest inspect =
                EngineRequest.get("tell the exit code of a command in container " + container, "/exec/" + id + "/json");
        Json state = client.json(inspect);
        for (int tries = 0; state.at("Running").bool() && tries < SETTLE_TRIES; tries++) {
            Pause.millis(SETTLE_MILLIS);
            state = client.json(inspect);
        }
        return state.at("Running").bool()
                ? OptionalInt.empty()
                : OptionalInt.of((int) state.at("ExitCode").number());
    }
}
