package io.drydock.docker;

import io.drydock.buildkit.BuildKitBuild;
import io.drydock.engine.Containers;
import io.drydock.engine.Engine;
import io.drydock.engine.EngineException;
import io.drydock.engine.Images;
import io.drydock.engine.Networks;
import io.drydock.engine.Volumes;
import io.drydock.model.state.EngineInfo;
import io.drydock.model.state.EngineState;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A Docker engine, or podman's service in its place, spoken to by the Docker Engine API.
 *
 * <p>Holds no connection and no thread between calls, so it may live as long as the Maven session; through ssh, up to eight
 * connections until it is closed.
 */
public final class DockerEngine implements Engine {

    private static final Duration OPEN_LIMIT = Duration.ofSeconds(20);

    private final EngineClient client;
    private final EngineState state;
    private final FactsOnce facts;
    private final EngineClock clock;

    private DockerEngine(EngineClient client, EngineState state, FactsOnce facts, EngineClock clock) {
        this.client = client;
        this.state = state;
        this.facts = facts;
        this.clock = clock;
    }

    /**
     * Asks an engine for its versions and settles on the newest API version that both sides know.
     *
     * @throws EngineException of kind {@code UNREACHABLE} where nothing answers within 20 seconds
     */
    public static DockerEngine open(EngineAddress address) {
        return open(client(() -> new Dialer(address), address));
    }

    /**
     * The same through another ssh.
     *
     * @param ssh the program, and options that come before all others
     */
    static DockerEngine open(EngineAddress address, List<String> ssh) {
        return open(client(() -> new Dialer(address, ssh), address));
    }

    private static DockerEngine open(EngineClient client) {
        EngineAddress address = client.address();
        EngineRequest question = EngineRequest.get("tell its version", "/version");
        try (Deadline deadline = Deadline.in(OPEN_LIMIT)) {
            Greeting greeting = greeting(client, question, deadline);
            Json version = greeting.version();
            String api = ApiVersion.settle(address, version);
            EngineState state =
                    new EngineState(address.host(), version.at("Version").text(), api, FactsOnce.podman(version));
            EngineClient settled = client.withApi(api);
            return new DockerEngine(settled, state, new FactsOnce(settled, version), greeting.clock());
        }
    }

    @FunctionalInterface
    private interface Dialing {
        Dialer get() throws IOException;
    }

    private static EngineClient client(Dialing dialing, EngineAddress address) {
        try {
            return new EngineClient(dialing.get(), "");
        } catch (IOException e) {
            throw EngineErrors.unreachable(address, e);
        }
    }

    /** The first answer. */
    private record Greeting(Json version, EngineClock clock) {

        static Greeting of(Reply reply) throws IOException {
            return new Greeting(Json.parse(reply.body().readAllBytes()), EngineClock.of(reply.head()));
        }
    }

    private static Greeting greeting(EngineClient client, EngineRequest question, Deadline deadline) {
        try (Reply reply = client.send(question, deadline)) {
            return Greeting.of(reply);
        } catch (IOException e) {
            throw EngineErrors.unreachable(client.address(), e);
        } catch (EngineException e) {
            if (e.getCause() instanceof IOException cause && e.kind() == EngineException.Kind.UNREACHABLE) {
                IOException why = deadline.passed()
                        ? new IOException(
                                "it takes connections but has not answered for " + OPEN_LIMIT.toSeconds() + " s")
                        : cause;
                throw EngineErrors.unreachable(client.address(), why);
            }
            throw e;
        }
    }

    @Override
    public EngineState state() {
        return state;
    }

    @Override
    public Instant now() {
        return clock.now();
    }

    @Override
    public EngineInfo info() {
        Json info = client.json(EngineRequest.get("tell about itself", "/info"));
        Optional<String> against = BuildKitBuild.notAvailable(facts.get());
        return new EngineInfo(
                info.at("Driver").text(),
                info.at("OperatingSystem").text() + ", "
                        + info.at("Architecture").text(),
                info.at("NCPU").number(),
                info.at("MemTotal").number(),
                info.at("DockerRootDir").text(),
                info.at("SecurityOptions").texts().stream().anyMatch(option -> option.startsWith("name=rootless")),
                against.isPresent() ? BuilderChoice.CLASSIC : BuilderChoice.BUILDKIT,
                against.orElse("the engine has it"));
    }

    @Override
    public Images images() {
        return new DockerImages(client, facts);
    }

    @Override
    public Containers containers() {
        return new DockerContainers(client, state.podman());
    }

    @Override
    public Networks networks() {
        return new DockerNetworks(client);
    }

    @Override
    public Volumes volumes() {
        return new DockerVolumes(client);
    }

    @Override
    public void close() {
        client.close();
    }
}
