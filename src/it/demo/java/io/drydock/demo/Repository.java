package io.drydock.demo;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The shared repository and the work tree in which its developer commits. */
final class Repository {

    private static final List<String> GIT = List.of(
            "git",
            "-c",
            "user.name=Demo",
            "-c",
            "user.email=demo@example.com",
            "-c",
            "commit.gpgsign=false",
            "-c",
            "core.autocrlf=false",
            "-c",
            "advice.detachedHead=false");

    private final Path origin;
    private final Path work;
    private final Path logs;
    private int commands;

    Repository(Path directory) {
        this.origin = directory.resolve("origin.git");
        this.work = directory.resolve("work");
        this.logs = directory.resolve("logs/git");
    }

    /** Makes the repository, with what is in a directory as the first commit of master. */
    void create(Path content, String message) {
        try {
            Files.createDirectories(origin);
            copy(content, work);
        } catch (IOException e) {
            throw new DemoException("Cannot copy " + content + " to " + work + ": " + e.getMessage(), e);
        }
        git(origin, "init", "--quiet", "--bare");
        git(origin, "symbolic-ref", "HEAD", "refs/heads/master");
        git(work, "init", "--quiet");
        git(work, "symbolic-ref", "HEAD", "refs/heads/master");
        git(work, "remote", "add", "origin", origin.toString());
        git(work, "add", "--all");
        git(work, "commit", "--quiet", "--message", message);
        git(work, "push", "--quiet", "origin", "master");
    }

    void branch(String name) {
        git(work, "branch", name, "master");
    }

    /** Applies a patch to a branch as a commit of now, pushes it and returns it. */
    Commit commit(String branch, Path patch) {
        git(work, "checkout", "--quiet", branch);
        git(work, "am", "--quiet", patch.toString());
        git(work, "push", "--quiet", "origin", branch);
        return head(branch);
    }

    Commit head(String branch) {
        String[] shaAndSubject =
                git(work, "log", "-1", "--format=%H %s", branch).split(" ", 2);
        return new Commit(branch, shaAndSubject[0], shaAndSubject[1]);
    }

    /** A clone with a detached HEAD, which is what CI servers build in. */
    void checkOut(Commit commit, Path clone) {
        git(origin, "clone", "--quiet", "--no-checkout", origin.toString(), clone.toString());
        git(clone, "checkout", "--quiet", "--detach", commit.sha());
    }

    private String git(Path directory, String... arguments) {
        List<String> command = new ArrayList<>(GIT);
        command.addAll(List.of(arguments));
        Path log = logs.resolve("%02d-%s.log".formatted(++commands, arguments[0]));
        Command git = new Command(directory, log);
        if (git.run(Map.of(), command) != 0) {
            throw new DemoException("git " + String.join(" ", arguments) + " failed:\n" + git.output());
        }
        return git.output().strip();
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.walkFileTree(from, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
                    throws IOException {
                if (directory.endsWith("target")) {
                    return FileVisitResult.SKIP_SUBTREE;
                }
                Files.createDirectories(to.resolve(from.relativize(directory)));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.copy(file, to.resolve(from.relativize(file)));
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
