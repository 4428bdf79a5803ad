import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * Kills Maven ({@code kill -9}) at random moments of the plugin's work; after each kill, one plain run must end right and leave what it always
 * leaves.
 *
 * <pre>
 * javac -d target/soak src/it/soak/*.java
 * java -cp target/soak Kills services 100    # of docker:services-up, from nothing each time
 * java -cp target/soak Kills pipeline 200    # of mvn verify, of a new commit each time
 * </pre>
 *
 * <p>Needs Docker's client, the plugin in the local repository ({@code mvn install -DskipTests}) and the images of {@code -Pengine}.
 */
final class Kills {

    private static final String POLLER = "kills-poller";
    private static final String GOAL = ":0.1.0-SNAPSHOT:";

    private final boolean pipeline;
    private final int count;
    private final Random random;
    private final Project project;
    private final List<String> bad = new ArrayList<>();
    private final Map<String, Integer> phases = new TreeMap<>();

    private Kills(boolean pipeline, int count, long seed) throws IOException {
        this.pipeline = pipeline;
        this.count = count;
        this.random = new Random(seed);
        this.project = new Project(
                pipeline ? "killspipeline" : "killsservices",
                Project.service("redis", "redis:7", "<volumes><volume>data:/data</volume></volumes>")
                        + Project.service(
                                "web",
                                "busybox:1.36",
                                "<command>httpd -f -p 80 -h /bin</command><port>80</port><dependsOn><name>redis</name></dependsOn>"));
    }

    public static void main(String[] arguments) throws Exception {
        long seed = arguments.length > 2 ? Long.parseLong(arguments[2]) : System.nanoTime();
        Kills kills = new Kills(arguments[0].equals("pipeline"), Integer.parseInt(arguments[1]), seed);
        System.out.println("seed " + seed);
        System.exit(kills.run() ? 0 : 1);
    }

    private String[] goals() {
        return pipeline ? new String[] {"verify"} : new String[] {"services-up"};
    }

    private boolean run() throws Exception {
        Project.run(project.folder, List.of("docker", "rm", "-f", POLLER));
        project.remove();
        project.mvn(goals()).orThrow();
        if (pipeline) {
            poll();
        }
        List<String> before = project.unlabelled();
        double length = measured();
        System.out.printf("the plugin works for %.1f s in a run%n", length);
        for (int round = 1; round <= count; round++) {
            prepare(round);
            double moment = random.nextDouble() * length;
            String phase = killed(moment);
            phases.merge(phase, 1, Integer::sum);
            Project.Ended next = project.mvn(goals());
            List<String> wrong = project.wrong(next, before, pipeline);
            if (!wrong.isEmpty()) {
                bad.add("round " + round + ", killed after " + String.format("%.2f s (%s): ", moment, phase) + wrong);
                System.out.println(bad.get(bad.size() - 1) + "\n" + (next.code() == 0 ? "" : next.last(25)));
                project.mvn("down");
                project.mvn(goals()).orThrow();
            }
            if (round % 10 == 0) {
                System.out.println(round + " kills, " + bad.size() + " not right afterwards");
            }
        }
        System.out.println("killed " + phases);
        if (pipeline) {
            System.out.println("a client in the network, 10 requests a second: at most " + outage()
                    + " failed requests in a row over all of this");
        }
        System.out.println(count + " kills, " + (count - bad.size()) + " right next runs");
        if (pipeline) {
            Project.docker("rm", "-f", POLLER);
        }
        project.remove();
        return bad.isEmpty();
    }

    /** Asks the app by its name, all the time, and tells how many requests in a row have failed. */
    private void poll() throws IOException {
        Project.docker(
                "run",
                "-d",
                "--name",
                POLLER,
                "--network",
                project.environment(),
                "busybox:1.36",
                "sh",
                "-c",
                "while :; do if wget -q -O /dev/null http://" + project.app
                        + "/; then n=0; else n=$((n+1)); echo $n; fi; sleep 0.1; done");
    }

    private static int outage() throws IOException {
        return Project.docker("logs", POLLER).stream()
                .filter(line -> line.matches("[0-9]+"))
                .mapToInt(Integer::parseInt)
                .max()
                .orElse(0);
    }

    private void prepare(int round) throws IOException {
        if (pipeline) {
            project.commit("round " + round);
        } else {
            project.mvn("down").orThrow();
        }
    }

    /** How long the plugin works in a run that nobody kills. */
    private double measured() throws Exception {
        prepare(0);
        File output = File.createTempFile("kills", ".log");
        Process maven = project.begin(output, goals());
        awaitPlugin(maven, output);
        long begin = System.nanoTime();
        maven.waitFor();
        Files.delete(output.toPath());
        return (System.nanoTime() - begin) / 1e9;
    }

    private static void awaitPlugin(Process maven, File output) throws Exception {
        while (maven.isAlive() && !Files.readString(output.toPath()).contains(GOAL)) {
            Thread.sleep(5);
        }
    }

    /**
     * @param seconds how long after the plugin's first goal began
     * @return what Maven had last said of the plugin's work
     */
    private String killed(double seconds) throws Exception {
        File output = File.createTempFile("kills", ".log");
        Process maven = project.begin(output, goals());
        awaitPlugin(maven, output);
        Thread.sleep((long) (seconds * 1000));
        maven.descendants().forEach(ProcessHandle::destroyForcibly);
        maven.destroyForcibly().waitFor();
        String phase = "before the plugin";
        for (String line : Files.readAllLines(output.toPath())) {
            if (line.contains(GOAL)) {
                phase = line.replaceAll(".*SNAPSHOT:([a-z-]+).*", "$1");
            } else if (line.contains("BUILD SUCCESS")) {
                phase = "after its end";
            }
        }
        Files.delete(output.toPath());
        return phase;
    }
}
