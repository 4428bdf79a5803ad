package io.drydock.engine;

import io.drydock.engine.EngineException.Kind;
import io.drydock.model.state.EngineInfo;
import io.drydock.model.state.EngineState;
import io.drydock.model.state.ImageConfig;
import io.drydock.model.state.ImageState;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * An engine in memory, for tests of what uses the port. It keeps {@link EngineContract}, so it does not drift from the
 * real one.
 *
 * <p>Commands do what was {@linkplain #script scripted}; others stay until they are stopped. Any call can be made to
 * fail once. All calls are recorded, in order.
 */
public final class FakeEngine implements Engine {

    private final Clock clock;
    private final List<String> calls = new ArrayList<>();
    private final List<String> listings = new ArrayList<>();
    private final Map<String, Deque<Optional<RuntimeException>>> failures = new HashMap<>();
    private final Map<List<String>, FakeProgram> programs = new HashMap<>();
    private final FakeImages images = new FakeImages(this);
    private final FakeNetworks networks = new FakeNetworks(this);
    private OptionalInt lives = OptionalInt.empty();
    private final FakeContainers containers = new FakeContainers(this);
    private final FakeVolumes volumes = new FakeVolumes(this);
    private int ids;
    private boolean podman;

    public FakeEngine() {
        this(Clock.systemUTC());
    }

    /**
     * @param clock tells when containers start and end
     */
    public FakeEngine(Clock clock) {
        this.clock = clock;
    }

    /** Says that it is podman, from now on. */
    public void asPodman() {
        podman = true;
    }

    /** Lets a command do this, in containers and in {@code exec}, from now on. */
    public synchronized void script(List<String> command, FakeProgram program) {
        programs.put(command, program);
    }

    /** Lets the next call of this name ({@code containers.start}) throw; more than once: the ones after it, too. */
    public synchronized void fail(String call, RuntimeException failure) {
        fail(call, 0, failure);
    }

    /** Lets a call of this name throw, but not as many before it. */
    public synchronized void fail(String call, int before, RuntimeException failure) {
        Deque<Optional<RuntimeException>> waiting = failures.computeIfAbsent(call, name -> new ArrayDeque<>());
        waiting.addAll(Collections.nCopies(before, Optional.empty()));
        waiting.add(Optional.of(failure));
    }

    /** Lets every changing call throw once so many have been made, as if who calls were killed. */
    public synchronized void killAfter(int more) {
        lives = OptionalInt.of(calls.size() + more);
    }

    /** Somebody else calls. */
    public synchronized void revive() {
        lives = OptionalInt.empty();
    }

    /** Puts an image on the engine. */
    public ImageState image(String name, ImageConfig config, Map<String, String> labels) {
        return images.put(name, config, labels);
    }

    /** Lets every build with this instruction fail at it. */
    public void failStep(String instruction, int exitCode, String output) {
        images.failStep(instruction, exitCode, output);
    }

    /** Lets it be an engine that cannot make images of layers that it has. */
    public void cannotDerive(String reason) {
        images.cannotDerive(reason);
    }

    /** Ends a running container by itself. */
    public void end(String nameOrId, int exitCode, boolean outOfMemory) {
        containers.end(nameOrId, exitCode, outOfMemory);
    }

    /** Lets a container that runs have ended and been restarted by the engine. */
    public void restarted(String nameOrId) {
        containers.restarted(nameOrId);
    }

    /** Sets what a container's healthcheck says. */
    public void health(String nameOrId, String health) {
        containers.health(nameOrId, health);
    }

    /** All that commands in a container were given to read. */
    public String inputs(String nameOrId) {
        return containers.inputs(nameOrId);
    }

    /** Prints in a running container. */
    public void print(String nameOrId, String text) {
        containers.print(nameOrId, text);
    }

    /** All changing calls so far: {@code containers.start shop.master.app}. */
    public synchronized List<String> calls() {
        return List.copyOf(calls);
    }

    synchronized void called(String call, String subject) {
        if (lives.isPresent() && calls.size() >= lives.getAsInt()) {
            throw new IllegalStateException("killed");
        }
        calls.add(call + " " + subject);
        Optional<RuntimeException> failure = Optional.ofNullable(
                        failures.getOrDefault(call, new ArrayDeque<>()).poll())
                .flatMap(next -> next);
        if (failure.isPresent()) {
            throw failure.get();
        }
    }

    /** All listings so far: {@code containers.list}. */
    public synchronized List<String> listings() {
        return List.copyOf(listings);
    }

    synchronized void listed(String what) {
        listings.add(what);
    }

    synchronized FakeProgram program(List<String> command) {
        return programs.getOrDefault(command, FakeProgram.stays());
    }

    /** A fresh id of 64 hex digits. */
    synchronized String id() {
        return String.format(Locale.ROOT, "%064x", ++ids);
    }

    Clock clock() {
        return clock;
    }

    static EngineException refusal(Kind kind, int status, String why) {
        return new EngineException(kind, status, "The engine could not do it", why, List.of(), null);
    }

    static boolean bears(Map<String, String> labels, Map<String, String> wanted) {
        return wanted.entrySet().stream()
                .allMatch(label -> labels.containsKey(label.getKey())
                        && (label.getValue().isEmpty() || label.getValue().equals(labels.get(label.getKey()))));
    }

    @Override
    public Instant now() {
        return clock.instant();
    }

    @Override
    public EngineState state() {
        return new EngineState("fake://engine", "0.0.1", "1.41", podman);
    }

    @Override
    public EngineInfo info() {
        return new EngineInfo(
                "overlay2", "Fake OS, none", 2, 4_000_000_000L, "/nowhere", false, "buildkit", "it is a fake");
    }

    @Override
    public FakeImages images() {
        return images;
    }

    @Override
    public FakeContainers containers() {
        return containers;
    }

    @Override
    public FakeNetworks networks() {
        return networks;
    }

    @Override
    public FakeVolumes volumes() {
        return volumes;
    }

    @Override
    public void close() {
        // what is on an engine outlives its clients
    }
}
