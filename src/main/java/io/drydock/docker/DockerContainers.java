package io.drydock.docker;

import io.drydock.engine.Containers;
import io.drydock.engine.EngineException;
import io.drydock.engine.EngineException.Kind;
import io.drydock.model.spec.ContainerRequest;
import io.drydock.model.state.ContainerState;
import io.drydock.model.state.ContainerSummary;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** The engine's containers, by {@code /containers}. */
final class DockerContainers implements Containers {

    private static final String TAR = "application/x-tar";
    private static final List<String> UPGRADE = List.of("Connection: Upgrade", "Upgrade: tcp");

    private final EngineClient client;
    private final boolean podman;

    DockerContainers(EngineClient client, boolean podman) {
        this.client = client;
        this.podman = podman;
    }

    @Override
    public List<ContainerSummary> list(Map<String, String> labels) {
        return listed(
                EngineRequest.get("list containers", "/containers/json?all=1").labelled(labels));
    }

    @Override
    public List<ContainerSummary> named(Collection<String> names) {
        return names.isEmpty()
                ? List.of()
                : listed(EngineRequest.get("list containers", "/containers/json?all=1")
                        .named(names));
    }

    private List<ContainerSummary> listed(EngineRequest request) {
        return client.json(request).items().stream()
                .map(ContainerReader::listed)
                .toList();
    }

    @Override
    public Optional<ContainerState> find(String nameOrId) {
        return client.find(EngineRequest.get("inspect container " + nameOrId, path(nameOrId) + "/json"))
                .map(ContainerReader::inspected);
    }

    @Override
    public Optional<String> inspection(String nameOrId) {
        EngineRequest request = EngineRequest.get("inspect container " + nameOrId, path(nameOrId) + "/json");
        try {
            return Optional.of(client.read(request, body -> new String(body.readAllBytes(), StandardCharsets.UTF_8)));
        } catch (EngineException e) {
            if (e.kind() == Kind.NOT_FOUND) {
                return Optional.empty();
            }
            throw e;
        }
    }

    @Override
    public String create(ContainerRequest request) {
        return create(request.name(), ContainerBody.of(request(request)));
    }

    @Override
    public String createWithTerminal(ContainerRequest request) {
        return create(request.name(), ContainerBody.withTerminal(request(request)));
    }

    private ContainerRequest request(ContainerRequest asked) {
        return podman ? AskedAddress.remembered(asked) : asked;
    }

    private String create(String name, Map<String, Object> body) {
        return client.json(EngineRequest.post("create container " + name, "/containers/create")
                        .query("name", name)
                        .json(body))
                .at("Id")
                .text();
    }

    @Override
    public Terminal attach(String id) {
        EngineRequest request = EngineRequest.post(
                "open the terminal of container " + id, path(id) + "/attach?stream=1&stdin=1&stdout=1&stderr=1");
        return new ContainerTerminal(client, id, client.upgrade(request, UPGRADE));
    }

    @Override
    public Output output(String id) {
        EngineRequest request = EngineRequest.post(
                "read the output of container " + id, path(id) + "/attach?stream=1&stdout=1&stderr=1");
        return new ContainerOutput(client, request, client.upgrade(request, UPGRADE));
    }

    @Override
    public void start(String id) {
        client.change(EngineRequest.post("start container " + id, path(id) + "/start"));
    }

    @Override
    public void stop(String id, Duration grace) {
        long seconds = grace.plusMillis(999).toSeconds();
        client.change(
                EngineRequest.post("stop container " + id, path(id) + "/stop").query("t", Long.toString(seconds)));
    }

    @Override
    public void kill(String id, String signal) {
        EngineRequest request = EngineRequest.post("send " + signal + " to container " + id, path(id) + "/kill")
                .query("signal", signal);
        client.change(request, Kind.CONFLICT);
    }

    @Override
    public void remove(String id) {
        EngineRequest request = EngineRequest.delete("remove container " + id, path(id) + "?v=1&force=1");
        try {
            client.change(request, Kind.NOT_FOUND);
        } catch (EngineException e) {
            if (!EngineErrors.removalUnderWay(e)) {
                throw e;
            }
            // its end is what was asked for
            client.change(
                    EngineRequest.post("await the removal of container " + id, path(id) + "/wait?condition=removed"),
                    Kind.NOT_FOUND);
        }
    }

