package io.drydock.mojo;

import io.drydock.git.GitRepository;
import io.drydock.model.DrydockException;
import io.drydock.model.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A repository cloned for {@code docker:boot}; it stands for the module. */
final class Clone {

    private final Invocation invocation;
    private final String source;

    Clone(Invocation invocation, String source) {
        this.invocation = invocation;
        this.source = source;
    }

    /** The same goal, called in a fresh clone. */
    Invocation invocation() {
        String branch = invocation
                .flags()
                .branch()
                .orElseThrow(() -> new DrydockException(
                        Outcome.CONFIG_ERROR,
                        "no branch is named to boot",
                        "docker.git is set and docker.branch is not",
                        List.of("add -Ddocker.branch=<branch>")));
        Path folder = invocation.maven().output().resolve("clone");
        empty(folder);
        invocation.out().info("cloning branch " + branch + " of " + name());
        GitRepository.cloneTo(source, branch, folder).close();
        return invocation.in(folder, name());
    }

    /** The repository's name: the last part of its address. */
    private String name() {
        String path = source.replaceAll("[/\\\\]+$", "").replaceFirst("\\.git$", "");
        return path.substring(
                Math.max(Math.max(path.lastIndexOf('/'), path.lastIndexOf(':')), path.lastIndexOf('\\')) + 1);
    }

    private static void empty(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> walk = Files.walk(folder)) {
            for (Path path : walk.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new DrydockException(
                    Outcome.GIT_ERROR,
                    "an earlier clone cannot be removed",
                    e.getMessage(),
                    List.of("remove " + folder),
                    e);
        }
    }
}
