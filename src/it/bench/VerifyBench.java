import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Measures what verifying costs: a suite, the overlap of boot, a suite that prints much, and the whole pipeline against another Maven
 * plugin. Not a test: nothing passes or fails here.
 *
 * <pre>
 * mvn -q install -DskipTests                # the plugin under measurement
 * mvn -q dependency:get -Dartifact=io.fabric8:docker-maven-plugin:0.49.0      # once, for pipeline
 * javac -d target/bench src/it/bench/*.java
 * java -cp target/bench VerifyBench [rounds, default 5] [overhead] [boot] [output] [pipeline] [rabbitmq] [prepare]
 * </pre>
 *
 * <p>All parts but {@code prepare} where none is named. {@code prepare} runs both pipelines once with Maven online, so that the local
 * repository has all they need; {@code pipeline} works offline, and so does {@code rabbitmq}, the same with RabbitMQ as a third service. Needs Docker's client, curl, git and an engine with BuildKit that has the
 * images of {@code -Pengine}. Makes objects of app {@code verifybench} only.
 */
public final class VerifyBench {

    private static final String PLUGIN = "io.drydock:drydock-maven-plugin:0.1.0-SNAPSHOT:";
    private static final String APP = "verifybench";
    private static final String LINE = "x".repeat(99);
    private static final long GIGABYTE = 1L << 30;

    private final int rounds;
    private final Path folder;
    private boolean online;

    private VerifyBench(int rounds, Path folder) {
        this.rounds = rounds;
        this.folder = folder;
    }

    public static void main(String[] args) throws Exception {
        int rounds = args.length > 0 ? Integer.parseInt(args[0]) : 5;
        List<String> parts = args.length > 1
                ? Arrays.asList(args).subList(1, args.length)
                : List.of("overhead", "boot", "output", "pipeline", "rabbitmq");
        for (String part : parts) {
            VerifyBench bench = new VerifyBench(rounds, Files.createTempDirectory(APP));
            try {
                switch (part) {
                    case "overhead" -> bench.overhead();
                    case "boot" -> bench.boot();
                    case "output" -> bench.output();
                    case "pipeline" -> bench.pipeline("", "");
                    case "rabbitmq" -> bench.pipeline("<service><image>rabbitmq:3</image></service>", PEERS_RABBITMQ);
                    case "prepare" -> bench.prepare();
                    default -> throw new IllegalArgumentException("there is no part " + part);
                }
            } finally {
                bench.remove();
            }
        }
    }

    // a suite of true

    private void overhead() throws Exception {
        project(
                "FROM busybox:1.36\nCOPY reports /reports\n",
                "",
                suite("true", "<reports><path>/reports</path></reports>"));
        write("reports/TEST-a.xml", "<testsuite><testcase classname='a' name='b'/></testsuite>");
        commit("suite");
        mvn(PLUGIN + "master-image", PLUGIN + "branch-image", PLUGIN + "verify");
        List<Double> without = new ArrayList<>();
        List<Double> with = new ArrayList<>();
        List<Double> raw = new ArrayList<>();
        for (int i = 0; i < rounds; i++) {
            without.add(Figures.seconds(() -> mvn(PLUGIN + "services-up")));
            with.add(Figures.seconds(() -> mvn(PLUGIN + "services-up", PLUGIN + "verify", "-Ddocker.verify.again")));
            raw.add(Figures.seconds(this::container));
        }
        Figures.print("mvn docker:services-up, nothing to do", without);
        Figures.print("  with docker:verify, a suite of true with reports", with);
        Figures.print("  its container by raw engine calls", raw);
        Figures.atMost(
                0.5, "  overhead of verify", Figures.median(with) - Figures.median(without) - Figures.median(raw), "s");
    }

