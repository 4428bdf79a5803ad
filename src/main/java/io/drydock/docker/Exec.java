package io.drydock.docker;

import io.drydock.engine.Containers.ExecResult;
import io.drydock.engine.Containers.LogSink;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** Runs a command in a container: made, started and asked for its exit code by three requests. */
final class Exec {

    private static final int KEPT = 64 * 1024;
    private static final long SETTLE_MILLIS = 20;
    private static final int SETTLE_TRIES = 50;

    private final EngineClient client;

    Exec(EngineClient client) {
        this.client = client;
    }

    /** The API cannot end a command: one that runs past its limit goes on in the container, unwatched. */
    ExecResult run(String container, List<String> command, Duration limit) {
        EngineRequest create = EngineRequest.post(
                        "run a command in container " + container, DockerContainers.path(container) + "/exec")
                .json(Map.of("AttachStdout", true, "AttachStderr", true, "Cmd", command));
        String id = client.json(create).at("Id").text();
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        boolean ended = follow(container, id, output, limit);
        OptionalInt code = ended ? exitCode(container, id) : OptionalInt.empty();
        return new ExecResult(code, output.toString(StandardCharsets.UTF_8));
    }

    private boolean follow(String container, String id, ByteArrayOutputStream output, Duration limit) {
        EngineRequest start = EngineRequest.post("run a command in container " + container, "/exec/" + id + "/start")
                .json(Map.of("Detach", false, "Tty", false));
        LogSink keep = (error, bytes) -> output.write(bytes, 0, Math.min(bytes.length, KEPT - output.size()));
        return client.within(limit, start, body -> {
                    OutputFrames.read(body, keep);
                    return true;
                })
                .orElse(false);
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
