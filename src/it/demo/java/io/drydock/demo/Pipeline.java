package io.drydock.demo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The CI server: a clone for each build, the variables that Jenkins sets, and {@code mvn -B verify}. */
final class Pipeline {

    /** For a JVM that lives for seconds. */
    private static final String SHORT_LIVED = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC\n";

    private final Path directory;
    private final Repository repository;
    private final String maven;
    private int builds;

    /**
     * @param directory holds the local Maven repository {@code m2} with the plugin in it
     * @param downloads the local repository of the Maven around the demo: what it has need not be downloaded again
     */
    Pipeline(Path directory, Repository repository, Path mavenHome, Path downloads, String version) {
        this.directory = directory;
        this.repository = repository;
        boolean windows = System.getProperty("os.name").startsWith("Windows");
        this.maven = mavenHome.resolve(windows ? "bin/mvn.cmd" : "bin/mvn").toString();
        configure(downloads, version);
    }

    /**
     * Builds a commit.
     *
     * @param watcher gets what the plugin says when it says it
     */
    Build verify(Commit commit, Consumer<String> watcher) {
        String name = "%d-%s-%s".formatted(++builds, commit.branch().replace('/', '-'), commit.sha7());
        Path clone = directory.resolve("builds").resolve(name);
        repository.checkOut(commit, clone);
        Map<String, String> variables = Map.of("BRANCH_NAME", commit.branch(), "GIT_COMMIT", commit.sha());
        return run(commit, clone, name, variables, watcher, "verify");
    }

    /** Runs a goal of the plugin in the clone of a finished build and returns the lines that the goal wrote. */
    List<String> goal(Path clone, String... arguments) {
        Commit none = new Commit("", "", "");
        String name = "goal-" + ++builds + "-" + arguments[0].replace(':', '-');
        List<String> lines = new ArrayList<>();
        Build build = run(none, clone, name, Map.of(), lines::add, arguments);
        if (build.exitCode() != 0) {
            throw new DemoException("mvn " + String.join(" ", arguments) + " failed:\n"
                    + String.join("\n", build.errors()) + "\nThe whole output: " + build.log());
        }
        return lines;
    }

    private Build run(
            Commit commit,
            Path clone,
            String name,
            Map<String, String> variables,
            Consumer<String> watcher,
            String... arguments) {
        Path log = directory.resolve("logs").resolve(name + ".log");
        Command command = new Command(clone, log);
        List<String> words = new ArrayList<>(List.of(maven, "-B", "-ntp"));
        words.addAll(List.of(arguments));
        long start = System.nanoTime();
        int exitCode = command.run(variables, words, new PluginLines(watcher));
        Duration duration = Duration.ofNanos(System.nanoTime() - start);
        return Build.of(commit, clone, log, exitCode, duration, command.output());
    }

    /**
     * Maven looks for {@code .mvn} in the project's folder and then upwards: so this serves every clone, the reader's
     * commands in them too, and no clone gets a file that its commit does not have.
     */
    private void configure(Path downloads, String version) {
        Path settings = directory.resolve("settings.xml");
        String options = "--global-settings%n%s%n-Dmaven.repo.local=%s%n-Ddrydock.version=%s%n"
                .formatted(settings, directory.resolve("m2"), version);
        String repositories = """
                <settings>
                  <profiles>
                    <profile>
                      <id>demo</id>
                      <repositories>
                        <repository>%1$s</repository>
                      </repositories>
                      <pluginRepositories>
                        <pluginRepository>%1$s</pluginRepository>
                      </pluginRepositories>
                    </profile>
                  </profiles>
                  <activeProfiles>
                    <activeProfile>demo</activeProfile>
                  </activeProfiles>
                </settings>
                """.formatted("<id>downloads</id><url>" + downloads.toUri()
                + "</url><releases><checksumPolicy>ignore</checksumPolicy></releases>");
        try {
            Files.createDirectories(directory.resolve(".mvn"));
            Files.writeString(settings, repositories, StandardCharsets.UTF_8);
            Files.writeString(directory.resolve(".mvn/maven.config"), options, StandardCharsets.UTF_8);
            Files.writeString(directory.resolve(".mvn/jvm.config"), SHORT_LIVED, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new DemoException("Cannot write " + settings + ": " + e.getMessage(), e);
        }
    }
}
