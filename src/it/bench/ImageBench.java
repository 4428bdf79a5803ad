import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Measures what building images costs, against calls of the engine's API and another Maven plugin on the same project. Not a test:
 * nothing passes or fails here.
 *
 * <pre>
 * mvn -q install -DskipTests                # the plugin under measurement
 * javac -d target/bench src/it/bench/*.java
 * java -cp target/bench ImageBench [rounds, default 5] [there] [missing] [context] [files] [stages] [java]
 * </pre>
 *
 * <p>All parts where none is named. Needs Docker's client, curl, an engine with BuildKit that has the images of {@code -Pengine}, and Maven Central for the Java app.
 * Makes objects of apps {@code imagebench-*} only.
 */
public final class ImageBench {

    private static final String PLUGIN = "io.drydock:drydock-maven-plugin:0.1.0-SNAPSHOT:";
    private static final String PEER = "io.fabric8:docker-maven-plugin:0.49.0:build";
    private static final Pattern STEP =
            Pattern.compile(".*build image \\S+: built with \\S+ in (?:(\\d+) min )?([\\d.]+) (m?)s.*");
    private static final Pattern PROGRESS = Pattern.compile(".*\\[build\\] #(\\d+) (.*)");
    private static final Pattern SENT = Pattern.compile(".*context: (\\d+) files?, (\\d+) bytes sent.*");

    private final int rounds;
    private final Random random = new Random(1);
    private final Path root;

    private ImageBench(int rounds, Path root) {
        this.rounds = rounds;
        this.root = root;
    }

    public static void main(String[] args) throws Exception {
        ImageBench bench = new ImageBench(
                args.length > 0 ? Integer.parseInt(args[0]) : 5, Files.createTempDirectory("imagebench"));
        List<String> parts = args.length > 1
                ? Arrays.asList(args).subList(1, args.length)
                : List.of("there", "missing", "context", "files", "stages", "java");
        for (String part : parts) {
            switch (part) {
                case "there" -> bench.imageThere();
                case "missing" -> bench.imageMissing();
                case "context" -> bench.largeContext(20, 10 << 20);
                case "files" -> bench.largeContext(10_000, 20 << 10);
                case "stages" -> bench.twoStages();
                case "java" -> bench.javaApp();
                default -> throw new IllegalArgumentException("there is no part " + part);
            }
        }
    }

    /** The image of this commit is there. */
    private void imageThere() throws Exception {
        Project app = project("there", "FROM busybox:1.36\nCOPY Dockerfile /\n");
        app.mvn(PLUGIN + "branch-image");
        app.run("mvn", "-B", PEER); // which may have to be downloaded
        List<Double> floor = new ArrayList<>();
        List<Double> ours = new ArrayList<>();
        List<Double> peers = new ArrayList<>();
        for (int i = 0; i < rounds; i++) {
            floor.add(Figures.seconds(() -> app.mvn("validate")));
            ours.add(Figures.seconds(() -> app.mvn("validate", PLUGIN + "branch-image")));
            peers.add(Figures.seconds(() -> app.mvn("validate", PEER)));
        }
        Figures.print("mvn validate", floor);
        Figures.print("  with docker:branch-image, image there", ours);
        Figures.print("  with docker-maven-plugin's build, nothing changed", peers);
        double faster =
                (Figures.median(peers) - Figures.median(floor)) / (Figures.median(ours) - Figures.median(floor));
        Figures.aim("  how many times faster, Maven's floor subtracted", faster, "", "at least 3", faster >= 3);
    }

    /** Nothing changed, but the image is missing: all steps are in the builder's cache. */
    private void imageMissing() throws Exception {
        Project app = project("missing", "FROM busybox:1.36\nCOPY Dockerfile /\nRUN true\n");
        app.mvn(PLUGIN + "branch-image");
        List<Double> ours = new ArrayList<>();
        List<Double> raw = new ArrayList<>();
        for (int i = 0; i < rounds; i++) {
            app.removeImage();
            ours.add(step(app.mvn(PLUGIN + "branch-image")));
            raw.add(Figures.seconds(() -> app.build(2)));
        }
        Figures.print("image missing, nothing changed: the build step", ours);
        Figures.print("  the same by one call of the engine's API (BuildKit, tar)", raw);
        double ratio = Figures.median(ours) / Figures.median(raw);
        double more = Figures.median(ours) - Figures.median(raw);
        Figures.ratio("  ratio", ratio);
        Figures.aim("  seconds more", more, "", "at most 0.15, or a ratio of 1.2", more <= 0.15 || ratio <= 1.2);
    }

