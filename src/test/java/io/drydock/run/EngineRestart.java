package io.drydock.run;

import io.drydock.config.Node;
import io.drydock.docker.DockerEngine;
import io.drydock.docker.EngineLocator;
import io.drydock.engine.Engine;
import io.drydock.engine.EngineException;
import io.drydock.model.DrydockException;
import io.drydock.plan.Renewal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An engine is restarted, and killed, in the middle of a suite. A program, not a test: it starts a dockerd of its own, in namespaces of
 * its own, and needs root. Its images come from the engine of this machine.
 *
 * <pre>
 * mvn -q test-compile dependency:build-classpath -Dmdep.outputFile=target/class.path
 * java -cp target/classes:target/test-classes:$(cat target/class.path) io.drydock.run.EngineRestart
 * </pre>
 */
final class EngineRestart {

    private static final String COUNT =
            "trap 'exit 0' TERM; i=0; while [ $i -lt 100 ]; do echo line $i; i=$((i+1)); sleep 0.1; done";

    private final Path folder;
    private final Path socket;
    private Process engine;

    private EngineRestart(Path folder) throws IOException {
        this.folder = folder;
        this.socket = folder.resolve("docker.sock");
        this.engine = start();
    }

    public static void main(String[] args) throws Exception {
        EngineRestart trial = new EngineRestart(Files.createTempDirectory("restart"));
        try {
            trial.open().close();
            trial.load("busybox:1.36");
            trial.suite("restarted (SIGTERM)", Process::destroy);
            trial.suite("killed (SIGKILL)", Process::destroyForcibly);
        } finally {
            trial.engine.destroy();
            trial.engine.waitFor();
        }
    }

    private Process start() throws IOException {
        Files.deleteIfExists(folder.resolve("pid"));
        Files.deleteIfExists(folder.resolve("exec/containerd/containerd.pid"));
        return new ProcessBuilder(
                        "unshare",
                        "--mount",
                        "--net",
                        "dockerd",
                        "--host",
                        "unix://" + socket,
                        "--data-root",
                        folder.resolve("data").toString(),
                        "--exec-root",
                        folder.resolve("exec").toString(),
                        "--pidfile",
                        folder.resolve("pid").toString())
                .redirectErrorStream(true)
                .redirectOutput(
                        ProcessBuilder.Redirect.appendTo(folder.resolve("log").toFile()))
                .start();
    }

    private Engine open() throws InterruptedException {
        for (int i = 0; ; i++) {
            try {
                return DockerEngine.open(new EngineLocator(
                                Map.of("DOCKER_HOST", "unix://" + socket), folder, System.getProperty("os.name"))
                        .locate(Optional.empty()));
            } catch (EngineException e) {
                if (i == 300) {
                    throw e;
                }
                Thread.sleep(100);
            }
        }
    }

    private void load(String image) throws Exception {
        Path tar = folder.resolve("image.tar");
        run(List.of("docker", "save", "-o", tar.toString(), image));
        run(List.of("docker", "--host", "unix://" + socket, "load", "-i", tar.toString()));
    }

    private static void run(List<String> command) throws Exception {
        int exit = new ProcessBuilder(command).inheritIO().start().waitFor();
        if (exit != 0) {
            throw new IOException(command + " ended with " + exit);
        }
    }

    @FunctionalInterface
    private interface End {
        void of(Process engine);
    }

    private void suite(String how, End end) throws Exception {
        Up up = new Up(
                "restart",
                Files.createDirectories(folder.resolve("project")),
                Node.of(
                        "verify",
                        Node.of("suites", Node.of("suite", Node.text("name", "unit"), Node.text("command", COUNT)))));
        Thread restarting = new Thread(() -> restart(up, end));
        try (Engine there = open()) {
            there.images()
                    .tag("busybox:1.36", up.environment().image(up.target().commit()));
            restarting.start();
            up.workflow(there, ServiceSecrets.NONE, Renewal.AS_NEEDED, new RunState())
                    .verify();
            System.out.println("engine " + how + ": VERIFIED");
        } catch (DrydockException e) {
            System.out.println(
                    "engine " + how + ": " + e.outcome() + ": " + e.what() + "\n  " + e.why() + "\n  " + e.next());
        }
        restarting.join();
        up.told.stream().filter(line -> line.startsWith("WARN")).forEach(line -> System.out.println("  " + line));
        System.out.println(
                "  lines in the log: " + Files.readAllLines(up.log("unit")).size());
        try (Engine there = open()) {
            up.remove(there);
        }
    }

    private void restart(Up up, End end) {
        try {
            while (!up.told.contains("Output[source=unit, text=line 20]")) {
                Thread.sleep(20);
            }
            end.of(engine);
            engine.waitFor();
            engine = start();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
