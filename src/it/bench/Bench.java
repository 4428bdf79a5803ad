import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Measures what the README claims, as medians of a few rounds with the machine's load beside them. Not a test: nothing passes or
 * fails here.
 *
 * <pre>
 * mvn -q install -DskipTests          # the plugin under measurement
 * javac -d target/bench src/it/bench/*.java
 * java -cp target/bench Bench [rounds, default 5]
 * </pre>
 *
 * <p>Needs an engine at {@code /var/run/docker.sock} with busybox:1.36 and redis:7, as {@code -Pengine} leaves it. Makes objects
 * of app {@code bench} only and removes them.
 */
public final class Bench {

    private static final Path SOCKET = Path.of("/var/run/docker.sock");
    private static final String PLUGIN = "io.drydock:drydock-maven-plugin:0.1.0-SNAPSHOT:";
    private static final Pattern GOAL =
            Pattern.compile("(\\d\\d:\\d\\d:\\d\\d\\.\\d{3}) .*--- .*drydock.*:([a-z-]+) \\(.*");
    private static final Pattern END = Pattern.compile("(\\d\\d:\\d\\d:\\d\\d\\.\\d{3}) .*BUILD SUCCESS.*");

    private final int rounds;
    private final Path app;

    private Bench(int rounds, Path app) {
        this.rounds = rounds;
        this.app = app;
    }

    public static void main(String[] args) throws Exception {
        int rounds = args.length > 0 ? Integer.parseInt(args[0]) : 5;
        Path app = Files.createTempDirectory("drydock-bench");
        new Bench(rounds, app).run();
    }

    private void run() throws Exception {
        makeApp();
        mvn(PLUGIN + "down", PLUGIN + "master-image", PLUGIN + "branch-image");
        nothingToDo();
        servicesCold();
        servicesRight();
        mvn(PLUGIN + "down");
    }

    /** An image that exists: the goal against Maven's own floor. */
    private void nothingToDo() throws Exception {
        List<Double> floor = new ArrayList<>();
        List<Double> whole = new ArrayList<>();
        Map<String, List<Double>> goals = new LinkedHashMap<>();
        for (int i = 0; i < rounds; i++) {
            floor.add(Figures.seconds(() -> mvn("validate")));
            Map<String, Double> times = new LinkedHashMap<>();
            whole.add(Figures.seconds(() -> mvn("validate", PLUGIN + "branch-image")));
            times.putAll(goalTimes(mvn("validate", PLUGIN + "branch-image", PLUGIN + "master-image")));
            times.forEach((goal, time) ->
                    goals.computeIfAbsent(goal, g -> new ArrayList<>()).add(time));
        }
        Figures.print("mvn validate", floor);
        Figures.print("mvn validate docker:branch-image, image there", whole);
        System.out.printf(
                Locale.ROOT,
                "%-58s %.2f s%n",
                "  what the goal adds (difference of medians)",
                Figures.median(whole) - Figures.median(floor));
        for (Map.Entry<String, List<Double>> goal : goals.entrySet()) {
            Figures.print("  docker:" + goal.getKey() + " within one Maven run", goal.getValue());
        }
    }

    /** Eight services from nothing, against the same by plain calls of the engine's API. */
    private void servicesCold() throws Exception {
        List<Double> plugin = new ArrayList<>();
        List<Double> raw = new ArrayList<>();
        for (int i = 0; i < rounds; i++) {
            plugin.add(goalTimes(mvn(PLUGIN + "branch-image", PLUGIN + "services-up"))
                    .get("services-up"));
            mvn(PLUGIN + "down");
            raw.add(rawServices());
        }
        Figures.print("docker:services-up, 8 services, cold", plugin);
        Figures.print("the same by plain engine calls, in parallel", raw);
        System.out.printf(
                Locale.ROOT, "%-58s %.2f%n", "  ratio of medians", Figures.median(plugin) / Figures.median(raw));
    }

    /** Eight services that are up and right. */
    private void servicesRight() throws Exception {
        mvn(PLUGIN + "services-up");
        List<Double> times = new ArrayList<>();
        for (int i = 0; i < rounds; i++) {
            times.add(goalTimes(mvn(PLUGIN + "branch-image", PLUGIN + "services-up"))
                    .get("services-up"));
        }
        Figures.print("docker:services-up, 8 services, already right", times);
    }

    // --- the app that is measured
    // ---------------------------------------------------------------------------------------

    private void makeApp() throws Exception {
        StringBuilder services = new StringBuilder();
        for (int i = 1; i <= 4; i++) {
            services.append("<service><name>redis").append(i).append("</name><image>redis:7</image></service>");
            services.append("<service><name>web")
                    .append(i)
                    .append("</name><image>busybox:1.36</image>")
                    .append("<command>httpd -f -p 80 -h /bin</command><port>80</port></service>");
        }
        Files.writeString(app.resolve("pom.xml"), """
                <project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>
                <groupId>bench</groupId><artifactId>bench</artifactId><version>1</version><packaging>pom</packaging>
                <build><plugins><plugin><groupId>io.drydock</groupId><artifactId>drydock-maven-plugin</artifactId>
                <version>0.1.0-SNAPSHOT</version><configuration><services>%s</services></configuration>
                </plugin></plugins></build></project>
                """.formatted(services));
        Files.writeString(app.resolve("Dockerfile"), "FROM busybox:1.36\nCOPY Dockerfile /\n");
        Files.writeString(app.resolve(".gitignore"), "target/\n");
        process(List.of("git", "init", "-q", "-b", "master"));
        process(List.of("git", "add", "-A"));
        process(List.of(
                "git", "-c", "user.name=bench", "-c", "user.email=bench@localhost", "commit", "-q", "-m", "bench"));
    }