    /**
     * 200 MB of context without an ignore file, of which 1 MB is copied. The same 1 MB alone, sent to BuildKit by one call, tells what
     * the engine's own share is: no client can be faster than that.
     */
    private void largeContext(int files, int size) throws Exception {
        Project app = project("context-" + files, "FROM busybox:1.36\nCOPY app.jar /\n");
        byte[] content = new byte[size];
        for (int i = 0; i < files; i++) {
            random.nextBytes(content);
            Path file = app.folder.resolve("data/" + i / 100 + "/" + i);
            Files.createDirectories(file.getParent());
            Files.write(file, content);
        }
        List<Double> ours = new ArrayList<>();
        List<Double> classic = new ArrayList<>();
        List<Double> alone = new ArrayList<>();
        long sent = 0;
        for (int i = 0; i < rounds; i++) {
            app.jar(random);
            List<String> log = app.mvn(PLUGIN + "branch-image");
            ours.add(step(log));
            sent = Math.max(sent, sent(log));
            classic.add(Figures.seconds(() -> app.build(1)));
            app.jar(random);
            alone.add(Figures.seconds(() -> app.build(2, "Dockerfile app.jar")));
        }
        Figures.print("200 MB context in " + files + " files, 1 MB copied: the build step", ours);
        Figures.print("  the same by one call of the engine's API (classic)", classic);
        Figures.print("  the copied 1 MB alone by one call (BuildKit, tar)", alone);
        double faster = Figures.median(classic) / Figures.median(ours);
        Figures.aim("  how many times faster than classic", faster, "", "at least 15", faster >= 15);
        Figures.ratio("  the most that any client could reach here", Figures.median(classic) / Figures.median(alone));
        Figures.aim("  sent, at most", sent / 1e6, "MB", "under 1.1", sent < 1_100_000);
    }

    /** Two stages of 2 s that do not need each other. */
    private void twoStages() throws Exception {
        Project app = project("stages", """
                FROM busybox:1.36 AS a
                COPY nonce /
                RUN sleep 2; touch /a
                FROM busybox:1.36 AS b
                COPY nonce /
                RUN sleep 2; touch /b
                FROM busybox:1.36
                COPY --from=a /a /
                COPY --from=b /b /
                """);
        List<Double> ours = new ArrayList<>();
        List<Double> raw = new ArrayList<>();
        for (int i = 0; i < rounds; i++) {
            Files.writeString(app.folder.resolve("nonce"), "ours" + System.nanoTime());
            ours.add(step(app.mvn(PLUGIN + "branch-image", "-Ddocker.master.reuse=none")));
            Files.writeString(app.folder.resolve("nonce"), "raw" + System.nanoTime());
            raw.add(Figures.seconds(() -> app.build(2)));
        }
        Figures.print("two independent stages of 2 s: the build step", ours);
        Figures.print("  the same by one call of the engine's API (BuildKit, tar)", raw);
        double ratio = Figures.median(ours) / Figures.median(raw);
        Figures.aim("  ratio", ratio, "", "at most 1.2", ratio <= 1.2);
    }

