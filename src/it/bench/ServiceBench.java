import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
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
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Measures what services cost, against another Maven plugin and against a client that asks them itself. Not a test: nothing passes or
 * fails here.
 *
 * <pre>
 * mvn -q install -DskipTests                # the plugin under measurement
 * javac -d target/bench src/it/bench/*.java
 * java -cp target/bench ServiceBench [rounds, default 5] [cold] [peer] [down] [lag]
 * </pre>
 *
 * <p>Needs Docker's client, Linux, and an engine on this host with the images of {@code -Pengine}. Makes objects of app
 * {@code servicebench} only.
 */
public final class ServiceBench {

    private static final String PLUGIN = "io.drydock:drydock-maven-plugin:0.1.0-SNAPSHOT:";
    private static final String PEER = "io.fabric8:docker-maven-plugin:0.49.0:";
    private static final String IGNORES_TERM = "sh -c 'trap : TERM; while :; do sleep 1; done'";
    private static final int ANYTHING = -2;
    private static final Pattern HEADLINE =
            Pattern.compile("(\\d\\d:\\d\\d:\\d\\d\\.\\d{3}) .*(?:--- .*drydock.*:([a-z-]+) \\(|BUILD SUCCESS).*");
    private static final Pattern READY =
            Pattern.compile("(\\d\\d:\\d\\d:\\d\\d\\.\\d{3}) .*start service (\\S+): ready.*");

    private final int rounds;
    private final Path app;

    private ServiceBench(int rounds, Path app) {
        this.rounds = rounds;
        this.app = app;
    }

    public static void main(String[] args) throws Exception {
        ServiceBench bench = new ServiceBench(
                args.length > 0 ? Integer.parseInt(args[0]) : 5, Files.createTempDirectory("servicebench"));
        List<String> parts =
                args.length > 1 ? Arrays.asList(args).subList(1, args.length) : List.of("cold", "peer", "down", "lag");
        for (String part : parts) {
            switch (part) {
                case "cold" -> bench.cold();
                case "peer" -> bench.upAndDown();
                case "down" -> bench.downOfTheStubborn();
                case "lag" -> bench.lag();
                default -> throw new IllegalArgumentException("there is no part " + part);
            }
        }
    }

    /** Eight services up and down again. */
    private void upAndDown() throws Exception {
        StringBuilder ours = new StringBuilder();
        StringBuilder peers = new StringBuilder();
        for (int i = 1; i <= 4; i++) {
            ours.append(service("redis" + i, "redis:7", ""))
                    .append(service("web" + i, "busybox:1.36", "httpd -f -p 80 -h /bin"));
            peers.append(image("redis" + i, "redis:7", "", 6379))
                    .append(image("web" + i, "busybox:1.36", "<cmd>httpd -f -p 80 -h /bin</cmd>", 80));
        }
        project(ours.toString(), peers.toString());
        mvn(PLUGIN + "down");
        List<Double> floor = new ArrayList<>();
        List<Double> drydock = new ArrayList<>();
        List<Double> peer = new ArrayList<>();
        for (int i = 0; i < rounds; i++) {
            floor.add(Figures.seconds(() -> mvn("validate")));
            drydock.add(Figures.seconds(() -> mvn(PLUGIN + "services-up", PLUGIN + "down")));
            peer.add(Figures.seconds(() -> mvn(PEER + "start", PEER + "stop")));
        }
        Figures.print("mvn validate", floor);
        Figures.print("docker:services-up docker:down, 8 services", drydock);
        Figures.print("docker-maven-plugin's start and stop of the same 8", peer);
        Figures.atLeast(
                1.5,
                "  how many times faster, Maven's floor subtracted",
                (Figures.median(peer) - Figures.median(floor)) / (Figures.median(drydock) - Figures.median(floor)),
                "times");
    }

