package io.drydock.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.drydock.engine.Builds;
import io.drydock.engine.Engine;
import io.drydock.model.Commit;
import io.drydock.model.Labels;
import io.drydock.model.spec.ContainerRequest;
import io.drydock.model.spec.ImageSpec.Builder;
import io.drydock.model.state.ContainerState.Published;
import io.drydock.model.state.ContainerSummary;
import io.drydock.model.state.ImageState;
import io.drydock.plan.AppPlanner;
import io.drydock.plan.AppPlanner.Ancestry;
import io.drydock.plan.Renewal;
import io.drydock.plan.ServicePlanner;
import io.drydock.plan.Snapshot;
import io.drydock.plan.Target;
import io.drydock.plan.Vantage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * On a real engine, under load: while one version of an app takes over from another, no request of the environment's own
 * containers fails.
 *
 * <p>{@code -Ddrydock.swap.rounds=5 -Ddrydock.swap.requests=3000} is the long run; it also prints how containers fare that know
 * the app by its alias alone.
 */
@Tag("engine")
@Timeout(600)
class SwapEngineIT {

    private static final int ROUNDS = Integer.getInteger("drydock.swap.rounds", 1);
    private static final int REQUESTS = Integer.getInteger("drydock.swap.requests", 1000);
    private static final String PEER = "io/drydock/run/SwapPeer.class";

    /** What a machine that is busy with other things needs. On a quiet one it is under 0.3 s. */
    private static final Duration MOMENT = Duration.ofSeconds(1);

    /** What podman needs to stop one container and to start and prove another; 2 s on a quiet machine. */
    private static final Duration A_START = Duration.ofSeconds(10);

    private final List<String> told = new CopyOnWriteArrayList<>();
    private final Engine engine = SingleFlightEngineIT.open();
    private final String app = "swap-" + Long.toString(System.nanoTime(), 36);

    @TempDir
    private Path folder;

    private OneCommit given;
    private Optional<Vantage> vantage = Optional.empty();

    @AfterEach
    void removeWhatWasMade() {
        Map<String, String> ours = Map.of(Labels.APP, app);
        engine.containers().list(ours).forEach(container -> engine.containers().remove(container.id()));
        engine.networks().list(ours).forEach(network -> engine.networks().remove(network.id()));
        for (ImageState image : engine.images().list(Map.of(Labels.IMAGE_APP, app))) {
            image.tags().forEach(engine.images()::remove);
        }
        engine.close();
    }

    @Test
    void noRequestOfTheEnvironmentsOwnContainersFails() throws Exception {
        given = new OneCommit(app, folder, "");
        run(0);
        for (int round = 1; round <= ROUNDS; round++) {
            String own = client(
                    "own" + round, version(round), List.of(given.environment().appLink()));
            List<String> clients = new ArrayList<>(List.of(own));
            if (ROUNDS > 1) {
                clients.add(client("other" + round, version(round), List.of()));
            }

            run(round);

            for (String client : clients) {
                engine.containers().waitFor(client, Duration.ofMinutes(2));
                System.out.println("swap " + round + ": "
                        + engine.containers().find(client).orElseThrow().name() + " " + log(client));
            }
            assertThat(log(own)).contains(version(round - 1) + "=", version(round) + "=");
            if (!engine.state().podman()) { // which moves the app's name with a gap
                assertThat(log(own)).doesNotContain("failed");
            }
        }
    }

    @Test
    void aFixedHostPortIsNobodysForAMomentOnly() throws Exception {
        int port = freePort();
        given = new OneCommit(app, folder, "", Map.of("docker.run.ports", port + ":8080"));
        run(0);
        List<Long> gaps = new ArrayList<>();
        for (int round = 1; round <= ROUNDS + 1; round++) {
            try (PortClient client = new PortClient(port)) {
                run(round);

                gaps.add(client.gapUntil(version(round)));
            }
            assertThat(told).noneMatch(line -> line.contains("not handed over"));
            assertThat(engine.networks().find(given.environment().waitingNetwork()))
                    .isEmpty();
        }
        System.out.println("fixed host port: nobody answered for " + gaps + " ms");
        Duration most = engine.state().podman() ? A_START : MOMENT;
        assertThat(gaps).allMatch(gap -> gap < most.toMillis());
        String serving = given.environment().appContainer();
        assertThat(engine.containers().find(serving).orElseThrow().addresses().keySet())
                .containsExactly(given.environment().network());
        engine.containers().stop(serving, Duration.ofSeconds(1));
        engine.containers().start(serving);
        try (PortClient client = new PortClient(port)) {
            client.gapUntil(version(ROUNDS + 1));
        }
    }

    @Test
    void aFixedHostPortGoesOverWherePublishedPortsAreTheOnlyWayIn() throws Exception {
        int port = freePort();
        vantage = Optional.of(Vantage.PUBLISHED);
        given = new OneCommit(app, folder, "", Map.of("docker.run.ports", port + ":8080"));
        run(0);

        run(1);

        try (PortClient client = new PortClient(port)) {
            client.gapUntil(version(1));
        }
        assertThat(engine.containers()
                        .find(given.environment().appContainer())
                        .orElseThrow()
                        .published())
                .extracting(Published::host)
                .containsExactly(port);
    }

