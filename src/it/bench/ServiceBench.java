import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Measures what services cost, against another Maven plugin and against a client that asks them itself. Not a test: nothing passes or
 * fails here.
 *
 * <pre>
 * mvn -q install -DskipTests                # the plugin under measurement
 * java src/it/bench/ServiceBench.java [rounds, default 5]
 * </pre>
 *
 * <p>Needs Docker's client, Linux, and an engine on this host with the images of {@code -Pengine}. Makes objects of app
 * {@code servicebench} only.
 */
public final class ServiceBench {

    private static final String PLUGIN = "io.drydock:drydock-maven-plugin:0.1.0-SNAPSHOT:";
    private static final String PEER = "io.fabric8:docker-maven-plugin:0.49.0:";
    private static final String IGNORES_TERM = "sh -c 'trap : TERM; while :; do sleep 1; done'";
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
        bench.upAndDown();
        bench.downOfTheStubborn();
        bench.lag();
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
            floor.add(seconds(() -> mvn("validate")));
            drydock.add(seconds(() -> mvn(PLUGIN + "services-up", PLUGIN + "down")));
            peer.add(seconds(() -> mvn(PEER + "start", PEER + "stop")));
        }
        print("mvn validate", floor);
        print("docker:services-up docker:down, 8 services", drydock);
        print("docker-maven-plugin's start and stop of the same 8", peer);
        System.out.printf(
                Locale.ROOT,
                "%-58s %.2f%n",
                "  how many times faster, Maven's floor subtracted",
                (median(peer) - median(floor)) / (median(drydock) - median(floor)));
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
            floor.add(seconds(() -> mvn("validate")));
            down.add(seconds(() -> mvn(PLUGIN + "services-down", "-Ddocker.grace=1")) - median(floor));
            mvn(PLUGIN + "down");
        }
        print("docker:services-down of 8 that ignore SIGTERM, grace 1 s", down);
    }

    /** From a service's first answer to a client in a 20 ms loop until it is called ready. */
    private void lag() throws Exception {
        lag("redis", "redis:7", 6379, "PING\r\n".getBytes(StandardCharsets.US_ASCII), '+');
        lag("postgres", "postgres:15", 5432, startup(), 'R');
        lag("rabbitmq", "rabbitmq:3", 5672, new byte[] {'A', 'M', 'Q', 'P', 0, 0, 9, 1}, 1);
    }

    private void lag(String name, String image, int port, byte[] question, int answer) throws Exception {
        String env = name.equals("postgres") ? "<env><POSTGRES_PASSWORD>x</POSTGRES_PASSWORD></env>" : "";
        project(service(name, image, "").replace("</image>", "</image>" + env), "");
        List<Double> lags = new ArrayList<>();
        for (int i = 0; i < rounds; i++) {
            mvn(PLUGIN + "down");
            CompletableFuture<LocalTime> first =
                    CompletableFuture.supplyAsync(() -> asked(name, port, question, answer));
            LocalTime ready = null;
            for (String line : mvn(PLUGIN + "services-up")) {
                Matcher matcher = READY.matcher(line);
                ready = matcher.matches() ? LocalTime.parse(matcher.group(1)) : ready;
            }
            lags.add(Duration.between(first.get(), ready).toMillis() / 1000.0);
        }
        mvn(PLUGIN + "down");
        print("lag of " + name + " after its first answer to a client", lags);
    }

    private LocalTime asked(String name, int port, byte[] question, int answer) {
        String container = "servicebench.master." + name;
        String ip = "";
        while (true) {
            try {
                Thread.sleep(20);
                if (ip.isEmpty()) {
                    ip = run(List.of(
                                    "docker",
                                    "inspect",
                                    "-f",
                                    "{{range .NetworkSettings.Networks}}{{.IPAddress}}{{end}}",
                                    container))
                            .get(0)
                            .trim();
                    continue;
                }
                try (Socket socket = new Socket()) {
                    socket.connect(new InetSocketAddress(ip, port), 1000);
                    socket.setSoTimeout(2000);
                    socket.getOutputStream().write(question);
                    InputStream in = socket.getInputStream();
                    if (in.read() == answer) {
                        return LocalTime.now();
                    }
                }
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            } catch (Exception e) {
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
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(app.toFile()).redirectErrorStream(true);
        builder.environment()
                .put(
                        "MAVEN_OPTS",
                        "-Dorg.slf4j.simpleLogger.showDateTime=true -Dorg.slf4j.simpleLogger.dateTimeFormat=HH:mm:ss.SSS");
        Process process = builder.start();
        List<String> lines;
        try (BufferedReader in =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            lines = in.lines().toList();
        }
        if (process.waitFor() != 0) {
            throw new IOException(String.join(" ", command) + " failed:\n" + String.join("\n", lines));
        }
        return lines;
    }

    private interface Work {
        Object run() throws Exception;
    }

    private static double seconds(Work work) throws Exception {
        long begin = System.nanoTime();
        work.run();
        return (System.nanoTime() - begin) / 1e9;
    }

    private static double median(List<Double> values) {
        List<Double> sorted = new ArrayList<>(values);
        Collections.sort(sorted);
        return sorted.get(sorted.size() / 2);
    }

    private void print(String what, List<Double> values) throws IOException {
        System.out.printf(
                Locale.ROOT,
                "%-58s %.2f s (%.2f-%.2f, %d rounds, load %s)%n",
                what,
                median(values),
                Collections.min(values),
                Collections.max(values),
                values.size(),
                Files.exists(Path.of("/proc/loadavg"))
                        ? Files.readString(Path.of("/proc/loadavg")).split(" ")[0]
                        : "?");
    }
}