    /** Eight services from nothing, against the same by plain calls of the engine's API; then with all of it right. */
    private void cold() throws Exception {
        StringBuilder ours = new StringBuilder();
        for (int i = 1; i <= 4; i++) {
            ours.append(service("redis" + i, "redis:7", ""))
                    .append(service("web" + i, "busybox:1.36", "httpd -f -p 80 -h /bin"));
        }
        project(ours.toString(), "");
        mvn(PLUGIN + "down");
        mvn(PLUGIN + "branch-image");
        List<Double> alone = new ArrayList<>();
        List<Double> following = new ArrayList<>();
        List<Double> raw = new ArrayList<>();
        for (int i = 0; i < rounds; i++) {
            alone.add(goal(mvn(PLUGIN + "status", PLUGIN + "services-up"), "services-up"));
            mvn(PLUGIN + "services-down");
            following.add(goal(mvn(PLUGIN + "branch-image", PLUGIN + "services-up"), "services-up"));
            mvn(PLUGIN + "services-down");
            raw.add(rawServices());
        }
        Figures.print("docker:services-up, 8 services, cold, alone", alone);
        Figures.print("  after docker:branch-image, as in a build", following);
        Figures.print("the same by plain engine calls, in parallel, 20 ms polls", raw);
        Figures.atMost(1.15, "  ratio of medians, alone", Figures.median(alone) / Figures.median(raw), "");
        Figures.atMost(1.15, "  ratio of medians, as in a build", Figures.median(following) / Figures.median(raw), "");
        mvn(PLUGIN + "services-up");
        List<Double> right = new ArrayList<>();
        for (int i = 0; i < rounds; i++) {
            right.add(goal(mvn(PLUGIN + "status", PLUGIN + "services-up"), "services-up"));
        }
        mvn(PLUGIN + "down");
        Figures.print("docker:services-up, 8 services, already right", right);
        Figures.atMost(0.3, "  median", Figures.median(right), "");
    }

    /** Seconds from a goal's headline to the next one, or to the end. */
    private static double goal(List<String> lines, String name) {
        LocalTime begin = null;
        for (String line : lines) {
            Matcher matcher = HEADLINE.matcher(line);
            if (matcher.matches()) {
                LocalTime now = LocalTime.parse(matcher.group(1));
                if (begin != null) {
                    return Duration.between(begin, now).toMillis() / 1000.0;
                }
                begin = name.equals(matcher.group(2)) ? now : null;
            }
        }
        throw new IllegalStateException("no goal " + name + " in\n" + String.join("\n", lines));
    }

    private double rawServices() throws Exception {
        String network = "servicebench-raw";
        long begin = System.nanoTime();
        request("POST", "/networks/create", "{\"Name\":\"" + network + "\"}");
        ExecutorService pool = Executors.newFixedThreadPool(8);
        List<Future<String>> started = new ArrayList<>();
        for (int i = 1; i <= 8; i++) {
            boolean redis = i % 2 == 1;
            String name = network + "-" + i;
            String what = redis
                    ? "\"Image\":\"redis:7\""
                    : "\"Image\":\"busybox:1.36\",\"Cmd\":[\"httpd\",\"-f\",\"-p\",\"80\",\"-h\",\"/bin\"]";
            started.add(pool.submit(() -> {
                request(
                        "POST",
                        "/containers/create?name=" + name,
                        "{" + what + ",\"HostConfig\":{\"NetworkMode\":\"" + network + "\"}}");
                request("POST", "/containers/" + name + "/start", "");
                open(address(name), redis ? 6379 : 80);
                return name;
            }));
        }
        List<String> names = new ArrayList<>();
        for (Future<String> one : started) {
            names.add(one.get());
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        pool.shutdown();
        for (String name : names) {
            request("DELETE", "/containers/" + name + "?force=1&v=1", "");
        }
        request("DELETE", "/networks/" + network, "");
        return seconds;
    }

    private static String address(String container) throws IOException {
        Matcher matcher = Pattern.compile("\"IPAddress\":\"(\\d[\\d.]+)\"")
                .matcher(request("GET", "/containers/" + container + "/json", ""));
        if (!matcher.find()) {
            throw new IOException("container " + container + " has no address");
        }
        return matcher.group(1);
    }

    private static void open(String ip, int port) throws InterruptedException {
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
            channel.connect(UnixDomainSocketAddress.of("/var/run/docker.sock"));
            channel.write(ByteBuffer.wrap(head.getBytes(StandardCharsets.US_ASCII)));
            channel.write(ByteBuffer.wrap(content));
            String answer = new String(Channels.newInputStream(channel).readAllBytes(), StandardCharsets.UTF_8);
            if (!answer.matches("(?s)HTTP/1\\.[01] 2.*")) {
                throw new IOException(method + " " + path + ": " + answer);
            }
            return answer;
        }
    }