    /** A Spring Boot app: the first build ever against a commit of one class on a branch. Once: the first downloads much. */
    private void javaApp() throws Exception {
        Project app = project("java", """
                FROM maven:3.9-eclipse-temurin-17 AS build
                WORKDIR /app
                COPY pom.xml .
                RUN mvn -B -ntp -q dependency:go-offline dependency:copy-dependencies -DincludeScope=runtime \\
                    -DoutputDirectory=/dependencies -Ddocker.skip
                COPY src src
                RUN mvn -B -ntp -q compile -Ddocker.skip
                FROM eclipse-temurin:17-jre
                COPY --from=build /dependencies /app/lib
                COPY --from=build /app/target/classes /app/classes
                CMD ["java", "-cp", "/app/classes:/app/lib/*", "app.Main"]
                """);
        Files.writeString(
                app.folder.resolve("pom.xml"),
                Files.readString(app.folder.resolve("pom.xml"))
                        .replace("<packaging>pom</packaging>", """
                        <properties><maven.compiler.release>17</maven.compiler.release>
                        <project.build.sourceEncoding>UTF-8</project.build.sourceEncoding></properties>
                        <dependencies>%s</dependencies>
                        """.formatted(starters())));
        app.source(
                "Main",
                "@org.springframework.boot.autoconfigure.SpringBootApplication public class Main {"
                        + " public static void main(String[] a) { org.springframework.boot.SpringApplication.run(Main.class, a); } }");
        for (int i = 0; i < 20; i++) {
            app.source("Service" + i, "public class Service" + i + " { public int n() { return " + i + "; } }");
        }
        app.commit("master");
        List<String> firstLog = new ArrayList<>();
        double first =
                Figures.seconds(() -> firstLog.addAll(app.mvn(PLUGIN + "master-image", PLUGIN + "branch-image")));
        app.run("git", "checkout", "-q", "-b", "topic");
        List<Double> next = new ArrayList<>();
        List<Double> steps = new ArrayList<>();
        List<String> before = List.of();
        List<String> lastLog = List.of();
        long bytes = 0;
        // two at least: new layers are those that the commit before does not have
        for (int i = 1; i <= Math.max(2, Math.min(rounds, 3)); i++) {
            app.source("Service1", "public class Service1 { public int n() { return " + (i * 1000 + 7) + "; } }");
            app.commit("one class " + i);
            List<List<String>> logs = new ArrayList<>();
            next.add(Figures.seconds(() -> logs.add(app.mvn(PLUGIN + "master-image", PLUGIN + "branch-image"))));
            steps.add(step(logs.get(0)));
            lastLog = logs.get(0);
            List<String> layers = app.layers();
            bytes = app.newBytes(before);
            before = layers;
        }
        System.out.printf(Locale.ROOT, "%-58s %.1f s%n", "Spring Boot app, first build ever (mvn, whole)", first);
        instructions(firstLog);
        Figures.print("  a commit of one class on a branch (mvn, whole)", next);
        Figures.print("  of that, the build step", steps);
        instructions(lastLog);
        double faster = first / Figures.median(next);
        Figures.aim("  how many times faster, whole against whole", faster, "", "at least 8; goal 29", faster >= 8);
        List<Double> least = new ArrayList<>();
        for (int i = 0; i < rounds; i++) {
            double outside = Figures.seconds(() -> app.mvn("validate"));
            least.add(outside
                    + Figures.seconds(() -> app.run(
                            "docker",
                            "run",
                            "--rm",
                            app.name + "/master:latest-build",
                            "mvn",
                            "-o",
                            "-B",
                            "-q",
                            "clean",
                            "compile",
                            "-Ddocker.skip")));
        }
        Figures.print("  mvn validate here, and mvn clean compile in a container", least);
        Figures.ratio("  so the most that any way to build could be", first / Figures.median(least));
        Figures.aim(
                "  new layers beyond the app\'s own classes",
                (bytes - app.classBytes()) / 1e3,
                "kB",
                "at most 12.29",
                bytes - app.classBytes() <= 12_290);
        System.out.printf(
                Locale.ROOT,
                "%-58s %.2f kB, the app's classes %.2f kB%n",
                "  new layers of a commit",
                bytes / 1e3,
                app.classBytes() / 1e3);
    }

    /** What an app has that keeps its data in PostgreSQL, Redis and RabbitMQ. */
    private static String starters() {
        return Stream.of("web", "data-jpa", "data-redis", "amqp", "actuator", "validation")
                        .map(name -> "<dependency><groupId>org.springframework.boot</groupId><artifactId>"
                                + "spring-boot-starter-" + name + "</artifactId><version>3.5.0</version></dependency>")
                        .collect(Collectors.joining())
                + "<dependency><groupId>org.postgresql</groupId><artifactId>postgresql</artifactId><version>42.7.5</version>"
                + "</dependency>";
    }

    private Project project(String name, String dockerfile) throws Exception {
        Project project = new Project("imagebench-" + name, Files.createDirectories(root.resolve(name)));
        Files.writeString(project.folder.resolve("Dockerfile"), dockerfile);
        Files.writeString(project.folder.resolve("nonce"), "");
        Files.writeString(project.folder.resolve(".gitignore"), "target/\ndata*\n");
        Files.writeString(project.folder.resolve("pom.xml"), """
                <project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>
                <groupId>bench</groupId><artifactId>%s</artifactId><version>1</version><packaging>pom</packaging>
                <build><plugins><plugin><groupId>io.fabric8</groupId><artifactId>docker-maven-plugin</artifactId>
                <version>0.49.0</version><configuration><images><image><name>%s/peer:1</name><build>
                <contextDir>${project.basedir}</contextDir></build></image></images></configuration></plugin></plugins></build>
                </project>
                """.formatted(project.name, project.name));
        project.run("git", "init", "-q", "-b", "master");
        project.commit("bench");
        return project;
    }

    /** A project with its repository. */
    private static final class Project {

        private final String name;
        private final Path folder;

        private Project(String name, Path folder) {
            this.name = name;
            this.folder = folder;
        }

        private List<String> mvn(String... arguments) throws Exception {
            List<String> command = new ArrayList<>(List.of("mvn", "-o", "-B"));
            command.addAll(List.of(arguments));
            return run(command.toArray(String[]::new));
        }

        /**
         * Builds by one call of the API, without a session.
         *
         * @param version 1: the classic builder; 2: BuildKit
         */
        private List<String> build(int version) throws Exception {
            return build(version, "--exclude .git --exclude target .");
        }

