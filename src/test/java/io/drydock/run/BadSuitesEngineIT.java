package io.drydock.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.drydock.config.Node;
import io.drydock.engine.Engine;
import io.drydock.model.DrydockException;
import io.drydock.model.Labels;
import io.drydock.model.Outcome;
import io.drydock.model.state.ContainerState;
import io.drydock.plan.Records;
import io.drydock.plan.Renewal;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** On a real engine: suites and engines that do not behave, and what a user is told. */
@Tag("engine")
@Timeout(180)
class BadSuitesEngineIT {

    private static final String COUNT = "i=0; while [ $i -lt 40 ]; do echo line $i; i=$((i+1)); sleep 0.1; done";

    private final Engine engine = Up.open();
    private final String app = "bs-" + Long.toString(System.nanoTime(), 36);

    @TempDir
    private Path folder;

    private Up up(Node... suites) {
        Up up = new Up(app, folder, Node.of("verify", Node.text("failAtEnd", "true"), Node.of("suites", suites)));
        engine.images().tag("busybox:1.36", up.environment().image(up.target().commit()));
        return up;
    }

    private static Node suite(String name, String command) {
        return Node.of("suite", Node.text("name", name), Node.text("command", command));
    }

    private static Node suite(String name, String command, String reports) {
        return Node.of(
                "suite",
                Node.text("name", name),
                Node.text("command", command),
                Node.of("reports", Node.text("path", reports)));
    }

    private Workflow workflow(Up up, Engine over) {
        return up.workflow(over, ServiceSecrets.NONE, Renewal.AS_NEEDED, new RunState());
    }

    private DrydockException fails(Up up, Engine over) {
        return catchThrowableOfType(DrydockException.class, workflow(up, over)::verify);
    }

