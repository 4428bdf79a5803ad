package io.drydock.git;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.jgit.errors.ConfigInvalidException;
import org.eclipse.jgit.lib.BlobBasedConfig;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevTree;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.treewalk.TreeWalk;

/** Finds the repositories of a commit's submodules on this machine (gitsubmodules(7)); fetches nothing. */
final class Submodules {

    private static final String SECTION = "submodule";

    private final Repository repository;
    private final Config modules;

    private Submodules(Repository repository, Config modules) {
        this.repository = repository;
        this.modules = modules;
    }

    /** The submodules that the {@code .gitmodules} of a commit's tree names. */
    static Submodules of(Repository repository, RevTree tree) throws IOException {
        try (TreeWalk file = TreeWalk.forPath(repository, Constants.DOT_GIT_MODULES, tree)) {
            boolean present = file != null && file.getFileMode(0).getObjectType() == Constants.OBJ_BLOB;
            Config modules = present ? new BlobBasedConfig(null, repository, file.getObjectId(0)) : new Config();
            return new Submodules(repository, modules);
        } catch (ConfigInvalidException e) {
            return new Submodules(repository, new Config());
        }
    }

    /** The repository of the submodule at a path, if it is here and has that commit; the caller closes it. */
    Optional<Repository> find(String path, ObjectId commit) throws IOException {
        for (Path folder : candidates(path).toList()) {
            if (Files.isDirectory(folder.resolve(Constants.OBJECTS))) {
                Repository found =
                        new FileRepositoryBuilder().setGitDir(folder.toFile()).build();
                if (found.getObjectDatabase().has(commit)) {
                    return Optional.of(found);
                }
                found.close();
            }
        }
        return Optional.empty();
    }

    private Stream<Path> candidates(String path) {
        Path own = repository.getDirectory().toPath();
        Path common = repository.getCommonDirectory().toPath();
        Stream<Path> absorbed = name(path).stream()
                .flatMap(name -> Stream.of(own, common)
                        .map(folder -> folder.resolve(Constants.MODULES).resolve(name)));
        Stream<Path> inTree = repository.isBare()
                ? Stream.empty()
                : Stream.of(repository.getWorkTree().toPath().resolve(path).resolve(Constants.DOT_GIT));
        return Stream.concat(absorbed, inTree);
    }

    /** Names come from a commit: one that leads out of the folder is none. */
    private Optional<String> name(String path) {
        return modules.getSubsections(SECTION).stream()
                .filter(name -> path.equals(modules.getString(SECTION, name, "path")))
                .filter(name ->
                        !name.startsWith("/") && !Path.of(name).normalize().startsWith(".."))
                .findFirst();
    }
}
