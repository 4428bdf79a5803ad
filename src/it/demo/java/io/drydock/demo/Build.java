package io.drydock.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.StreamSupport;

/** A finished CI build: what Maven said and what the plugin wrote down. */
record Build(
        Commit commit, Path directory, Path log, int exitCode, Duration duration, String output, JsonNode environment) {

    private static final int MOST_LINES = 20;
    private static final String GOAL_FAILED = "[ERROR] Failed to execute goal";

    static Build of(Commit commit, Path directory, Path log, int exitCode, Duration duration, String output) {
        Path file = directory.resolve("target/docker/environment.json");
        try {
            JsonNode environment = Files.exists(file)
                    ? new ObjectMapper().readTree(file.toFile())
                    : new ObjectMapper().createObjectNode();
            return new Build(commit, directory, log, exitCode, duration, output, environment);
        } catch (IOException e) {
            throw new DemoException("Cannot read " + file + ": " + e.getMessage(), e);
        }
    }

    String outcome() {
        return environment.path("outcome").asText(exitCode == 0 ? "no outcome" : "FAILED");
    }

    String url() {
        return environment.path("app").path("url").asText("");
    }

    /** The containers that Redis and PostgreSQL of this build run in. */
    List<String> services() {
        return environment.path("services").findValuesAsText("container");
    }

    /** The containers of the suites that did not pass. */
    List<String> failedSuites() {
        return StreamSupport.stream(environment.path("suites").spliterator(), false)
                .filter(suite -> suite.path("exitCode").asInt(-1) != 0)
                .map(suite -> suite.path("container").asText())
                .toList();
    }

    /** Ends the demo unless the build left the app running. */
    Build orFail() {
        if (exitCode != 0 || url().isEmpty()) {
            throw new DemoException(
                    "The build of " + commit.branch() + " should have left its app running, but it ended" + " with "
                            + outcome() + ":\n" + String.join("\n", errors()) + "\nThe whole output: " + log);
        }
        return this;
    }

    /** Maven's own last words on why it failed: not what the goals said before, nor its advice for the use of Maven. */
    List<String> errors() {
        boolean goalFailed = output.contains(GOAL_FAILED);
        return output.lines()
                .dropWhile(line -> goalFailed && !line.startsWith(GOAL_FAILED))
                .filter(line -> line.startsWith("[ERROR]"))
                .map(line -> line.substring("[ERROR]".length()).stripTrailing())
                .takeWhile(line -> !line.contains("To see the full stack trace") && !line.startsWith(" -> [Help"))
                .limit(MOST_LINES)
                .toList();
    }
}
