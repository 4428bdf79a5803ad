import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A small app in a repository of its own, Maven on it, and what the engine has of it. */
final class Project {

    static final String PLUGIN = "io.drydock:drydock-maven-plugin:0.1.0-SNAPSHOT:";

    final String app;
    final Path folder;

    /**
     * @param services the POM's {@code <services>}
     */
    Project(String app, String services) throws IOException {
        this.app = app;
        this.folder = Files.createTempDirectory(app);
        Files.writeString(folder.resolve("pom.xml"), """
                <project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>
                <groupId>soak</groupId><artifactId>%s</artifactId><version>1</version><packaging>pom</packaging>
                <build><plugins><plugin><groupId>io.drydock</groupId><artifactId>drydock-maven-plugin</artifactId>
                <version>0.1.0-SNAPSHOT</version>
                <executions><execution><goals><goal>master-image</goal><goal>branch-image</goal><goal>services-up</goal>
                <goal>verify</goal><goal>run</goal></goals></execution></executions>
                <configuration><services>%s</services>
                <verify><suites><suite><name>it</name>
                <command>wget -q -O /dev/null http://web/sh &amp;&amp; sleep 0.5</command></suite></suites></verify>
                <run><ports><port>80</port></ports></run></configuration></plugin></plugins></build></project>
                """.formatted(app, services));
        Files.writeString(folder.resolve("Dockerfile"), """
                FROM busybox:1.36
                COPY index.html /www/
                EXPOSE 80
                STOPSIGNAL SIGKILL
                CMD ["httpd", "-f", "-p", "80", "-h", "/www"]
                """);
        Files.writeString(folder.resolve(".gitignore"), "target/\n");
        run(List.of("git", "init", "-q", "-b", "master"));
        commit("first");
    }

    static String service(String name, String image, String more) {
        return "<service><name>" + name + "</name><image>" + image + "</image>" + more + "</service>";
    }

    /** A commit that changes the app. */
    void commit(String text) throws IOException {
        Files.writeString(folder.resolve("index.html"), text + "\n");
        run(List.of("git", "add", "-A"));
        run(List.of("git", "-c", "user.name=s", "-c", "user.email=s@localhost", "commit", "-q", "-m", text));
    }

    String head() throws IOException {
        return run(List.of("git", "rev-parse", "HEAD")).lines().get(0).substring(0, 7);
    }

    void checkout(String branch) throws IOException {
        run(List.of("git", "checkout", "-q", "-B", branch));
    }

    /** What a process came to. */
    record Ended(int code, List<String> lines) {
        String last(int count) {
            return String.join("\n", lines.subList(Math.max(0, lines.size() - count), lines.size()));
        }

        Ended orThrow() throws IOException {
            if (code != 0) {
                throw new IOException("exit code " + code + "\n" + last(40));
            }
            return this;
        }
    }

    static List<String> maven(String... arguments) {
        List<String> command = new ArrayList<>(List.of("mvn", "-o", "-B", "-ntp"));
        for (String argument : arguments) {
            command.add(argument.matches("[a-z-]+") && !argument.equals("verify") ? PLUGIN + argument : argument);
        }
        return command;
    }

    /** Runs goals of the plugin, or Maven's phase verify. */
    Ended mvn(String... arguments) throws IOException {
        return run(folder, maven(arguments));
    }

    /** Begins them, with their output in a file. */
    Process begin(File output, String... arguments) throws IOException {
        return begin(Map.of(), output, arguments);
    }