    /** Eight services that take no notice of SIGTERM. */
    private void downOfTheStubborn() throws Exception {
        StringBuilder ours = new StringBuilder();
        for (int i = 1; i <= 8; i++) {
            ours.append(service("stubborn" + i, "busybox:1.36", IGNORES_TERM));
        }
        project(ours.toString(), "");
        List<Double> floor = new ArrayList<>();
        List<Double> down = new ArrayList<>();
        for (int i = 0; i < rounds; i++) {
            mvn(PLUGIN + "services-up");
            floor.add(Figures.seconds(() -> mvn("validate")));
            down.add(Figures.seconds(() -> mvn(PLUGIN + "services-down", "-Ddocker.grace=1")) - Figures.median(floor));
            mvn(PLUGIN + "down");
        }
        Figures.print("docker:services-down of 8 that ignore SIGTERM, grace 1 s", down);
        Figures.atMost(3, "  median, Maven's floor subtracted", Figures.median(down), "");
    }

    /** From a service's first answer to a client in a 20 ms loop until it is called ready. */
    private void lag() throws Exception {
        lag(
                0.2,
                new Server("postgres", "postgres:15", 5432, startup(), 'R'),
                // a server that is up greets first: the length of its greeting is never 0
                new Server("mariadb", "mariadb:10.11", 3306, new byte[0], ANYTHING),
                new Server("redis", "redis:7", 6379, "PING\r\n".getBytes(StandardCharsets.US_ASCII), '+'));
        lag(1, new Server("rabbitmq", "rabbitmq:3", 5672, new byte[] {'A', 'M', 'Q', 'P', 0, 0, 9, 1}, 1));
    }

    private record Server(String name, String image, int port, byte[] question, int answer) {}

    private void lag(double aim, Server... servers) throws Exception {
        StringBuilder services = new StringBuilder();
        for (Server server : servers) {
            String env = switch (server.name()) {
                case "postgres" -> "<env><POSTGRES_PASSWORD>x</POSTGRES_PASSWORD></env>";
                case "mariadb" -> "<env><MARIADB_ROOT_PASSWORD>x</MARIADB_ROOT_PASSWORD></env>";
                default -> "";
            };
            services.append(service(server.name(), server.image(), "").replace("</image>", "</image>" + env));
        }
        project(services.toString(), "");
        Map<String, List<Double>> lags = new LinkedHashMap<>();
        for (int i = 0; i < rounds; i++) {
            mvn(PLUGIN + "down");
            Map<String, CompletableFuture<LocalTime>> first = new LinkedHashMap<>();
            for (Server server : servers) {
                first.put(
                        server.name(),
                        CompletableFuture.supplyAsync(() -> asked(server), runnable -> new Thread(runnable).start()));
            }
            for (String line : mvn(PLUGIN + "services-up")) {
                Matcher matcher = READY.matcher(line);
                if (matcher.matches()) {
                    String name = matcher.group(2);
                    LocalTime answered = first.get(name).get();
                    lags.computeIfAbsent(name, n -> new ArrayList<>())
                            .add(Duration.between(answered, LocalTime.parse(matcher.group(1)))
                                            .toMillis()
                                    / 1000.0);
                }
            }
        }
        mvn(PLUGIN + "down");
        for (Map.Entry<String, List<Double>> lag : lags.entrySet()) {
            Figures.print("lag of " + lag.getKey() + " after its first answer to a client", lag.getValue());
            Figures.atMost(aim, "  median", Figures.median(lag.getValue()), "");
        }
    }

