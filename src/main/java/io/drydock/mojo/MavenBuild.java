package io.drydock.mojo;

import io.drydock.event.Event;
import io.drydock.event.EventSink;
import io.drydock.model.DrydockException;
import io.drydock.model.Outcome;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.apache.maven.execution.MavenExecutionRequest;

/** Runs this very Maven in an exported tree, for Dockerfiles that copy what it builds. */
final class MavenBuild {

    private static final int LAST_LINES = 50;

    private final Invocation invocation;

    MavenBuild(Invocation invocation) {
        this.invocation = invocation;
    }

    /**
     * @param root the tree's root
     * @param project the module's folder in it
     * @throws DrydockException of outcome {@code BUILD_FAILED} where Maven fails
     */
    void run(Path root, Path project) throws InterruptedException {
        Path top = Files.exists(root.resolve("pom.xml")) ? root : project;
        List<String> command = command(top, project);
        EventSink events = invocation.events();
        events.note("building master's output: " + String.join(" ", command.subList(1, command.size())));
        Deque<String> last = new ArrayDeque<>();
        int code = run(command, top, line -> {
            if (last.size() == LAST_LINES) {
                last.removeFirst();
            }
            last.addLast(line);
            events.on(new Event.Output("master", line));
        });
        if (code != 0) {
            throw new DrydockException(
                    Outcome.BUILD_FAILED,
                    "master does not build",
                    "Maven ended with exit code " + code + "\n  " + String.join("\n  ", last),
                    List.of(
                            "mend master",
                            "or other goals for it: <master><build>",
                            "or leave it out: -Ddocker.master-image.skip"));
        }
    }

    private List<String> command(Path top, Path project) {
        MavenExecutionRequest request = invocation.maven().session().getRequest();
        List<String> command = new ArrayList<>(
                List.of(executable(), "-B", "-ntp", "-f", top.resolve("pom.xml").toString()));
        if (!top.equals(project)) {
            command.addAll(List.of("-pl", top.relativize(project).toString(), "-am"));
        }
        command.add("-Ddocker.skip");
        if (request.isOffline()) {
            command.add("-o");
        }
        File settings = request.getUserSettingsFile();
        if (settings != null && settings.exists()) {
            command.addAll(List.of("-s", settings.getPath()));
        }
        if (request.getLocalRepositoryPath() != null) {
            command.add("-Dmaven.repo.local=" + request.getLocalRepositoryPath());
        }
        request.getActiveProfiles().forEach(profile -> command.add("-P" + profile));
        command.addAll(invocation.configuration().master().build());
        return command;
    }

    private String executable() {
        String home = invocation.maven().session().getSystemProperties().getProperty("maven.home", "");
        String name = File.separatorChar == '\\' ? "mvn.cmd" : "mvn";
        return home.isEmpty() ? name : Path.of(home, "bin", name).toString();
    }

    private static int run(List<String> command, Path folder, java.util.function.Consumer<String> lines)
            throws InterruptedException {
        Process process = null;
        try {
            ProcessBuilder builder =
                    new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
            builder.environment().remove("MAVEN_PROJECTBASEDIR");
            process = builder.start();
            process.getOutputStream().close();
            try (BufferedReader in =
                    new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
                in.lines().forEach(lines);
            }
            return process.waitFor();
        } catch (IOException e) {
            throw new DrydockException(
                    Outcome.BUILD_FAILED,
                    "Maven cannot be run for master",
                    e.getMessage(),
                    List.of("-Ddocker.master-image.skip"),
                    e);
        } finally {
            if (process != null) {
                process.destroy();
            }
        }
    }
}