    /** The same with more variables. */
    Process begin(Map<String, String> variables, File output, String... arguments) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(maven(arguments))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output);
        builder.environment().putAll(variables);
        return builder.start();
    }

    /** Lets the suite do this, from the next commit on. */
    void suite(String command) throws IOException {
        Path pom = folder.resolve("pom.xml");
        Files.writeString(
                pom,
                Files.readString(pom)
                        .replaceFirst(
                                "<command>wget.*</command></suite>",
                                "<command>wget -q -O /dev/null http://web/sh &amp;&amp; " + command
                                        + "</command></suite>"));
    }

    private Ended run(List<String> command) throws IOException {
        return run(folder, command).orThrow();
    }

    static Ended run(Path folder, List<String> command) throws IOException {
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        try (BufferedReader in =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            List<String> lines = in.lines().toList();
            return new Ended(process.waitFor(), lines);
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    static List<String> docker(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("docker"));
        command.addAll(List.of(arguments));
        return run(Path.of("."), command).orThrow().lines();
    }

    /** Names and states of the app's containers. */
    List<String> containers() throws IOException {
        return sorted(
                docker("ps", "-a", "--filter", "label=io.drydock.app=" + app, "--format", "{{.Names}} {{.State}}"));
    }

    List<String> volumes() throws IOException {
        return sorted(docker("volume", "ls", "--filter", "label=io.drydock.app=" + app, "--format", "{{.Name}}"));
    }

    List<String> networks() throws IOException {
        return sorted(docker("network", "ls", "--filter", "label=io.drydock.app=" + app, "--format", "{{.Name}}"));
    }

    /** All that the engine has and that bears no label of the app, so that it would be nobody's. */
    List<String> unlabelled() throws IOException {
        List<String> all = new ArrayList<>();
        docker("ps", "-a", "--format", "container {{.Names}} {{.Label \"io.drydock.app\"}}")
                .forEach(all::add);
        docker("volume", "ls", "--format", "volume {{.Name}} {{.Label \"io.drydock.app\"}}")
                .forEach(all::add);
        docker("network", "ls", "--format", "network {{.Name}} {{.Label \"io.drydock.app\"}}")
                .forEach(all::add);
        docker("images", "-q", "--filter", "dangling=true").forEach(id -> all.add("image " + id));
        return sorted(all.stream().filter(line -> !line.endsWith(" " + app)).toList());
    }

    /** The environment of branch master. */
    String environment() {
        return app + ".master";
    }

    /**
     * What is not as it must be after a plain run: services redis and web and, after the whole pipeline, the app of the last commit.
     *
     * @param before what was nobody's before
     */
    List<String> wrong(Ended next, List<String> before, boolean pipeline) throws IOException {
        String environment = environment();
        List<String> wrong = new ArrayList<>();
        if (next.code() != 0) {
            wrong.add("the next run failed");
        }
        List<String> containers = containers();
        List<String> expected = new ArrayList<>(List.of(environment + ".redis running", environment + ".web running"));
        if (pipeline) {
            expected.add(environment + ".app running");
            String image = docker(
                            "inspect",
                            "-f",
                            "{{.Config.Image}} {{index .Config.Labels \"io.drydock.commit\"}}",
                            environment + ".app")
                    .get(0);
            if (!image.contains(head())) {
                wrong.add("the app is of " + image + " and not of " + head());
            }
        }
        expected.stream().filter(name -> !containers.contains(name)).forEach(name -> wrong.add("missing: " + name));
        containers.stream()
                .filter(line -> !expected.contains(line))
                // apps that served before
                .filter(line -> !line.matches(".*\\.master\\.[0-9a-f]{7} exited"))
                .forEach(line -> wrong.add("too much: " + line));
        long kept = containers.stream()
                .filter(line -> line.matches(".*\\.[0-9a-f]{7} exited"))
                .count();
        if (kept > 2) {
            wrong.add(kept + " apps of before");
        }
        if (!networks().equals(List.of(environment))) {
            wrong.add("networks " + networks());
        }
        volumes().stream()
                .filter(name -> !name.equals(environment + ".redis.data") && !name.matches(".*\\.[0-9a-f]{7}\\.record"))
                .forEach(name -> wrong.add("too much: volume " + name));
        List<String> orphans = new ArrayList<>(unlabelled());
        before.forEach(orphans::remove);
        orphans.forEach(line -> wrong.add("nobody's: " + line));
        return wrong;
    }

    private static List<String> sorted(List<String> lines) {
        return lines.stream().sorted().toList();
    }

    /** Takes all of it away, images too. */
    void remove() throws IOException {
        for (String name : docker("ps", "-aq", "--filter", "label=io.drydock.app=" + app)) {
            docker("rm", "-f", "-v", name);
        }
        for (String name : volumes()) {
            docker("volume", "rm", name);
        }
        for (String name : networks()) {
            docker("network", "rm", name);
        }
        for (String name : docker(
                "images", "--filter", "label=io.drydock.image.app=" + app, "--format", "{{.Repository}}:{{.Tag}}")) {
            docker("rmi", name);
        }
    }
}
