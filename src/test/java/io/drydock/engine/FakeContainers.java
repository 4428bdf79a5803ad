package io.drydock.engine;

import io.drydock.engine.EngineException.Kind;
import io.drydock.model.spec.ContainerRequest;
import io.drydock.model.state.ContainerState;
import io.drydock.model.state.ContainerState.Published;
import io.drydock.model.state.ContainerSummary;
import io.drydock.model.state.ImageState;
import io.drydock.model.state.NetworkState;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;

/** Containers in memory. */
public final class FakeContainers implements Containers {

    private static final int KILLED = 137;

    /** Lines of timed logs are a second apart, from then on. */
    private static final Instant FIRST_LINE = Instant.parse("2026-01-01T00:00:00Z");

    private final FakeEngine engine;
    private final Map<String, FakeContainer> containers = new LinkedHashMap<>();

    FakeContainers(FakeEngine engine) {
        this.engine = engine;
    }

    @Override
    public synchronized List<ContainerSummary> list(Map<String, String> labels) {
        engine.listed("containers.list");
        return containers.values().stream()
                .map(FakeContainer::summary)
                .filter(container -> FakeEngine.bears(container.labels(), labels))
                .toList();
    }

    @Override
    public synchronized List<ContainerSummary> named(Collection<String> names) {
        if (names.isEmpty()) {
            return List.of();
        }
        engine.listed("containers.named");
        return containers.values().stream()
                .map(FakeContainer::summary)
                .filter(container -> names.contains(container.name()))
                .toList();
    }

    @Override
    public synchronized Optional<ContainerState> find(String nameOrId) {
        return get(nameOrId).map(FakeContainer::state);
    }

    @Override
    public synchronized Optional<String> inspection(String nameOrId) {
        return get(nameOrId).map(c -> "{\"Id\":\"" + c.id + "\",\"Name\":\"/" + c.name + "\"}");
    }

    @Override
    public String create(ContainerRequest request) {
        engine.called("containers.create", request.name());
        ImageState image = engine.images()
                .find(request.image())
                .orElseThrow(() -> FakeEngine.refusal(Kind.NOT_FOUND, 404, "No such image: " + request.image()));
        Optional<NetworkState> network = request.network().map(engine.networks()::existing);
        request.volumes().forEach(volume -> engine.volumes().create(volume.name(), Map.of()));
        synchronized (this) {
            refuseTaken(request.name());
            FakeContainer container = new FakeContainer(engine.id(), request, image);
            container.created = engine.clock().instant().getEpochSecond();
            containers.put(container.id, container);
            network.ifPresent(found -> join(container.id, found, request.address()));
            return container.id;
        }
    }

    @Override
    public String createWithTerminal(ContainerRequest request) {
        return create(request);
    }

    @Override
    public Terminal attach(String id) {
        existing(id);
        return new FakeTerminal(this, id);
    }

    @Override
    public Output output(String id) {
        existing(id);
        return new Output() {
            @Override
            public void read(LogSink sink) {
                awaitStart(id);
                logs(id, true, 0, sink);
            }

            @Override
            public void close() {
                // nothing is held
            }
        };
    }

    private synchronized void awaitStart(String id) {
        while (existing(id).status.equals("created")) {
            await(TimeUnit.SECONDS.toNanos(1));
        }
    }

    private void refuseTaken(String name) {
        get(name).ifPresent(other -> {
            throw FakeEngine.refusal(Kind.CONFLICT, 409, "The name " + name + " is already in use by " + other.id);
        });
    }

    @Override
    public synchronized void start(String id) {
        FakeContainer container = existing(id);
        engine.called("containers.start", container.name);
        if (container.running()) {
            return;
        }
        if (container.publishes()) {
            requireFreePorts(container);
        }
        FakeProgram program = engine.program(container.command());
        container.status = "running";
        container.started = Optional.of(engine.clock().instant());
        container.log.addAll(program.output());
        program.exitCode()
                .ifPresent(code -> container.end(code, false, engine.clock().instant()));
        notifyAll();
    }

    private void requireFreePorts(FakeContainer starting) {
        List<Integer> taken = containers.values().stream()
                .flatMap(other -> other.published().stream())
                .map(Published::host)
                .toList();
        starting.request.ports().stream()
                .flatMapToInt(port -> port.host().stream())
                .filter(taken::contains)
                .findFirst()
                .ifPresent(port -> {
                    throw FakeEngine.refusal(
                            Kind.PORT_TAKEN, 500, "Bind for 127.0.0.1:" + port + " failed: port is already allocated");
                });
    }

    @Override
    public void stop(String id, Duration grace) {
        signal("containers.stop", id, KILLED);
    }

    @Override
    public void kill(String id, String signal) {
        signal("containers.kill", id, KILLED);
    }

    private synchronized void signal(String call, String id, int exitCode) {
        FakeContainer container = existing(id);
        engine.called(call, container.name);
        container.end(exitCode, false, engine.clock().instant());
        notifyAll();
    }

    synchronized void end(String id, int exitCode, boolean outOfMemory) {
        existing(id).end(exitCode, outOfMemory, engine.clock().instant());
        notifyAll();
    }

    synchronized void restarted(String id) {
        existing(id).restarts++;
    }

    synchronized String inputs(String id) {
        return existing(id).inputs.toString(StandardCharsets.UTF_8);
    }

    synchronized void health(String id, String health) {
        existing(id).health = Optional.of(health);
    }

    synchronized void print(String id, String text) {
        existing(id).log.addAll(FakeProgram.stays().prints(text).output());
        notifyAll();
    }

