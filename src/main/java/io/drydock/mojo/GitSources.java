package io.drydock.mojo;

import io.drydock.git.ExportedTree;
import io.drydock.model.DrydockException;
import io.drydock.model.Outcome;
import io.drydock.run.Sources;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;

/** A commit's tree, exported by git to a temporary folder. */
final class GitSources implements Sources {

    private final Invocation invocation;

    GitSources(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Tree export(String sha) {
        Path folder = temporary();
        try {
            ExportedTree exported = invocation.repository().exportTree(sha, folder);
            if (!exported.missingSubmodules().isEmpty()) {
                invocation
                        .out()
                        .warn("submodules that are not here are left out of master's tree: "
                                + String.join(", ", exported.missingSubmodules())
                                + "; git submodule update --init brings them");
            }
            return new Exported(
                    folder, folder.resolve(invocation.git().project().toString()));
        } catch (RuntimeException e) {
            delete(folder);
            throw e;
        }
    }

    @Override
    public OptionalInt commitsBetween(String older, String newer) {
        return invocation.repository().commitsBetween(older, newer);
    }

    private static Path temporary() {
        try {
            return Files.createTempDirectory("drydock-master").toRealPath();
        } catch (IOException e) {
            throw new DrydockException(
                    Outcome.GIT_ERROR,
                    "master's tree cannot be exported",
                    e.getMessage(),
                    List.of("check java.io.tmpdir"),
                    e);
        }
    }

    private static void delete(Path folder) {
        try (Stream<Path> walk = Files.walk(folder)) {
            for (Path path : walk.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private final class Exported implements Tree {

        private final Path root;
        private final Path project;

        Exported(Path root, Path project) {
            this.root = root;
            this.project = project;
        }

        @Override
        public Path root() {
            return root;
        }

        @Override
        public Path project() {
            return project;
        }

        @Override
        public void buildOutput() throws InterruptedException {
            new MavenBuild(invocation).run(root, project);
        }

        @Override
        public void close() {
            delete(root);
        }
    }
}