    @Test
    void aHandoverThatIsKilledMidwayIsFinishedByAPlainRun() throws Exception {
        assumeFalse(engine.state().podman(), "podman hands no port over between containers that run");
        int port = freePort();
        given = new OneCommit(app, folder, "", Map.of("docker.run.ports", port + ":8080"));
        run(0);
        String waiting = given.environment().waitingNetwork();
        Engine mortal = Overheard.killedAt("disconnect " + waiting, engine);
        assertThatThrownBy(() -> run(1, mortal, Time.SYSTEM)).hasMessage("killed");
        assertThat(engine.networks().find(waiting)).isPresent();

        run(1, engine, new TestTime());

        try (PortClient client = new PortClient(port)) {
            client.gapUntil(version(1));
        }
        assertThat(engine.networks().find(waiting)).isEmpty();
        assertThat(engine.containers().list(Map.of(Labels.APP, app)))
                .extracting(ContainerSummary::name, ContainerSummary::running)
                .containsExactlyInAnyOrder(
                        tuple(given.environment().appContainer(), true),
                        tuple(given.environment().keptContainer(commit(0)), false));
        // a kept one can be started: it is in no network that is gone
        engine.containers().start(given.environment().keptContainer(commit(0)));
    }

    @Test
    void theNewOneKeepsTheAddressThatItsConnectionsToServicesHave() throws Exception {
        given = new OneCommit(app, folder, "");
        run(0);
        String network = given.environment().network();
        String suite = client("suite", version(9), List.of());
        List<String> proven = new ArrayList<>();
        Engine over = Overheard.engine(engine, call -> {
            if (call.startsWith("disconnect " + network) && proven.isEmpty()) {
                proven.add(address(given.environment().keptContainer(commit(1))));
                engine.containers().remove(suite);
            }
        });

        run(1, over, Time.SYSTEM);

        assertThat(proven).containsExactly(address(given.environment().appContainer()));
    }

    private String address(String container) {
        return engine.containers()
                .find(container)
                .orElseThrow()
                .addresses()
                .get(given.environment().network());
    }

    @Test
    void whoIsConnectedToTheAppIsSeenFromTheEnginesHost() throws Exception {
        given = new OneCommit(app, folder, "");
        run(0);
        String container = given.environment().appContainer();
        long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (!idle(container) && System.nanoTime() < deadline) {
            Thread.sleep(100);
        }
        assertThat(idle(container)).as("nobody is connected").isTrue();
        String address = engine.containers()
                .find(container)
                .orElseThrow()
                .addresses()
                .get(given.environment().network());
        try (Socket client = new Socket(address, 8080)) {
            assertThat(client.isConnected()).isTrue();
            assertThat(idle(container)).as("nobody is connected").isFalse();
        }
    }

    private boolean idle(String container) {
        return Connections.HERE.none(engine.containers().find(container).orElseThrow());
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static String version(int round) {
        return "v" + round;
    }

    private static Commit commit(int round) {
        return Commit.of(Integer.toHexString(0xa0 + round).repeat(20));
    }

    private void run(int round) throws InterruptedException, IOException {
        run(round, engine, Time.SYSTEM);
    }

    private void run(int round, Engine over, Time time) throws InterruptedException, IOException {
        Target target = given.target(commit(round));
        Job job = new Job(
                target,
                over,
                event -> told.add(event.toString()),
                name -> OutputStream.nullOutputStream(),
                ServiceSecrets.NONE,
                host -> Optional.empty());
        image(target, version(round));
        Snapshot seen = seen(target);
        new ServiceRunner(job, seen.vantage(), Optional.empty())
                .run(new ServicePlanner(target, seen, Renewal.AS_NEEDED).plan());
        Snapshot up = seen(target);
        new AppRunner(job, up.vantage(), time).run(new AppPlanner(target, up, List.of(), false).plan(Ancestry.NEWER));
    }

    private Snapshot seen(Target target) {
        Snapshot seen = new Snapshots(engine).environment(target, List.of(image(target)), Map.of());
        return vantage.map(seen::withVantage).orElse(seen);
    }

    private static String image(Target target) {
        return target.environment().image(target.commit()).toString();
    }

    private void image(Target target, String version) throws InterruptedException, IOException {
        Path context = folder.resolve(version);
        Files.createDirectories(context.resolve(PEER).getParent());
        try (InputStream peer = SwapPeer.class.getClassLoader().getResourceAsStream(PEER)) {
            Files.copy(peer, context.resolve(PEER), StandardCopyOption.REPLACE_EXISTING);
        }
        String dockerfile = """
                FROM eclipse-temurin:17-jre
                COPY io /io
                EXPOSE 8080
                CMD ["java", "-Xmx64m", "-cp", "/", "io.drydock.run.SwapPeer", "serve", "%s"]
                """.formatted(version);
        Map<String, String> labels = target.imageLabels(Labels.ROLE_BRANCH, target.environment(), target.commit(), "");
        engine.images().build(Builds.of(context, image(target), labels, dockerfile, Builder.AUTO), line -> {});
    }

    /** A container that asks, and does so already; its Java asks DNS anew each time. */
    private String client(String name, String wanted, List<String> links) throws InterruptedException {
        Target target = given.target(commit(0));
        String id = engine.containers()
                .create(ContainerRequest.of(target.environment().network() + "." + name, image(target))
                        .command(Optional.of(List.of(
                                "java",
                                "-Xmx64m",
                                "-Dsun.net.inetaddr.ttl=0",
                                "-cp",
                                "/",
                                "io.drydock.run.SwapPeer",
                                "ask",
                                app,
                                wanted,
                                Integer.toString(REQUESTS))))
                        .labels(target.labels(Labels.ROLE_VERIFY))
                        .network(target.environment().network())
                        .links(links)
                        .build());
        engine.containers().start(id);
        while (!log(id).contains("asking")) {
            Thread.sleep(Duration.ofMillis(50).toMillis());
        }
        return id;
    }

    private String log(String id) {
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        engine.containers().logs(id, false, 0, (error, bytes) -> log.writeBytes(bytes));
        return log.toString(StandardCharsets.UTF_8);
    }
}
