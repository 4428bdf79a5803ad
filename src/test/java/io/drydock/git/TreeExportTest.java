package io.drydock.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.drydock.model.DrydockException;
import io.drydock.model.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.TreeFormatter;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TreeExportTest {

    private static final Instant COMMITTED = Instant.parse("2024-05-06T07:08:09Z");

    @TempDir
    Path temp;

    @Test
    void writesFilesModesAndLinksOfAnotherBranchWithoutTouchingTheWorkTree() throws IOException {
        Sandbox sandbox = Sandbox.withCommit(temp.resolve("a")).write("bin/run.sh", "#!/bin/sh");
        sandbox.root.resolve("bin/run.sh").toFile().setExecutable(true);
        Files.createSymbolicLink(sandbox.root.resolve("link"), Path.of("../outside"));
        String sha = sandbox.commit("two").head();
        sandbox.git("checkout", "-q", "-b", "other", "HEAD^");

        Path target = temp.resolve("out");
        assertThat(export(sandbox, sha, target).missingSubmodules()).isEmpty();

        assertThat(list(target)).containsExactly("app.txt", "bin", "bin/run.sh", "link");
        assertThat(target.resolve("app.txt")).hasContent("one");
        assertThat(permissions(target.resolve("bin/run.sh"))).isEqualTo("rwxr-xr-x");
        assertThat(permissions(target.resolve("app.txt"))).isEqualTo("rw-r--r--");
        assertThat(Files.readSymbolicLink(target.resolve("link"))).hasToString("../outside");
        for (String path : List.of("", "app.txt", "bin", "bin/run.sh", "link")) {
            assertThat(Files.getLastModifiedTime(target.resolve(path), LinkOption.NOFOLLOW_LINKS)
                            .toInstant())
                    .as(path)
                    .isEqualTo(COMMITTED);
        }
        assertThat(sandbox.git("status", "--porcelain")).isEmpty();
        assertThat(sandbox.root.resolve("bin")).doesNotExist();
    }

    @Test
    void writesLineEndingsAsACheckoutWould() {
        Sandbox sandbox = Sandbox.withCommit(temp.resolve("a"))
                .write(".gitattributes", "*.bat text eol=crlf\n")
                .write("run.bat", "a\r\nb\r\n");
        Path target = temp.resolve("out");
        export(sandbox, sandbox.commit("two").head(), target);
        assertThat(target.resolve("run.bat")).hasBinaryContent("a\r\nb\r\n".getBytes());
    }

    @Test
    void writesSubmodulesAndTheirsWhereTheirRepositoriesAreHere() {
        Sandbox inner = Sandbox.withCommit(temp.resolve("inner"));
        Sandbox library = Sandbox.withCommit(temp.resolve("library"));
        library.git("submodule", "--quiet", "add", "file://" + inner.root, "deep/inner");
        library.commit("two");
        Sandbox sandbox = Sandbox.withCommit(temp.resolve("a"));
        sandbox.git("submodule", "--quiet", "add", "--name", "the-lib", "file://" + library.root, "lib");
        sandbox.git("submodule", "--quiet", "update", "--init", "--recursive");
        String sha = sandbox.commit("two").head();

        Path target = temp.resolve("out");
        assertThat(export(sandbox, sha, target).missingSubmodules()).isEmpty();
        assertThat(target.resolve("lib/app.txt")).hasContent("one");
        assertThat(target.resolve("lib/deep/inner/app.txt")).hasContent("one");

        sandbox.git("worktree", "add", "-q", "--detach", temp.resolve("linked").toString());
        Path fromLinked = temp.resolve("from-linked");
        assertThat(export(Sandbox.at(temp.resolve("linked")), sha, fromLinked).missingSubmodules())
                .isEmpty();
        assertThat(fromLinked.resolve("lib/deep/inner/app.txt")).hasContent("one");
    }

    @Test
    void namesSubmodulesWhoseRepositoryIsNotHere() {
        Sandbox library = Sandbox.withCommit(temp.resolve("library"));
        Sandbox sandbox = Sandbox.withCommit(temp.resolve("a"));
        sandbox.git("submodule", "--quiet", "add", "file://" + library.root, "lib");
        String sha = sandbox.commit("two").head();
        Path target = temp.resolve("out");
        assertThat(export(sandbox.cloned("clone"), sha, target).missingSubmodules())
                .containsExactly("lib");
        assertThat(target.resolve("lib")).isEmptyDirectory();
    }

    @Test
    void tellsHowToGetACommitThatAShallowCloneLacks() {
        Sandbox origin = Sandbox.withCommit(temp.resolve("origin"));
        String first = origin.head();
        origin.commit("two");
        DrydockException failure = catchThrowableOfType(
                DrydockException.class, () -> export(origin.cloned("clone", "--depth=1"), first, temp.resolve("out")));
        assertThat(failure.outcome()).isEqualTo(Outcome.GIT_ERROR);
        assertThat(failure.what()).contains(first);
        assertThat(failure.next().get(0)).contains("--unshallow");
    }

    @Test
    void overwritesNothing() {
        Sandbox sandbox = Sandbox.withCommit(temp.resolve("a"));
        Sandbox target = Sandbox.at(temp.resolve("out")).write("app.txt", "mine");
        DrydockException failure =
                catchThrowableOfType(DrydockException.class, () -> export(sandbox, sandbox.head(), target.root));
        assertThat(failure.outcome()).isEqualTo(Outcome.GIT_ERROR);
        assertThat(target.root.resolve("app.txt")).hasContent("mine");
    }

    @Test
    void doesNotFollowACraftedTreeOutOfTheFolder() throws IOException {
        Sandbox sandbox = Sandbox.withCommit(temp.resolve("a"));
        Path outside = Files.createDirectories(temp.resolve("outside"));
        for (String name : List.of("..", ".git", "a/../../outside")) {
            assertThat(catchThrowableOfType(
                            DrydockException.class,
                            () -> export(
                                    sandbox,
                                    crafted(sandbox, name, outside, false),
                                    temp.resolve("x" + name.length()))))
                    .as(name)
                    .isNotNull();
        }
        assertThat(catchThrowableOfType(
                        DrydockException.class,
                        () -> export(sandbox, crafted(sandbox, "evil", outside, true), temp.resolve("y"))))
                .isNotNull();
        assertThat(outside).isEmptyDirectory();
    }

    /** A commit whose tree holds a folder of that name and, if wanted, a link of the same name before it. */
    private static String crafted(Sandbox sandbox, String name, Path outside, boolean link) throws IOException {
        try (Repository repository = new FileRepositoryBuilder()
                        .setWorkTree(sandbox.root.toFile())
                        .build();
                ObjectInserter inserter = repository.newObjectInserter()) {
            TreeFormatter inner = new TreeFormatter();
            inner.append("payload", FileMode.REGULAR_FILE, inserter.insert(Constants.OBJ_BLOB, "x".getBytes()));
            ObjectId folder = inserter.insert(inner);
            TreeFormatter tree = new TreeFormatter();
            if (link) {
                ObjectId destination =
                        inserter.insert(Constants.OBJ_BLOB, outside.toString().getBytes());
                tree.append(name.getBytes(), 0, name.length(), FileMode.SYMLINK, destination, true);
            }
            tree.append(name.getBytes(), 0, name.length(), FileMode.TREE, folder, true);
            CommitBuilder commit = new CommitBuilder();
            commit.setTreeId(inserter.insert(tree));
            commit.setAuthor(new PersonIdent("A", "a@example.org"));
            commit.setCommitter(commit.getAuthor());
            ObjectId id = inserter.insert(commit);
            inserter.flush();
            return id.name();
        }
    }

    private static ExportedTree export(Sandbox sandbox, String sha, Path target) {
        try (GitRepository repository = sandbox.open()) {
            return repository.exportTree(sha, target);
        }
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    private static List<String> list(Path folder) throws IOException {
        try (Stream<Path> paths = Files.walk(folder)) {
            return paths.filter(path -> !path.equals(folder))
                    .map(path -> folder.relativize(path).toString())
                    .sorted()
                    .toList();
        }
    }
}