    private static LocalTime asked(Server server) {
        String container = "servicebench.master." + server.name();
        String ip = "";
        while (true) {
            try {
                Thread.sleep(20);
                if (ip.isEmpty()) {
                    ip = address(container);
                    continue;
                }
                try (Socket socket = new Socket()) {
                    socket.connect(new InetSocketAddress(ip, server.port()), 1000);
                    socket.setSoTimeout(2000);
                    socket.getOutputStream().write(server.question());
                    int heard = socket.getInputStream().read();
                    if (heard == server.answer() || server.answer() == ANYTHING && heard > 0) {
                        return LocalTime.now();
                    }
                }
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            } catch (IOException e) {
                // not there, or not yet
            }
        }
    }

    /** PostgreSQL's StartupMessage of user postgres; a server that takes clients asks for authentication. */
    private static byte[] startup() {
        byte[] body = "\0\003\0\0user\0postgres\0\0".getBytes(StandardCharsets.ISO_8859_1);
        byte[] message = new byte[body.length + 4];
        message[3] = (byte) message.length;
        System.arraycopy(body, 0, message, 4, body.length);
        return message;
    }

    private static String service(String name, String image, String command) {
        String run = command.isEmpty() ? "" : "<command>" + command + "</command>";
        String port = command.startsWith("httpd") ? "<port>80</port>" : "";
        return "<service><name>" + name + "</name><image>" + image + "</image>" + run + port + "</service>";
    }

    private static String image(String name, String image, String command, int port) {
        return "<image><alias>" + name + "</alias><name>" + image + "</name><run>" + command
                + "<wait><tcp><mode>direct</mode><ports><port>" + port
                + "</port></ports></tcp><time>60000</time></wait></run></image>";
    }

    private void project(String services, String images) throws Exception {
        Files.writeString(app.resolve("pom.xml"), """
                <project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>
                <groupId>bench</groupId><artifactId>servicebench</artifactId><version>1</version><packaging>pom</packaging>
                <build><plugins><plugin><groupId>io.drydock</groupId><artifactId>drydock-maven-plugin</artifactId>
                <version>0.1.0-SNAPSHOT</version><configuration><services>%s</services></configuration></plugin>
                <plugin><groupId>io.fabric8</groupId><artifactId>docker-maven-plugin</artifactId>
                <version>0.49.0</version><configuration><images>%s</images></configuration></plugin>
                </plugins></build></project>
                """.formatted(services, images));
        Files.writeString(app.resolve("Dockerfile"), "FROM busybox:1.36\n");
        Files.writeString(app.resolve(".gitignore"), "target/\n");
        if (Files.notExists(app.resolve(".git"))) {
            run(List.of("git", "init", "-q", "-b", "master"));
        }
        run(List.of("git", "add", "-A"));
        run(List.of(
                "git",
                "-c",
                "user.name=b",
                "-c",
                "user.email=b@localhost",
                "commit",
                "-q",
                "--allow-empty",
                "-m",
                "b"));
    }

    private List<String> mvn(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("mvn", "-o", "-B"));
        command.addAll(List.of(arguments));
        return run(command);
    }

    private List<String> run(List<String> command) throws Exception {
        return Figures.run(
                app,
                Map.of(
                        "MAVEN_OPTS",
                        "-Dorg.slf4j.simpleLogger.showDateTime=true -Dorg.slf4j.simpleLogger.dateTimeFormat=HH:mm:ss.SSS"),
                command);
    }
}
