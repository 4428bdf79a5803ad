import java.io.File;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * Does wrong to an engine in each phase of {@code mvn verify} of a new commit, with services made anew. Whatever that run comes to, one
 * plain run afterwards must end right and leave what it always leaves; meanwhile the old app must serve.
 *
 * <pre>
 * mvn -q install -DskipTests
 * javac -d target/soak src/it/soak/*.java
 * src/it/soak/own-engine java -cp target/soak EngineFaults 3 kill restart stall full clock registry
 * </pre>
 *
 * <p>The number is how often in each phase; {@code restart:run} is done in one phase only. It prints a table, and ends with 1 where anything was wrong.
 */
final class EngineFaults {

    private static final List<String> PHASES = List.of("master-image", "services-up", "verify", "run");
    private static final String TEMPLATE = "| %s | %s | %d | %s | %d | %d |%n";

    private final Random random = new Random(7);
    private final Project project = new Project(
            "faultsengine",
            Project.service("redis", "redis:7", "<volumes><volume>data:/data</volume></volumes>")
                    + Project.service(
                            "web",
                            "busybox:1.36",
                            "<command>httpd -f -p 80 -h /bin</command><port>80</port><dependsOn><name>redis</name></dependsOn>"));
    private final List<String> bad = new ArrayList<>();
    private List<String> before;
    private volatile String polled = "";
    private volatile int refused;

    private EngineFaults() throws IOException {}

    public static void main(String[] arguments) throws Exception {
        if (System.getenv("ENGINE_START") == null) {
            throw new IllegalStateException("needs an engine that it may break: start it by own-engine");
        }
        List<String> faults = List.of(arguments).subList(1, arguments.length);
        System.exit(new EngineFaults().run(Integer.parseInt(arguments[0]), faults) ? 0 : 1);
    }

    private boolean run(int rounds, List<String> faults) throws Exception {
        project.mvn("verify").orThrow();
        before = project.unlabelled();
        Thread poller = new Thread(this::poll);
        poller.setDaemon(true);
        poller.start();
        System.out.println("| fault | in | times | the run | right next runs | failed requests to the old app |");
        System.out.println("| --- | --- | --- | --- | --- | --- |");
        for (String fault : faults) {
            String[] parts = fault.split(":");
            List<String> phases = parts.length > 1 ? List.of(parts[1]) : PHASES;
            for (String phase : fault.equals("registry") ? List.of("master-image") : phases) {
                report(parts[0], phase, rounds);
            }
        }
        bad.forEach(System.out::println);
        return bad.isEmpty();
    }

    private void report(String fault, String phase, int rounds) throws Exception {
        Map<String, Integer> outcomes = new TreeMap<>();
        int right = 0;
        int failed = 0;
        for (int round = 1; round <= rounds; round++) {
            String name = fault + " " + phase + " " + round;
            project.commit(name);
            String old = address();
            refused = 0;
            polled = old;
            outcomes.merge(outcome(name, spoiled(fault, phase)), 1, Integer::sum);
            polled = "";
            failed += address().equals(old) ? refused : 0;
            Project.Ended next = project.mvn("verify");
            List<String> wrong = project.wrong(next, before, true);
            right += wrong.isEmpty() ? 1 : 0;
            if (!wrong.isEmpty()) {
                bad.add(name + ": " + wrong + (next.code() == 0 ? "" : "\n" + next.last(20)));
                project.mvn("down");
                project.mvn("verify").orThrow();
            }
        }
        System.out.printf(TEMPLATE, fault, phase, rounds, told(outcomes), right, failed);
    }

    private static String told(Map<String, Integer> outcomes) {
        return String.join(
                ", ",
                outcomes.entrySet().stream()
                        .map(entry -> entry.getKey() + " " + entry.getValue())
                        .toList());
    }

    /** Runs Maven and does wrong to its engine at a random moment of a phase. */
    private List<String> spoiled(String fault, String phase) throws Exception {
        File output = File.createTempFile("faults", ".log");
        Process maven = begin(fault, output);
        try (Fault wrong = Fault.of(fault)) {
            boolean reached = awaited(maven, output, ":" + phase + " (");
            if (reached) {
                Thread.sleep(random.nextInt(1000));
                wrong.begin();
            }
            if (!maven.waitFor(4, TimeUnit.MINUTES)) {
                maven.descendants().forEach(ProcessHandle::destroyForcibly);
                maven.destroyForcibly().waitFor();
                return List.of("it hung");
            }
            return Files.readAllLines(output.toPath());
        } finally {
            Files.delete(output.toPath());
        }
    }

    private Process begin(String fault, File output) throws IOException {
        if (fault.equals("registry")) {
            // nothing listens there
            Path dockerfile = project.folder.resolve("Dockerfile");
            Files.writeString(
                    dockerfile,
                    Files.readString(dockerfile)
                            .replaceFirst("FROM \\S+", "FROM 127.0.0.1:5999/base:" + project.head()));
        }
        return project.begin(
                fault.equals("clock") ? Fault.movableClock() : Map.of(), output, "verify", "-Ddocker.services.fresh");
    }

    private static boolean awaited(Process maven, File output, String text) throws Exception {
        while (maven.isAlive()) {
            if (Files.readString(output.toPath()).contains(text)) {
                return true;
            }
            Thread.sleep(20);
        }
        return false;
    }

    /** How it ended, as it told. */
    private String outcome(String name, List<String> lines) throws IOException {
        Project.run(project.folder, List.of("git", "checkout", "-q", "--", "."));
        if (lines.stream().anyMatch(line -> line.contains("BUILD SUCCESS"))) {
            return "success";
        }
        for (String line : lines) {
            if (line.matches(".*Failed to execute goal.*: [A-Z_]+: .*")) {
                return line.replaceAll(".*: ([A-Z_]+): .*", "`$1`");
            }
        }
        bad.add(name + ": its end was not told\n" + String.join("\n", lines));
        return "not told";
    }

    private String address() throws IOException {
        return Project.docker(
                        "inspect",
                        "-f",
                        "{{range .NetworkSettings.Networks}}{{.IPAddress}}{{end}}",
                        project.environment() + ".app")
                .get(0);
    }

    private void poll() {
        while (true) {
            String address = polled;
            try {
                Thread.sleep(100);
                if (!address.isEmpty()) {
                    ask(address);
                }
            } catch (IOException e) {
                refused++;
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private static void ask(String address) throws IOException {
        HttpURLConnection connection = (HttpURLConnection)
                URI.create("http://" + address + "/").toURL().openConnection();
        connection.setConnectTimeout(2000);
        connection.setReadTimeout(2000);
        connection.getInputStream().readAllBytes();
    }
}