    /** Create, start, wait, remove. */
    private Object container() throws Exception {
        return sh("name=" + APP + "-raw; api() { curl -s --unix-socket /var/run/docker.sock \"$@\"; };"
                + " api -H 'Content-Type: application/json' -d '{\"Image\":\"busybox:1.36\",\"Cmd\":[\"true\"],\"HostConfig\":"
                + "{\"NetworkMode\":\"" + APP + ".master\"}}' \"http://engine/containers/create?name=$name\";"
                + " api -X POST http://engine/containers/$name/start; api -X POST http://engine/containers/$name/wait;"
                + " api -X DELETE \"http://engine/containers/$name?force=1\"");
    }

    // boot: services 4 s, build 6 s

    private void boot() throws Exception {
        String dockerfile =
                "FROM busybox:1.36\nCOPY nonce /\nRUN sleep 6\nCMD [\"httpd\", \"-f\", \"-p\", \"8080\", \"-h\", \"/bin\"]\n";
        project(
                dockerfile,
                "<service><name>slow</name><image>busybox:1.36</image><port>80</port>"
                        + "<command>sh -c 'sleep 4; exec httpd -f -p 80 -h /bin'</command></service>",
                suite("true", ""),
                "<run><waits><wait><tcp>8080</tcp></wait></waits></run>");
        List<Double> floor = new ArrayList<>();
        List<Double> boot = new ArrayList<>();
        List<Double> steps = new ArrayList<>();
        List<Double> raw = new ArrayList<>();
        for (int i = 0; i < rounds; i++) {
            mvn(PLUGIN + "down");
            write("nonce", "a" + System.nanoTime());
            commit("round " + i);
            floor.add(Figures.seconds(() -> mvn("validate")));
            boot.add(Figures.seconds(() -> mvn("validate", PLUGIN + "boot")) - Figures.median(floor));
            steps.add(stepsWall());
            write("nonce", "b" + System.nanoTime());
            raw.add(Figures.seconds(this::criticalPath));
        }
        Figures.print("docker:boot, services 4 s and build 6 s, without Maven's floor", boot);
        Figures.print("  from its first step to its last", steps);
        Figures.print("  critical path by raw engine calls: build, suite, app", raw);
        Figures.atMost(1.1, "  boot against the critical path", Figures.median(boot) / Figures.median(raw), "times");
    }

    /** The build, which outlasts the services; then the suite's container; then the app's until it answers. */
    private Object criticalPath() throws Exception {
        sh("tar c --exclude .git --exclude target . | curl -s --unix-socket /var/run/docker.sock"
                + " -H 'Content-Type: application/x-tar' --data-binary @- 'http://engine/build?version=2&t=" + APP
                + "/raw:1' | grep -q aux");
        container();
        sh("name=" + APP + "-raw; docker run -d --name $name --network " + APP + ".master " + APP
                + "/raw:1 >/dev/null && ip=$(docker inspect -f '{{range .NetworkSettings.Networks}}{{.IPAddress}}{{end}}' $name)"
                + " && until curl -s -o /dev/null http://$ip:8080/; do sleep 0.02; done");
        return sh("docker rm -f " + APP + "-raw >/dev/null; docker rmi " + APP + "/raw:1 >/dev/null");
    }

    /** From the first step's begin to the last one's end, as environment.json has them. */
    private double stepsWall() throws IOException {
        String json = Files.readString(folder.resolve("target/docker/environment.json"));
        List<java.time.Instant> times = new ArrayList<>();
        Matcher matcher = Pattern.compile("\"(?:start|end)\" : \"([^\"]+)\"").matcher(json);
        while (matcher.find()) {
            times.add(java.time.Instant.parse(matcher.group(1)));
        }
        return java.time.Duration.between(Collections.min(times), Collections.max(times))
                        .toMillis()
                / 1000.0;
    }

    // 1 GB of output

