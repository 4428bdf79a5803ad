package io.drydock.run;

import io.drydock.config.Node;
import io.drydock.engine.Engine;
import io.drydock.plan.Renewal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A process of its own that runs a suite whose log and reports do not fit where they are to be written. */
final class FullDisk {

    private FullDisk() {}

    /** Starts it: root with a disk of 2 MB in a mount namespace of its own, others with files of 2 MB at most. */
    static List<String> command(String app, Path folder) {
        boolean root = System.getProperty("user.name").equals("root");
        String little = root
                ? "mount -t tmpfs -o size=2m tmpfs \"$1\" && shift && exec \"$@\""
                : "ulimit -f 4096 && shift && exec \"$@\"";
        List<String> command = new ArrayList<>(root ? List.of("unshare", "--mount") : List.of());
        command.addAll(List.of("/bin/sh", "-c", little, "sh", folder.toString()));
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                FullDisk.class.getName(),
                app,
                folder.toString()));
        return command;
    }

    /**
     * @param args the app, and the folder that has little room
     */
    public static void main(String[] args) throws Exception {
        Up up = new Up(
                args[0],
                Path.of(args[1]),
                Node.of(
                        "verify",
                        Node.of(
                                "suites",
                                Node.of(
                                        "suite",
                                        Node.text("name", "big"),
                                        Node.text(
                                                "command",
                                                "mkdir /reports; dd if=/dev/zero of=/reports/big bs=1M count=8 2>/dev/null;"
                                                        + " dd if=/dev/zero bs=1M count=8 2>/dev/null"),
                                        Node.of("reports", Node.text("path", "/reports"))))));
        RunState state = new RunState();
        try (Engine engine = Up.open()) {
            up.workflow(engine, ServiceSecrets.NONE, Renewal.AS_NEEDED, state).verify();
        }
        up.told.stream().filter(line -> line.startsWith("WARN")).forEach(System.out::println);
        System.out.println("the verdict is " + state.outcome().orElseThrow());
    }
}