        private List<String> build(int version, String files) throws Exception {
            List<String> answer = run(
                    "sh",
                    "-c",
                    "tar c " + files + " | curl -s --unix-socket"
                            + " /var/run/docker.sock -H 'Content-Type: application/x-tar' --data-binary @-"
                            + " 'http://engine/build?version=" + version + "&t=imagebench-raw'");
            if (answer.stream().anyMatch(line -> line.contains("\"error\""))) {
                throw new IOException(String.join("\n", answer));
            }
            return answer;
        }

        private List<String> run(String... command) throws Exception {
            return Figures.run(folder, Map.of(), List.of(command));
        }

        /** Another 1 MB that the Dockerfile copies. */
        private void jar(Random random) throws IOException {
            byte[] jar = new byte[1 << 20];
            random.nextBytes(jar);
            Files.write(folder.resolve("app.jar"), jar);
        }

        private void commit(String message) throws Exception {
            run("git", "add", "-A");
            run("git", "-c", "user.name=b", "-c", "user.email=b@localhost", "commit", "-q", "-m", message);
        }

        private void source(String type, String text) throws IOException {
            Path file = folder.resolve("src/main/java/app/" + type + ".java");
            Files.createDirectories(file.getParent());
            Files.writeString(file, "package app;\n" + text + "\n");
        }

        /** The image of the commit at HEAD. What the builder had in its cache makes an image look older than it is. */
        private String image() throws Exception {
            String commit = run("git", "rev-parse", "--short=7", "HEAD").get(0);
            return run(
                            "docker",
                            "image",
                            "ls",
                            "--format",
                            "{{.Repository}}:{{.Tag}}",
                            "--filter",
                            "label=io.drydock.image.app=" + name)
                    .stream()
                    .filter(image -> image.endsWith(":" + commit))
                    .findFirst()
                    .orElseThrow();
        }

        private void removeImage() throws Exception {
            for (String image : run(
                    "docker",
                    "image",
                    "ls",
                    "--format",
                    "{{.Repository}}:{{.Tag}}",
                    "--filter",
                    "label=io.drydock.image.app=" + name)) {
                run("docker", "rmi", image);
            }
        }

        private List<String> layers() throws Exception {
            return run(
                    "docker", "image", "inspect", "--format", "{{range .RootFS.Layers}}{{println .}}{{end}}", image());
        }

        /** Bytes of the layers that an image does not share with the one before: its topmost ones. */
        private long newBytes(List<String> before) throws Exception {
            List<String> now = layers().stream().filter(line -> !line.isBlank()).toList();
            long own = now.stream().filter(layer -> !before.contains(layer)).count();
            List<Long> sizes = new ArrayList<>();
            for (String size : run("docker", "history", "--human=false", "--format", "{{.Size}}", image())) {
                if (Long.parseLong(size.trim()) > 0) {
                    sizes.add(Long.parseLong(size.trim()));
                }
            }
            return sizes.stream().limit(own).mapToLong(Long::longValue).sum();
        }

        private long classBytes() throws Exception {
            return Long.parseLong(run(
                            "docker",
                            "run",
                            "--rm",
                            "--entrypoint",
                            "sh",
                            image(),
                            "-c",
                            "cat $(find /app/classes -type f) | wc -c")
                    .get(0)
                    .trim());
        }
    }

    private static double step(List<String> log) throws IOException {
        for (int i = log.size() - 1; i >= 0; i--) {
            Matcher matcher = STEP.matcher(log.get(i));
            if (matcher.matches()) {
                double value =
                        Double.parseDouble(matcher.group(2)) / (matcher.group(3).isEmpty() ? 1 : 1000);
                return value + (matcher.group(1) == null ? 0 : 60 * Integer.parseInt(matcher.group(1)));
            }
        }
        throw new IOException("nothing was built:\n" + String.join("\n", log));
    }

    /** Where the time of a build goes: its instructions that took more than a quarter of a second. */
    private static void instructions(List<String> log) {
        Map<String, String> names = new HashMap<>();
        for (String line : log) {
            Matcher matcher = PROGRESS.matcher(line);
            if (matcher.matches() && matcher.group(2).startsWith("[")) {
                names.put(matcher.group(1), matcher.group(2));
            } else if (matcher.matches() && matcher.group(2).startsWith("DONE ")) {
                double seconds = Double.parseDouble(matcher.group(2).replaceAll("[^0-9.]", ""));
                String name = names.getOrDefault(matcher.group(1), "?");
                if (seconds > 0.25) {
                    System.out.printf(
                            Locale.ROOT, "    %5.1f s  %s%n", seconds, name.substring(0, Math.min(90, name.length())));
                }
            }
        }
    }

    private static long sent(List<String> log) {
        return log.stream()
                .map(SENT::matcher)
                .filter(Matcher::matches)
                .mapToLong(matcher -> Long.parseLong(matcher.group(2)))
                .sum();
    }
}