    private void output() throws Exception {
        String loud = "yes " + LINE + " | head -c " + GIGABYTE;
        project("FROM busybox:1.36\n", "", suite(loud, "<timeout>30m</timeout>"));
        commit("loud");
        mvn(PLUGIN + "master-image", PLUGIN + "branch-image", PLUGIN + "services-up");
        Path plain = folder.resolve("target/plain.log");
        Files.createDirectories(plain.getParent());
        List<Double> ours = new ArrayList<>();
        List<Double> raw = new ArrayList<>();
        List<Double> heap = new ArrayList<>();
        boolean all = true;
        for (int i = 0; i < Math.min(rounds, 3); i++) {
            raw.add(Figures.seconds(() -> sh("docker run --rm busybox:1.36 sh -c '" + loud + "' > target/plain.log")));
            double floor = Figures.seconds(() -> mvn(PLUGIN + "services-up"));
            ours.add(Figures.seconds(() ->
                            sh("MAVEN_OPTS=\"$MAVEN_OPTS -Xmx256m -Xlog:gc:file=target/gc.log\" mvn -o -B " + PLUGIN
                                    + "services-up " + PLUGIN + "verify -Ddocker.verify.again > target/console.log"))
                    - floor);
            heap.add(heap());
            try (Stream<Path> logs = Files.list(folder.resolve("target/docker/logs"))) {
                Path log = logs.filter(file -> file.toString().endsWith(".suite.log"))
                        .findFirst()
                        .orElseThrow();
                all &= Files.mismatch(log, plain) == -1;
            }
        }
        Figures.print("1 GB of suite output: docker:verify with -Xmx256m", ours);
        Figures.print("  docker run > file", raw);
        System.out.printf(Locale.ROOT, "%-62s %s%n", "  every byte in the log file", all ? "yes" : "NO");
        Figures.atMost(256, "  most heap in use, garbage included", Collections.max(heap), "MB");
        Figures.atMost(1.2, "  against docker run > file", Figures.median(ours) / Figures.median(raw), "times");
    }

    private double heap() throws IOException {
        double most = 0;
        Pattern collection = Pattern.compile(" (\\d+)M->\\d+M");
        for (String line : Files.readAllLines(folder.resolve("target/gc.log"))) {
            Matcher matcher = collection.matcher(line);
            most = matcher.find() ? Math.max(most, Double.parseDouble(matcher.group(1))) : most;
        }
        return most;
    }

    // the whole pipeline of the example, against another plugin

    private void prepare() throws Exception {
        online = true;
        visits("", "");
        mvn("-Ddocker.skip", "-Ppeer", "verify");
        env("master", "verify");
    }

    private void pipeline(String service, String images) throws Exception {
        visits(service, images);
        double first = Figures.seconds(() -> env("master", "verify", "-Ddocker.master.refresh"));
        sh("git checkout -q -b topic");
        change(0);
        env("topic", "verify");
        mvn("-Ddocker.skip", "-Ppeer", "verify");
        List<Double> ours = new ArrayList<>();
        List<Double> peers = new ArrayList<>();
        for (int i = 1; i <= rounds; i++) {
            change(i);
            ours.add(Figures.seconds(() -> env("topic", "verify")));
            if (i == rounds) {
                stepTimes();
            }
            peers.add(Figures.seconds(() -> mvn("-Ddocker.skip", "-Ppeer", "verify")));
        }
        System.out.printf(
                Locale.ROOT,
                "%-62s %.1f s%n",
                "the example" + (service.isEmpty() ? "" : " with RabbitMQ") + ", first build of master, without cache",
                first);
        Figures.print("  a commit that changes one class, warm: mvn verify", ours);
        Figures.print("  docker-maven-plugin 0.49.0: build, start, failsafe, stop", peers);
        Figures.atLeast(2, "  how many times faster than that", Figures.median(peers) / Figures.median(ours), "times");
        Figures.atLeast(29, "  how many times faster than the first build", first / Figures.median(ours), "times");
    }

    private void stepTimes() throws IOException {
        String json = Files.readString(folder.resolve("target/docker/environment.json"));
        Matcher step = Pattern.compile(
                        "\"name\" : \"([^\"]+)\",\\s+\"start\" : \"([^\"]+)\",\\s+\"end\" : \"([^\"]+)\"")
                .matcher(json);
        while (step.find()) {
            System.out.printf(
                    Locale.ROOT,
                    "    %-58s %.2f s%n",
                    step.group(1),
                    java.time.Duration.between(
                                            java.time.Instant.parse(step.group(2)),
                                            java.time.Instant.parse(step.group(3)))
                                    .toMillis()
                            / 1000.0);
        }
    }