    @Override
    public synchronized void remove(String id) {
        get(id).ifPresent(container -> {
            engine.called("containers.remove", container.name);
            container.end(KILLED, false, engine.clock().instant());
            containers.remove(container.id);
            notifyAll();
        });
    }

    @Override
    public synchronized void rename(String id, String name) {
        FakeContainer container = existing(id);
        engine.called("containers.rename", container.name + " " + name);
        refuseTaken(name);
        container.name = name;
    }

    @Override
    public synchronized OptionalInt waitFor(String id, Duration limit) {
        FakeContainer container = existing(id);
        long end = System.nanoTime() + limit.toNanos();
        while (container.running()) {
            long left = end - System.nanoTime();
            if (left <= 0) {
                return OptionalInt.empty();
            }
            await(left);
        }
        return OptionalInt.of(container.exitCode);
    }

    private void await(long nanos) {
        try {
            TimeUnit.NANOSECONDS.timedWait(this, nanos);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw FakeEngine.refusal(Kind.INTERRUPTED, 0, "interrupted");
        }
    }

    @Override
    public void logs(String id, boolean follow, int tail, LogSink sink) {
        int next = first(id, tail);
        for (List<FakeProgram.Piece> more = after(id, next, follow); !more.isEmpty(); more = after(id, next, follow)) {
            more.forEach(piece -> sink.accept(piece.error(), piece.bytes()));
            next += more.size();
        }
    }

    @Override
    public void timedLogs(String id, Optional<Instant> after, boolean follow, LogSink sink) {
        int next = after.isEmpty() ? 0 : (int) (after.get().getEpochSecond() - FIRST_LINE.getEpochSecond()) + 1;
        for (List<FakeProgram.Piece> more = after(id, next, follow); !more.isEmpty(); more = after(id, next, follow)) {
            for (FakeProgram.Piece piece : more) {
                String time = FIRST_LINE.plusSeconds(next).toString().replace("Z", ".000000000Z ");
                sink.accept(
                        piece.error(),
                        (time + new String(piece.bytes(), StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8));
                next++;
            }
        }
    }

    private synchronized int first(String id, int tail) {
        int lines = existing(id).log.size();
        return tail > 0 ? Math.max(0, lines - tail) : 0;
    }

    private synchronized List<FakeProgram.Piece> after(String id, int next, boolean follow) {
        FakeContainer container = existing(id);
        while (follow && container.running() && container.log.size() <= next) {
            await(TimeUnit.SECONDS.toNanos(1));
        }
        return new ArrayList<>(container.log.subList(next, container.log.size()));
    }

    @Override
    public ExecResult exec(String id, List<String> command, Duration limit) {
        return exec(id, command, new byte[0], limit);
    }

    @Override
    public ExecResult exec(String id, List<String> command, byte[] input, Duration limit) {
        synchronized (this) {
            FakeContainer container = existing(id);
            engine.called("containers.exec", container.name + " " + String.join(" ", command));
            if (!container.running()) {
                throw FakeEngine.refusal(Kind.CONFLICT, 409, "Container " + id + " is not running");
            }
            container.inputs.writeBytes(input);
        }
        FakeProgram program = engine.program(command);
        return new ExecResult(program.exitCode(), program.text(input));
    }

    @Override
    public synchronized void copyIn(String id, String folder, InputStream tar) {
        FakeContainer container = existing(id);
        engine.called("containers.copyIn", container.name + " " + folder);
        try {
            Tars.read(tar.readAllBytes())
                    .forEach((name, content) ->
                            container.files.put(folder.replaceFirst("/$", "") + "/" + name, content));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public synchronized boolean copyOut(String id, String path, OutputStream tar) {
        Optional<String> content = Optional.ofNullable(existing(id).files.get(path));
        content.ifPresent(text -> write(tar, Tars.of(path.replaceFirst(".*/", ""), text)));
        return content.isPresent();
    }

    @Override
    public synchronized boolean has(String id, String path) {
        return existing(id).files.containsKey(path);
    }

    private static void write(OutputStream out, byte[] bytes) {
        try {
            out.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    synchronized void join(String id, NetworkState network, Optional<String> wanted) {
        FakeContainer container = existing(id);
        String address = wanted.orElseGet(() -> network.subnets().get(0).upperHalf().lowerHosts().stream()
                .filter(free -> containers.values().stream().noneMatch(c -> c.addresses.containsValue(free)))
                .findFirst()
                .orElseThrow());
        if (network.driver().equals("macvlan")) {
            container.silent.add(network.name());
        }
        container.addresses.put(network.name(), address);
    }

    synchronized void leave(String id, String network) {
        get(id).ifPresent(container -> container.addresses.remove(network));
    }

    synchronized List<String> running(String network) {
        return containers.values().stream()
                .filter(container -> container.running() && container.addresses.containsKey(network))
                .map(container -> container.id)
                .toList();
    }

    synchronized boolean uses(String image) {
        return containers.values().stream()
                .anyMatch(container -> container.image.id().equals(image));
    }

    private Optional<FakeContainer> get(String nameOrId) {
        return containers.values().stream()
                .filter(container -> container.id.equals(nameOrId) || container.name.equals(nameOrId))
                .findFirst();
    }

    private FakeContainer existing(String nameOrId) {
        return get(nameOrId)
                .orElseThrow(() -> FakeEngine.refusal(Kind.NOT_FOUND, 404, "No such container: " + nameOrId));
    }
}