    @Override
    public void rename(String id, String name) {
        client.change(EngineRequest.post("rename container " + id + " to " + name, path(id) + "/rename")
                .query("name", name));
    }

    @Override
    public OptionalInt waitFor(String id, Duration limit) {
        EngineRequest request = EngineRequest.post("await the end of container " + id, path(id) + "/wait");
        return client.within(limit, request, body -> Json.parse(body.readAllBytes()))
                .map(end -> OptionalInt.of((int) end.at("StatusCode").number()))
                .orElse(OptionalInt.empty());
    }

    @Override
    public void logs(String id, boolean follow, int tail, LogSink sink) {
        if (podman && follow) {
            new WholeLog(rest -> read(id, false, 0, rest), () -> over(id), Pause::millis).follow(sink);
        } else {
            read(id, follow, tail, sink);
        }
    }

    private boolean over(String id) {
        return find(id).filter(state -> !state.ended()).isEmpty();
    }

    private void read(String id, boolean follow, int tail, LogSink sink) {
        EngineRequest request = EngineRequest.get(
                        "read the log of container " + id, path(id) + "/logs?stdout=1&stderr=1")
                .query("follow", follow ? "1" : "0")
                .query("tail", tail > 0 ? Integer.toString(tail) : "all");
        client.read(request, body -> {
            OutputFrames.read(body, sink);
            return id;
        });
    }

    @Override
    public void timedLogs(String id, Optional<Instant> after, boolean follow, LogSink sink) {
        if (!podman) {
            readTimed(id, after, follow, sink);
        } else if (follow) {
            new WholeLog(rest -> readWhole(id, after, rest), () -> over(id), Pause::millis).follow(sink);
        } else {
            readWhole(id, after, sink);
        }
    }

    private void readWhole(String id, Optional<Instant> after, LogSink sink) {
        readTimed(id, Optional.empty(), false, new PodmanTimes(after, sink));
    }

    private void readTimed(String id, Optional<Instant> after, boolean follow, LogSink sink) {
        EngineRequest request = EngineRequest.get(
                        "read the log of container " + id, path(id) + "/logs?stdout=1&stderr=1&timestamps=1")
                .query("follow", follow ? "1" : "0")
                .query("since", after.map(DockerContainers::since).orElse("0"));
        client.read(request, body -> {
            OutputFrames.read(body, sink);
            return id;
        });
    }

    /** The engine includes the moment itself. */
    private static String since(Instant after) {
        Instant next = after.plusNanos(1);
        return String.format(Locale.ROOT, "%d.%09d", next.getEpochSecond(), next.getNano());
    }

    @Override
    public ExecResult exec(String id, List<String> command, Duration limit) {
        return new Exec(client).run(id, command, limit);
    }

    @Override
    public ExecResult exec(String id, List<String> command, byte[] input, Duration limit) {
        return new Exec(client).run(id, command, input, limit);
    }

    @Override
    public void copyIn(String id, String folder, InputStream tar) {
        client.change(EngineRequest.put("copy into " + folder + " of container " + id, path(id) + "/archive")
                .query("path", folder)
                .body(TAR, tar::transferTo));
    }

    @Override
    public boolean copyOut(String id, String path, OutputStream tar) {
        EngineRequest request = EngineRequest.get("copy " + path + " out of container " + id, path(id) + "/archive")
                .query("path", path);
        try {
            client.read(request, body -> body.transferTo(tar));
            return true;
        } catch (EngineException e) {
            if (e.kind() == Kind.NOT_FOUND && !EngineErrors.noContainer(e)) {
                return false;
            }
            throw e;
        }
    }

    @Override
    public boolean has(String id, String path) {
        EngineRequest request = EngineRequest.get("look for " + path + " in container " + id, path(id) + "/archive")
                .query("path", path);
        // the head of the answer tells; closing the connection spares the content
        try (Reply reply = client.send(request, Deadline.none())) {
            return reply.status() == 200;
        } catch (EngineException e) {
            if (e.kind() == Kind.NOT_FOUND && !EngineErrors.noContainer(e)) {
                return false;
            }
            throw e;
        }
    }

    static String path(String id) {
        return "/containers/" + EngineRequest.part(id);
    }
}