    /** A copy of the example, with the other plugin in a profile: the same image, the same services, the same tests. */
    private void visits(String service, String peers) throws Exception {
        Path example = Path.of("docs/examples/visits").toAbsolutePath();
        try (Stream<Path> files = Files.walk(example)) {
            for (Path file : files.filter(Files::isRegularFile)
                    .filter(file -> !file.startsWith(example.resolve("target")))
                    .toList()) {
                Path to = folder.resolve(example.relativize(file).toString());
                Files.createDirectories(to.getParent());
                Files.copy(file, to);
            }
        }
        Path pom = folder.resolve("pom.xml");
        Files.writeString(
                pom,
                Files.readString(pom)
                        .replace("<artifactId>visits</artifactId>", "<artifactId>" + APP + "</artifactId>")
                        .replaceFirst("</services>", service + "</services>")
                        .replaceFirst(
                                "<profiles>",
                                Matcher.quoteReplacement(
                                        "<profiles>" + PEER.replace("</images>", peers + "</images>"))));
        sh("git init -q -b master");
        commit("example");
    }

    private void change(int number) throws Exception {
        Path page = folder.resolve("src/main/java/com/example/visits/Page.java");
        Files.writeString(
                page, Files.readString(page).replaceFirst("(// round \\d+)?\\s*$", "// round " + number + "\n"));
        Path more = folder.resolve("src/main/java/com/example/visits/Round.java");
        Files.writeString(
                more, "package com.example.visits;\n\nfinal class Round { static final int N = " + number + "; }\n");
        commit("round " + number);
    }

    private List<String> env(String branch, String... arguments) throws Exception {
        List<String> command =
                new ArrayList<>(List.of("env", "BRANCH_NAME=" + branch, "GIT_COMMIT=bench", "mvn", "-B", "-ntp"));
        if (!online) {
            command.add("-o");
        }
        command.addAll(List.of(arguments));
        return run(command);
    }

    private static final String PEER = """
            <profile><id>peer</id><properties><forkCount>0</forkCount></properties><build><plugins>
            <plugin><groupId>io.fabric8</groupId><artifactId>docker-maven-plugin</artifactId><version>0.49.0</version>
            <configuration><skip>false</skip><autoCreateCustomNetworks>true</autoCreateCustomNetworks><images>
            <image><alias>redis</alias><name>redis:7</name><run><network><mode>custom</mode><name>verifybench-peer</name><alias>redis</alias></network>
            <ports><port>redis.port:6379</port></ports><wait><tcp><mode>direct</mode><ports><port>6379</port></ports></tcp><time>60000</time></wait></run></image>
            <image><alias>postgres</alias><name>postgres:15</name><run><env><POSTGRES_USER>visits</POSTGRES_USER>
            <POSTGRES_PASSWORD>visits</POSTGRES_PASSWORD><POSTGRES_DB>visits</POSTGRES_DB></env>
            <network><mode>custom</mode><name>verifybench-peer</name><alias>postgres</alias></network>
            <ports><port>postgres.port:5432</port></ports><wait><tcp><mode>direct</mode><ports><port>5432</port></ports></tcp><time>60000</time></wait></run></image>
            <image><alias>app</alias><name>verifybench/peer:1</name><build><contextDir>${project.basedir}</contextDir></build>
            <run><dependsOn><container>redis</container><container>postgres</container></dependsOn>
            <env><REDIS_HOST>redis</REDIS_HOST><POSTGRES_HOST>postgres</POSTGRES_HOST><POSTGRES_USER>visits</POSTGRES_USER>
            <POSTGRES_PASSWORD>visits</POSTGRES_PASSWORD></env>
            <network><mode>custom</mode><name>verifybench-peer</name></network><ports><port>app.port:8080</port></ports>
            <wait><http><url>http://localhost:${app.port}/health</url><method>GET</method></http><time>180000</time></wait></run></image>
            </images></configuration>
            <executions><execution><id>b</id><phase>package</phase><goals><goal>build</goal></goals></execution>
            <execution><id>s</id><phase>pre-integration-test</phase><goals><goal>start</goal></goals></execution>
            <execution><id>e</id><phase>post-integration-test</phase><goals><goal>stop</goal></goals></execution></executions></plugin>
            <plugin><artifactId>maven-failsafe-plugin</artifactId><configuration><forkCount>1</forkCount>
            <environmentVariables><REDIS_HOST>localhost</REDIS_HOST><REDIS_PORT>${redis.port}</REDIS_PORT>
            <POSTGRES_HOST>localhost</POSTGRES_HOST><POSTGRES_PORT>${postgres.port}</POSTGRES_PORT><POSTGRES_USER>visits</POSTGRES_USER>
            <POSTGRES_PASSWORD>visits</POSTGRES_PASSWORD><APP_URL>http://localhost:${app.port}</APP_URL></environmentVariables></configuration>
            <executions><execution><goals><goal>integration-test</goal><goal>verify</goal></goals></execution></executions></plugin>
            </plugins></build></profile>
            """;

