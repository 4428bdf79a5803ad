package io.drydock.run;

import io.drydock.config.Node;
import io.drydock.engine.Engine;
import io.drydock.model.DrydockException;
import io.drydock.model.result.ServiceResult;
import io.drydock.plan.Renewal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * An engine is restarted, and killed, beside services whose addresses must stay, and in the middle of a suite. A program, not a test:
 * it has an engine of its own. Without live restore containers end with the engine, and it starts them again in no certain order.
 *
 * <pre>
 * mvn -q test-compile dependency:build-classpath -Dmdep.outputFile=target/class.path
 * LIVE_RESTORE= src/it/soak/own-engine java -cp target/classes:target/test-classes:$(cat target/class.path) io.drydock.run.EngineRestart
 * </pre>
 */
final class EngineRestart {

    private static final String COUNT =
            "trap 'exit 0' TERM; i=0; while [ $i -lt 100 ]; do echo line $i; i=$((i+1)); sleep 0.1; done";

    private final Path folder;

    private EngineRestart(Path folder) {
        this.folder = folder;
    }

    public static void main(String[] args) throws Exception {
        EngineRestart trial = new EngineRestart(Files.createTempDirectory("restart"));
        for (String signal : List.of("TERM", "KILL")) {
            trial.services(signal);
            trial.suite(signal);
        }
    }

    private void restart(String signal) throws IOException, InterruptedException {
        String pid = Files.readString(Path.of(System.getenv("ENGINE_PID"))).strip();
        Optional<ProcessHandle> engine = ProcessHandle.of(Long.parseLong(pid));
        run(List.of("kill", "-" + signal, pid));
        while (engine.isPresent() && engine.get().isAlive()) {
            Thread.sleep(50);
        }
        run(List.of(System.getenv("ENGINE_START").split(" ")));
    }

    private static void run(List<String> command) throws IOException, InterruptedException {
        int exit = new ProcessBuilder(command).inheritIO().start().waitFor();
        if (exit != 0) {
            throw new IOException(command + " ended with " + exit);
        }
    }

    /** The engine starts the containers again, in an order of its own; then all of them are started in another. */
    private void services(String signal) throws Exception {
        Neighbours services = new Neighbours("restart", Files.createDirectories(folder.resolve("project")));
        List<String> before;
        try (Engine there = Up.open()) {
            services.up.on(there, ServiceSecrets.NONE);
            before = services.addresses(there);
        }
        restart(signal);
        try (Engine there = Up.open()) {
            boolean again = services.up.on(there, ServiceSecrets.NONE).stream().allMatch(ServiceResult::reused);
            require(
                    services,
                    there,
                    before,
                    "engine ended by SIG" + signal + (again ? ", services started by it" : ""));
            for (String name : List.of("two", "asker", "one")) {
                there.containers().stop(services.container(name), Duration.ofSeconds(1));
            }
            for (String name : List.of("asker", "two", "one")) {
                there.containers().start(services.container(name));
            }
            require(services, there, before, "and containers in another order");
            services.up.remove(there);
        }
    }

    private static void require(Neighbours services, Engine there, List<String> before, String when) {
        List<String> after = services.addresses(there);
        String answers = services.answers(there);
        if (!after.equals(before) || !answers.equals("I am one, I am two")) {
            throw new IllegalStateException(when + ": " + before + " became " + after + ", where answer: " + answers);
        }
        System.out.println(when + ": addresses stay, " + after + ": " + answers);
    }

    private void suite(String signal) throws Exception {
        Up up = new Up(
                "restart",
                Files.createDirectories(folder.resolve("project")),
                Node.of(
                        "verify",
                        Node.of("suites", Node.of("suite", Node.text("name", "unit"), Node.text("command", COUNT)))));
        Thread restarting = new Thread(() -> restart(up, signal));
        try (Engine there = Up.open()) {
            there.images()
                    .tag("busybox:1.36", up.environment().image(up.target().commit()));
            restarting.start();
            up.workflow(there, ServiceSecrets.NONE, Renewal.AS_NEEDED, new RunState())
                    .verify();
            System.out.println("engine ended by SIG" + signal + ": VERIFIED");
        } catch (DrydockException e) {
            System.out.println("engine ended by SIG" + signal + ": " + e.outcome() + ": " + e.what() + "\n  " + e.why()
                    + "\n  " + e.next());
        }
        restarting.join();
        up.told.stream().filter(line -> line.startsWith("WARN")).forEach(line -> System.out.println("  " + line));
        System.out.println(
                "  lines in the log: " + Files.readAllLines(up.log("unit")).size());
        try (Engine there = Up.open()) {
            up.remove(there);
        }
    }

    private void restart(Up up, String signal) {
        try {
            while (!up.told.contains("Output[source=unit, text=line 20]")) {
                Thread.sleep(20);
            }
            restart(signal);
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
