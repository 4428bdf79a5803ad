package io.drydock.git;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A work tree to try things on, driven by the git command so that JGit is held to what git itself makes. */
final class Sandbox {

    final Path root;

    private Sandbox(Path root) {
        this.root = root;
    }

    static Sandbox at(Path root) {
        return new Sandbox(root);
    }

    /** An empty repository on an unborn {@code master}. */
    static Sandbox init(Path root) {
        Sandbox sandbox = new Sandbox(create(root));
        sandbox.git("init", "-q", "-b", "master");
        return sandbox;
    }

    /** A repository with one commit on {@code master}. */
    static Sandbox withCommit(Path root) {
        return init(root).write("app.txt", "one").commit("one");
    }

    Sandbox write(String path, String content) {
        try {
            Path file = root.resolve(path);
            Files.createDirectories(file.getParent());
            Files.writeString(file, content);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Sandbox commit(String message) {
        git("add", "-A");
        git("commit", "-q", "--allow-empty", "-m", message);
        return this;
    }

    /** A clone beside this one. */
    Sandbox cloned(String name, String... options) {
        Path target = root.resolveSibling(name);
        List<String> arguments = new ArrayList<>(List.of("clone", "-q"));
        arguments.addAll(List.of(options));
        arguments.addAll(List.of("file://" + root, target.toString()));
        git(arguments.toArray(String[]::new));
        return new Sandbox(target);
    }

    String head() {
        return git("rev-parse", "HEAD");
    }

    /** Runs git and returns what it prints. */
    String git(String... arguments) {
        List<String> command = new ArrayList<>(List.of("git", "-c", "protocol.file.allow=always"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(root.toFile()).redirectErrorStream(true);
        builder.environment()
                .putAll(Map.of(
                        "GIT_CONFIG_GLOBAL", "/dev/null",
                        "GIT_CONFIG_NOSYSTEM", "1",
                        "GIT_AUTHOR_NAME", "A",
                        "GIT_AUTHOR_EMAIL", "a@example.org",
                        "GIT_COMMITTER_NAME", "A",
                        "GIT_COMMITTER_EMAIL", "a@example.org",
                        "GIT_COMMITTER_DATE", "2024-05-06T07:08:09Z",
                        "GIT_AUTHOR_DATE", "2024-05-06T07:08:09Z"));
        try {
            Process process = builder.start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            if (process.waitFor() != 0) {
                throw new IllegalStateException(command + ": " + output);
            }
            return output;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    GitRepository open() {
        return GitRepository.open(root);
    }

    private static Path create(Path folder) {
        try {
            return Files.createDirectories(folder).toRealPath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