    // --- Maven
    // ------------------------------------------------------------------------------------------------------------

    private List<String> mvn(String... goals) throws Exception {
        List<String> command = new ArrayList<>(List.of("mvn", "-o", "-B"));
        command.addAll(Arrays.asList(goals));
        return process(command);
    }

    private List<String> process(List<String> command) throws Exception {
        return Figures.run(
                app,
                Map.of(
                        "MAVEN_OPTS",
                        "-Dorg.slf4j.simpleLogger.showDateTime=true -Dorg.slf4j.simpleLogger.dateTimeFormat=HH:mm:ss.SSS"),
                command);
    }

    /** Seconds from each goal's headline to the next one, or to the end. */
    private static Map<String, Double> goalTimes(List<String> lines) {
        Map<String, Double> times = new LinkedHashMap<>();
        String goal = "";
        LocalTime begin = LocalTime.MIN;
        for (String line : lines) {
            Matcher headline = GOAL.matcher(line);
            Matcher end = END.matcher(line);
            boolean next = headline.matches();
            if (next || end.matches()) {
                LocalTime now = LocalTime.parse(next ? headline.group(1) : end.group(1));
                if (!goal.isEmpty()) {
                    times.put(goal, Duration.between(begin, now).toMillis() / 1000.0);
                }
                goal = next ? headline.group(2) : "";
                begin = now;
            }
        }
        return times;
    }

    // --- plain engine calls
    // ------------------------------------------------------------------------------------------------

    private double rawServices() throws Exception {
        String network = "bench-raw";
        long begin = System.nanoTime();
        request("POST", "/networks/create", "{\"Name\":\"" + network + "\"}");
        ExecutorService pool = Executors.newFixedThreadPool(8);
        List<Future<String>> started = new ArrayList<>();
        for (int i = 1; i <= 8; i++) {
            boolean redis = i % 2 == 1;
            String name = network + "-" + i;
            started.add(pool.submit(() -> {
                String body = redis
                        ? "{\"Image\":\"redis:7\",\"HostConfig\":{\"NetworkMode\":\"" + network + "\"}}"
                        : "{\"Image\":\"busybox:1.36\",\"Cmd\":[\"httpd\",\"-f\",\"-p\",\"80\",\"-h\",\"/bin\"],"
                                + "\"HostConfig\":{\"NetworkMode\":\"" + network + "\"}}";
                request("POST", "/containers/create?name=" + name, body);
                request("POST", "/containers/" + name + "/start", "");
                String ip =
                        field(request("GET", "/containers/" + name + "/json", ""), "\"IPAddress\":\"(\\d[\\d.]+)\"");
                await(ip, redis ? 6379 : 80);
                return name;
            }));
        }
        List<String> names = new ArrayList<>();
        for (Future<String> one : started) {
            names.add(one.get());
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        for (String name : names) {
            request("DELETE", "/containers/" + name + "?force=1&v=1", "");
        }
        request("DELETE", "/networks/" + network, "");
        pool.shutdown();
        return seconds;
    }

    private static void await(String ip, int port) throws Exception {
        while (true) {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress(ip, port), 1000);
                return;
            } catch (IOException e) {
                Thread.sleep(20);
            }
        }
    }

    private static String request(String method, String path, String body) throws IOException {
        byte[] content = body.getBytes(StandardCharsets.UTF_8);
        String head =
                method + " " + path + " HTTP/1.0\r\nHost: engine\r\nContent-Type: application/json\r\nContent-Length: "
                        + content.length + "\r\n\r\n";
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.connect(UnixDomainSocketAddress.of(SOCKET));
            channel.write(ByteBuffer.wrap(head.getBytes(StandardCharsets.US_ASCII)));
            channel.write(ByteBuffer.wrap(content));
            ByteArrayOutputStream answer = new ByteArrayOutputStream();
            ByteBuffer buffer = ByteBuffer.allocate(65536);
            while (channel.read(buffer.clear()) >= 0) {
                answer.write(buffer.array(), 0, buffer.position());
            }
            String text = answer.toString(StandardCharsets.UTF_8);
            if (!text.startsWith("HTTP/1.0 2") && !text.startsWith("HTTP/1.1 2")) {
                throw new IOException(method + " " + path + ": " + text);
            }
            return text;
        }
    }

    private static String field(String text, String pattern) throws IOException {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        String last = "";
        while (matcher.find()) {
            last = matcher.group(1);
        }
        if (last.isEmpty()) {
            throw new IOException("no " + pattern + " in " + text);
        }
        return last;
    }

    // --- figures
    // ----------------------------------------------------------------------------------------------------------
}
