package io.drydock.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.drydock.config.Node;
import io.drydock.docker.DockerEngine;
import io.drydock.docker.EngineAddress;
import io.drydock.docker.EngineHere;
import io.drydock.engine.Engine;
import io.drydock.model.DrydockException;
import io.drydock.model.Labels;
import io.drydock.model.state.ContainerSummary;
import io.drydock.plan.Renewal;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * On a real engine behind a bad line: whichever request of services, suites and app goes wrong, the failure is told, and one plain
 * run afterwards ends right and leaves what it always leaves.
 *
 * <p>{@code -Ddrydock.faults=N} tries N requests of each kind of fault, spread over all (default 4); 0 tries each.
 */
@Tag("engine")
@Timeout(3600)
class FaultsEngineIT {

    private static final int SOME = Integer.getInteger("drydock.faults", 4);

    private final Engine engine = Up.open();
    private final String app = "it-faults-" + Long.toString(System.nanoTime(), 36);

    @TempDir
    private Path folder;

    private Up up;

    @BeforeEach
    void image() {
        up = new Up(
                app,
                folder,
                Node.of(
                        "services",
                        Node.of(
                                "service",
                                Node.text("name", "one"),
                                Node.text("image", "busybox:1.36"),
                                Node.text("command", "httpd -f -p 80 -h /bin"),
                                Node.text("port", "80"),
                                Node.of("volumes", Node.text("volume", "data:/data")))),
                Node.of(
                        "verify",
                        Node.of("suites", Node.of("suite", Node.text("name", "it"), Node.text("command", "true")))),
                Node.of(
                        "run",
                        Node.text("command", "sh -c 'trap exit TERM; while :; do sleep 0.1; done'"),
                        Node.of("waits", Node.of("wait", Node.text("exec", "true")))));
        engine.images().tag("busybox:1.36", up.environment().image(up.target().commit()));
    }

    @AfterEach
    void removeWhatWasMade() {
        up.remove(engine);
        engine.images().remove(up.environment().image(up.target().commit()).toString());
        engine.images().remove(up.environment().verified().toString());
        engine.close();
    }

    @ParameterizedTest
    @EnumSource
    void oneBadRequestSpoilsNothing(FaultyLine.Fault fault) throws Exception {
        spoil(fault, "services, suites and app", () -> up.remove(engine), this::run, this::assertAllIsRight);
    }

    @ParameterizedTest
    @EnumSource
    void oneBadRequestSpoilsNoBuild(FaultyLine.Fault fault) throws Exception {
        OneCommit commit = new OneCommit(app, folder, "FROM busybox:1.36\nRUN date +%N > /made; echo made\n");
        spoil(
                fault,
                "an image build",
                () -> engine.images().remove(commit.image()),
                with -> commit.goals(with).branchImage(),
                after -> {
                    assertThat(engine.images().find(commit.image())).as(after).isPresent();
                    Map<String, String> ours = Map.of(Labels.APP, app);
                    assertThat(engine.containers().list(ours)).as(after).isEmpty();
                    assertThat(engine.volumes().list(ours)).as(after).isEmpty();
                });
        engine.images().remove(commit.image());
    }

    private interface Work {
        void with(Engine engine) throws InterruptedException;
    }

    private void spoil(FaultyLine.Fault fault, String what, Runnable clean, Work work, Consumer<String> check)
            throws Exception {
        Path socket = EngineHere.socket();
        clean.run();
        int all = run(socket, fault, 0, work);
        int step = SOME == 0 ? 1 : Math.max(1, all / SOME);
        int tried = 0;
        int failed = 0;
        for (int at = 1 + step / 2; at <= all; at += step) {
            clean.run();
            int before = up.told.size();
            tried++;
            try {
                run(socket, fault, at, work);
            } catch (DrydockException e) {
                failed++;
                assertThat(e.what()).as("request " + at).isNotBlank();
                assertThat(e.next()).as("what to do after " + e.what()).isNotEmpty();
            }
            work.with(engine);
            check.accept("after a bad request " + at + ", told: " + up.told.subList(before, up.told.size()));
        }
        System.out.printf(
                "faults: %s of one of the %d requests of %s: tried %d, told as a failure %d times, always right afterwards%n",
                fault, all, what, tried, failed);
        if (fault == FaultyLine.Fault.STALL) {
            assertThat(failed).isZero();
        }
    }

    /**
     * @param at which request goes wrong; 0: none
     * @return how many there were
     */
    private int run(Path socket, FaultyLine.Fault fault, int at, Work work) throws Exception {
        try (FaultyLine line = new FaultyLine(socket, fault, at);
                Engine behind = DockerEngine.open(EngineAddress.of(line.address(), "the test"))) {
            try {
                work.with(behind);
            } finally {
                assertThat(line.requests()).isPositive();
            }
            return line.requests();
        }
    }

    private void run(Engine with) throws InterruptedException {
        Workflow workflow = up.workflow(with, ServiceSecrets.NONE, Renewal.AS_NEEDED, new RunState());
        workflow.servicesUp();
        workflow.verify();
        workflow.run();
    }

    private void assertAllIsRight(String after) {
        Map<String, String> ours = Map.of(Labels.APP, app);
        assertThat(engine.containers().list(ours))
                .as(after)
                .extracting(ContainerSummary::name)
                .containsExactlyInAnyOrder(app + ".x.one", app + ".x.app");
        assertThat(engine.containers().list(ours)).as(after).allMatch(ContainerSummary::running);
        assertThat(engine.networks().list(ours)).as(after).hasSize(1);
        assertThat(engine.volumes().list(ours)).as(after).hasSize(2);
    }
}
