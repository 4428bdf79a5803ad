package io.drydock.git;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkTreeTest {

    @TempDir
    Path temp;

    private Sandbox sandbox;

    @BeforeEach
    void repository() throws IOException {
        sandbox = Sandbox.init(temp.resolve("a"))
                .write("app.txt", "one")
                .write("src/Main.java", "class Main {}")
                .write(".gitignore", "*.log\nout/\n");
        Files.createSymbolicLink(sandbox.root.resolve("link"), Path.of("app.txt"));
        sandbox.commit("one");
    }

    @Test
    void isCleanAfterACommit() {
        assertThat(dirtyHash()).isEmpty();
    }

    @Test
    void seesAModifiedFileAndTellsContentsApart() {
        sandbox.write("app.txt", "two");
        Optional<String> two = dirtyHash();
        assertThat(two).get().asString().matches("[0-9a-f]{8}");
        assertThat(dirtyHash()).isEqualTo(two);
        sandbox.write("app.txt", "six");
        assertThat(dirtyHash()).isPresent().isNotEqualTo(two);
        sandbox.write("app.txt", "one");
        assertThat(dirtyHash()).isEmpty();
    }

    @Test
    void seesAChangeThatKeepsSizeAndTime() throws IOException {
        Path file = sandbox.root.resolve("app.txt");
        FileTime before = Files.getLastModifiedTime(file);
        sandbox.write("app.txt", "two");
        Files.setLastModifiedTime(file, before);
        assertThat(dirtyHash()).isPresent();
    }

    @Test
    void doesNotMindANewTime() throws IOException {
        Files.setLastModifiedTime(sandbox.root.resolve("app.txt"), FileTime.from(Instant.EPOCH));
        assertThat(dirtyHash()).isEmpty();
    }

    @Test
    void givesTheSameHashWhetherAChangeIsStagedOrNot() {
        sandbox.write("app.txt", "two").write("new.txt", "new");
        Optional<String> unstaged = dirtyHash();
        sandbox.git("add", "-A");
        assertThat(dirtyHash()).isPresent().isEqualTo(unstaged);
    }

    @Test
    void seesADeletedFile() throws IOException {
        Files.delete(sandbox.root.resolve("app.txt"));
        Optional<String> unstaged = dirtyHash();
        assertThat(unstaged).isPresent();
        sandbox.git("add", "-A");
        assertThat(dirtyHash()).isEqualTo(unstaged);
    }

    @Test
    void seesAnUntrackedFileButNoIgnoredOne() {
        sandbox.write("build.log", "x").write("out/a.txt", "x").write("src/deep/x.log", "x");
        assertThat(dirtyHash()).isEmpty();
        sandbox.write("src/deep/New.java", "class New {}");
        assertThat(dirtyHash()).isPresent();
    }

    @Test
    void seesATrackedFileBelowAnIgnoredFolderButNothingElseThere() {
        sandbox.write("out/kept.txt", "x");
        sandbox.git("add", "-f", "out/kept.txt");
        sandbox.git("commit", "-q", "-m", "two");
        sandbox.write("out/other.txt", "x").write("out/deep/other.txt", "x");
        assertThat(dirtyHash()).isEmpty();
        sandbox.write("out/kept.txt", "y");
        assertThat(dirtyHash()).isPresent();
    }

    @Test
    void passesOverBuildDirectories() {
        sandbox.write("target/classes/Main.class", "x").write("shop/target/app.jar", "x");
        assertThat(dirtyHash()).isPresent();
        List<Path> builds = List.of(sandbox.root.resolve("target"), sandbox.root.resolve("shop/../shop/target"), temp);
        assertThat(dirtyHash(builds)).isEmpty();
        sandbox.write("targets.txt", "x");
        assertThat(dirtyHash(builds)).isPresent();
    }

    @Test
    void seesAModeChange() throws IOException {
        Files.setPosixFilePermissions(sandbox.root.resolve("app.txt"), PosixFilePermissions.fromString("rwxr-xr-x"));
        assertThat(dirtyHash()).isPresent();
        sandbox.git("config", "core.fileMode", "false");
        assertThat(dirtyHash()).isEmpty();
    }

    @Test
    void seesALinkThatLeadsElsewhereOrBecameAFile() throws IOException {
        Path link = sandbox.root.resolve("link");
        Files.delete(link);
        Files.createSymbolicLink(link, Path.of("src"));
        Optional<String> elsewhere = dirtyHash();
        Files.delete(link);
        sandbox.write("link", "app.txt");
        assertThat(elsewhere).isPresent();
        assertThat(dirtyHash()).isPresent().isNotEqualTo(elsewhere);
    }

    @Test
    void seesAFileThatBecameAFolderAndTheOtherWayRound() throws IOException {
        Files.delete(sandbox.root.resolve("app.txt"));
        sandbox.write("app.txt/inner", "one");
        assertThat(dirtyHash()).isPresent();
        Files.delete(sandbox.root.resolve("app.txt/inner"));
        Files.delete(sandbox.root.resolve("app.txt"));
        sandbox.write("app.txt", "one");
        assertThat(dirtyHash()).isEmpty();
        Files.delete(sandbox.root.resolve("src/Main.java"));
        Files.delete(sandbox.root.resolve("src"));
        sandbox.write("src", "x");
        assertThat(dirtyHash()).isPresent();
    }

    @Test
    void followsSubmodules() {
        Sandbox library = Sandbox.withCommit(temp.resolve("library"));
        sandbox.git("submodule", "--quiet", "add", "file://" + library.root, "lib");
        sandbox.commit("two");
        assertThat(dirtyHash()).isEmpty();
        sandbox.write("lib/app.txt", "two");
        Optional<String> inside = dirtyHash();
        assertThat(inside).isPresent();
        Sandbox.at(sandbox.root.resolve("lib")).commit("two");
        assertThat(dirtyHash()).isPresent().isNotEqualTo(inside);
    }

    @Test
    void isCleanWithASubmoduleThatIsNotCheckedOut() {
        Sandbox library = Sandbox.withCommit(temp.resolve("library"));
        sandbox.git("submodule", "--quiet", "add", "file://" + library.root, "lib");
        sandbox.commit("two");
        Sandbox clone = sandbox.cloned("clone");
        assertThat(dirtyHash(clone, List.of())).isEmpty();
    }

    @Test
    void isCleanInASparseCheckout() {
        sandbox.git("sparse-checkout", "set", "--no-cone", "/app.txt", "/.gitignore");
        assertThat(sandbox.root.resolve("src/Main.java")).doesNotExist();
        assertThat(dirtyHash()).isEmpty();
    }

    @Test
    void comparesTextAsGitWouldCommitIt() {
        sandbox.write(".gitattributes", "*.bat text eol=crlf\n")
                .write("run.bat", "a\r\nb\r\n")
                .commit("two");
        sandbox.write("run.bat", "a\nb\n");
        assertThat(dirtyHash()).isEmpty();
    }

    private Optional<String> dirtyHash() {
        return dirtyHash(List.of());
    }

    private Optional<String> dirtyHash(List<Path> buildDirectories) {
        return dirtyHash(sandbox, buildDirectories);
    }

    private static Optional<String> dirtyHash(Sandbox sandbox, List<Path> buildDirectories) {
        try (GitRepository repository = sandbox.open()) {
            return repository
                    .state(Optional.empty(), Optional.empty(), Map.of(), buildDirectories)
                    .commit()
                    .dirtyHash();
        }
    }
}