    private static final String PEERS_RABBITMQ = """
            <image><alias>rabbitmq</alias><name>rabbitmq:3</name><run>
            <network><mode>custom</mode><name>verifybench-peer</name><alias>rabbitmq</alias></network>
            <ports><port>rabbitmq.port:5672</port></ports><wait><tcp><mode>direct</mode><ports><port>5672</port></ports></tcp><time>60000</time></wait></run></image>
            """;

    // the rest

    private void project(String dockerfile, String services, String suites) throws Exception {
        project(dockerfile, services, suites, "");
    }

    private void project(String dockerfile, String services, String suites, String run) throws Exception {
        write("pom.xml", """
                <project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>
                <groupId>bench</groupId><artifactId>%s</artifactId><version>1</version><packaging>pom</packaging>
                <build><plugins><plugin><groupId>io.drydock</groupId><artifactId>drydock-maven-plugin</artifactId>
                <version>0.1.0-SNAPSHOT</version><configuration><services>%s</services><verify><suites>%s</suites></verify>%s
                </configuration></plugin></plugins></build></project>
                """.formatted(APP, services, suites, run));
        write("Dockerfile", dockerfile);
        write("nonce", "");
        sh("git init -q -b master");
        write(".gitignore", "target/\n");
        commit("bench");
    }

    private static String suite(String command, String more) {
        return "<suite><name>suite</name><command>" + command + "</command>" + more + "</suite>";
    }

    private void write(String file, String text) throws IOException {
        Path path = folder.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    private void commit(String message) throws Exception {
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
                message));
    }

    /** Everything of the app, images included. */
    private void remove() throws Exception {
        sh("docker ps -aq --filter label=io.drydock.app=" + APP + " | xargs -r docker rm -fv >/dev/null;"
                + " docker volume ls -q --filter label=io.drydock.app=" + APP
                + " | xargs -r docker volume rm >/dev/null;"
                + " docker network ls -q --filter label=io.drydock.app=" + APP
                + " | xargs -r docker network rm >/dev/null;"
                + " docker images -q --filter label=io.drydock.image.app=" + APP
                + " | sort -u | xargs -r docker rmi -f >/dev/null;"
                + " docker rm -f " + APP + "-raw >/dev/null 2>&1; docker rmi " + APP + "/raw:1 " + APP
                + "/peer:1 >/dev/null 2>&1; true");
    }

    private List<String> mvn(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("mvn", "-B", "-ntp"));
        if (!online) {
            command.add("-o");
        }
        command.addAll(List.of(arguments));
        return run(command);
    }

    private List<String> sh(String text) throws Exception {
        return run(List.of("sh", "-c", text));
    }

    private List<String> run(List<String> command) throws Exception {
        return Figures.run(folder, Map.of(), command);
    }
}