    @AfterEach
    void removeWhatWasMade() {
        Up up = up(suite("x", "true"));
        up.remove(engine);
        engine.images().remove(up.environment().image(up.target().commit()).toString());
        engine.images().remove(up.environment().verified().toString());
        engine.close();
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(end);
            Thread.sleep(20);
        }
    }

    @Test
    void aCommandThatIsNotThereIsToldWithThePathOfTheImage() {
        Up text = up(suite("text", "no-such-command --now"));
        Up program = up(Node.of(
                "suite",
                Node.text("name", "program"),
                Node.of("args", Node.text("arg", "no-such-program"), Node.text("arg", "--now"))));

        DrydockException ofText = fails(text, engine);
        DrydockException ofProgram = fails(program, engine);

        assertThat(ofText.outcome()).isEqualTo(Outcome.TESTS_FAILED);
        assertThat(ofText.what()).isEqualTo("suite text could not run its command");
        assertThat(ofText.why()).contains("no-such-command --now").contains("PATH there is /");
        assertThat(ofProgram.outcome()).isEqualTo(Outcome.TESTS_FAILED);
        assertThat(ofProgram.what()).isEqualTo("suite program could not run its command");
        assertThat(ofProgram.why()).contains("no-such-program").contains("PATH there is /");
    }

    @Test
    void suitesThatPassInOddWaysPass() throws Exception {
        Up up = up(
                suite("silent", "mkdir /reports", "/reports"),
                suite("pathless", "true", "/nowhere/reports"),
                suite("daemon", "(sleep 1000; echo never) & echo begun"),
                suite("odd", "printf 'a\\033[31mred\\033[0m \\377\\376 \\303\\244 and no end'"));

        workflow(up, engine).verify();

        assertThat(up.told)
                .contains("WARN suite pathless left no reports at /nowhere/reports")
                .noneMatch(line -> line.contains("silent") && line.startsWith("WARN"));
        assertThat(Files.readString(up.log("daemon"))).isEqualTo("begun\n");
        assertThat(Files.readAllBytes(up.log("odd")))
                .isEqualTo("a\033[31mred\033[0m \377\376 \303\244 and no end".getBytes(StandardCharsets.ISO_8859_1));
        assertThat(up.told).contains("Output[source=odd, text=a\033[31mred\033[0m \ufffd\ufffd \u00e4 and no end]");
        assertThat(engine.containers().list(Map.of(Labels.APP, app))).isEmpty();
    }

    @Test
    void aHundredMegabytesAtOnceAreAllInTheLog() throws Exception {
        String line = "0123456789".repeat(500);
        Up up = up(suite("loud", "yes " + line + " | head -c 100020000"));

        workflow(up, engine).verify();

        assertThat(repeats(up.log("loud"), line + "\n")).isEqualTo(20_000);
    }

    /** How often a file holds a text; fails where there is anything else in it. */
    private static int repeats(Path file, String text) throws IOException {
        byte[] expected = text.getBytes(StandardCharsets.US_ASCII);
        int count = 0;
        try (InputStream in = Files.newInputStream(file)) {
            for (byte[] next = in.readNBytes(expected.length); next.length > 0; next = in.readNBytes(expected.length)) {
                assertThat(Arrays.equals(next, expected)).isTrue();
                count++;
            }
        }
        return count;
    }

    @Test
    void aContainerThatIsRemovedInTheMiddleIsSaidToBe() throws Exception {
        Up up = up(suite("gone", "echo here; sleep 100"));
        CompletableFuture<DrydockException> thrown = CompletableFuture.supplyAsync(() -> fails(up, engine));
        String container = up.environment().verifyContainer(up.target().commit(), "gone");
        await(() -> up.told.contains("Output[source=gone, text=here]"));

        engine.containers().remove(container);

        DrydockException e = thrown.get(60, TimeUnit.SECONDS);
        assertThat(e.outcome()).isEqualTo(Outcome.ENGINE_ERROR);
        assertThat(e.why()).isEqualTo("its container " + container + " was removed while it ran");
    }

    @Test
    void aConnectionThatBreaksCostsNoOutputAndNoVerdict() throws Exception {
        Up up = up(suite("count", COUNT));
        try (CutLine line = new CutLine();
                Engine over = line.engine()) {
            CompletableFuture<DrydockException> thrown = CompletableFuture.supplyAsync(() -> fails(up, over));
            await(() -> up.told.contains("Output[source=count, text=line 10]"));

            line.cut(false);

            assertThat(thrown.get(60, TimeUnit.SECONDS)).isNull();
        }
        assertThat(up.told)
                .anyMatch(line -> line.startsWith("WARN the connection to the engine broke while suite count ran"));
        assertThat(Files.readAllLines(up.log("count")))
                .hasSize(40)
                .last()
                .asString()
                .matches("\\S+Z line 39");
    }

    @Test
    void aSuiteThatEndedWhileTheEngineWasAwayHasNoVerdict() throws Exception {
        Up up = up(suite("count", COUNT));
        String container = up.environment().verifyContainer(up.target().commit(), "count");
        try (CutLine line = new CutLine();
                Engine over = line.engine()) {
            CompletableFuture<DrydockException> thrown = CompletableFuture.supplyAsync(() -> fails(up, over));
            await(() -> up.told.contains("Output[source=count, text=line 30]"));

            line.cut(true);
            await(() -> !engine.containers()
                    .find(container)
                    .map(ContainerState::running)
                    .orElse(true));
            line.up();

            DrydockException e = thrown.get(60, TimeUnit.SECONDS);
            assertThat(e.outcome()).isEqualTo(Outcome.ENGINE_ERROR);
            assertThat(e.what()).isEqualTo("suite count has no verdict");
            assertThat(e.why()).contains("exit code 0");
        }
        assertThat(Files.readAllLines(up.log("count")))
                .hasSize(40)
                .last()
                .asString()
                .matches("\\S+Z line 39");
        assertThat(engine.volumes().list(Map.of(Labels.APP, app, Labels.ROLE, Labels.ROLE_RECORD)))
                .isEmpty();
    }

    @Test
    void aFullDiskTakesLogAndReportsButNotTheVerdict() throws Exception {
        up(suite("x", "true"));
        Process child = new ProcessBuilder(FullDisk.command(app, folder))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        List<String> said;
        try (InputStream in = child.getInputStream()) {
            said = new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        }
        assertThat(child.waitFor()).as(String.join("\n", said)).isZero();
        assertThat(said)
                .anyMatch(line -> line.startsWith("WARN the log of suite big cannot be written: "))
                .anyMatch(line -> line.startsWith("WARN reports of suite big at /reports cannot be copied: "))
                .contains("the verdict is VERIFIED");
    }

    @Test
    void aTagThatWasMovedToAnotherImageIsRefusedWithBothIds() throws Exception {
        Up up = up(suite("unit", "true"));
        workflow(up, engine).verify();
        String reference = up.environment().image(up.target().commit()).toString();
        String passed = engine.images().find(reference).orElseThrow().id();
        Map<String, String> record = engine.volumes()
                .list(Map.of(Labels.APP, app, Labels.ROLE, Labels.ROLE_RECORD))
                .get(0)
                .labels();
        assertThat(record).containsEntry(Records.IMAGE, passed);
        assertThat(engine.images()
                        .find(up.environment().verified().toString())
                        .orElseThrow()
                        .id())
                .isEqualTo(passed);

        engine.images().tag("debian:12", up.environment().image(up.target().commit()));
        String other = engine.images().find(reference).orElseThrow().id();

        assertThatThrownBy(workflow(up, engine)::run).isInstanceOfSatisfying(DrydockException.class, e -> {
            assertThat(e.outcome()).isEqualTo(Outcome.CONFIG_ERROR);
            assertThat(e.why()).contains(passed).contains(other);
        });
        assertThat(engine.containers().list(Map.of(Labels.APP, app))).isEmpty();
    }
}
