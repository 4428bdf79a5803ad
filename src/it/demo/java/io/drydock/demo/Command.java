package io.drydock.demo;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** A child process whose whole output goes to a log file, and line by line to whoever watches it. */
final class Command {

    private static final Duration LONGEST = Duration.ofMinutes(30);
    private static final Duration LAST_WORDS = Duration.ofSeconds(10);

    /** What a CI server, git or Maven around the demo has set: the builds within must not take it for theirs. */
    private static final Pattern FOREIGN =
            Pattern.compile("(BITBUCKET|BUILD|BUILDKITE|CHANGE|CI|CIRCLE|GIT|GITHUB|GITLAB"
                    + "|SYSTEM|TRAVIS)_.*|BRANCH_NAME|MAVEN_(BASEDIR|PROJECTBASEDIR|CMD_LINE_ARGS)");

    private final Path directory;
    private final Path log;

    Command(Path directory, Path log) {
        this.directory = directory;
        this.log = log;
    }

    /** Runs the command, adds its output to the log and returns its exit code. */
    int run(Map<String, String> environment, List<String> command) {
        return run(environment, command, line -> {});
    }

    /**
     * Runs the command, adds its output to the log and returns its exit code.
     *
     * @param watcher gets each line of the output when it comes
     */
    int run(Map<String, String> environment, List<String> command, Consumer<String> watcher) {
        try {
            Files.createDirectories(log.getParent());
            ProcessBuilder builder =
                    new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true);
            builder.environment()
                    .keySet()
                    .removeIf(name -> FOREIGN.matcher(name).matches());
            builder.environment().putAll(environment);
            Process process = builder.start();
            process.getOutputStream().close();
            Thread reader = new Thread(() -> read(process, watcher), "output of " + command.get(0));
            reader.start();
            int exitCode = exitCode(process, command);
            reader.join(LAST_WORDS.toMillis());
            return exitCode;
        } catch (InterruptedException e) {
            throw interrupted(e);
        } catch (IOException e) {
            throw new DemoException("Cannot run " + command.get(0) + ": " + e.getMessage(), e);
        }
    }

    private void read(Process process, Consumer<String> watcher) {
        try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
                BufferedWriter file = Files.newBufferedWriter(
                        log, StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                file.write(line);
                file.newLine();
                file.flush();
                watcher.accept(line);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + log, e);
        }
    }

    /** The output so far. */
    String output() {
        try {
            return Files.readString(log, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new DemoException("Cannot read " + log + ": " + e.getMessage(), e);
        }
    }

    private int exitCode(Process process, List<String> command) {
        try {
            if (process.waitFor(LONGEST.toSeconds(), TimeUnit.SECONDS)) {
                return process.exitValue();
            }
            throw new DemoException(String.join(" ", command) + " took more than " + LONGEST.toMinutes()
                    + " minutes and was ended. Its output: " + log);
        } catch (InterruptedException e) {
            throw interrupted(e);
        } finally {
            // Of one that has ended this would close the output, which may not have been read to its end yet.
            if (process.isAlive()) {
                // The script that starts Maven and the Java process that it is.
                process.descendants().forEach(ProcessHandle::destroy);
                process.destroy();
            }
        }
    }

    private static DemoException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new DemoException("The demo was interrupted.", e);
    }
}
