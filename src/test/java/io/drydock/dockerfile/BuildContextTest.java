package io.drydock.dockerfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drydock.model.DrydockException;
import io.drydock.model.Outcome;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BuildContextTest {

    @TempDir
    private Path temp;

    private Path root;

    @BeforeEach
    void makeRoot() throws IOException {
        root = Files.createDirectory(temp.resolve("context"));
    }

    static Stream<List<String>> contexts() throws IOException {
        return Oracle.rows("dockerignore-context.tsv");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("contexts")
    void aFolderGivesTheFilesThatDockerWouldSend(List<String> row) throws IOException {
        for (String file : Oracle.strings(row.get(2))) {
            write(file, "");
        }

        Set<String> files = new TreeSet<>();
        context(Oracle.string(row.get(1))).entries().stream()
                .filter(ContextEntry::isFile)
                .forEach(e -> files.add(e.path()));

        assertThat(files).isEqualTo(new TreeSet<>(Oracle.strings(row.get(3))));
    }

    @Test
    void entriesComeInByteOrderOfPathPartsWithFoldersFirst() throws IOException {
        for (String file : List.of("a/z", "a-b/x", "a.txt", "\uFF5E", "\uD83D\uDE00", "B")) {
            write(file, "");
        }

        assertThat(paths(context("")))
                .containsExactly("B", "a", "a/z", "a-b", "a-b/x", "a.txt", "\uFF5E", "\uD83D\uDE00");
    }

    @Test
    void aFolderAboveAnExceptionIsSentAndAnEmptyIgnoredOneIsNot() throws IOException {
        write("docs/deep/a.md", "");
        write("docs/b.md", "");
        Files.createDirectories(root.resolve("empty"));

        assertThat(paths(context("docs\nempty\n!docs/deep/*.md")))
                .containsExactly("docs", "docs/deep", "docs/deep/a.md");
        assertThat(paths(context("docs"))).containsExactly("empty");
    }

    @Test
    void anIgnoredFolderIsNotEvenListed() throws IOException {
        write("huge/a", "");
        write("src/b", "");
        ContextWalk walk = new ContextWalk(root, new Selection() {
            @Override
            public boolean takes(String path) {
                assertThat(path).as("a path below an ignored folder").doesNotStartWith("huge/");
                return !path.equals("huge");
            }

            @Override
            public boolean mayTakeBelow(String folder) {
                return Selection.of(IgnoreRules.parse("huge")).mayTakeBelow(folder);
            }
        });

        assertThat(walk.entries()).extracting(ContextEntry::path).containsExactlyInAnyOrder("src", "src/b");
    }

    @Test
    void linksAreEntriesWhereverTheyPoint() throws IOException {
        Files.writeString(temp.resolve("secret"), "secret");
        Files.createSymbolicLink(root.resolve("out"), Path.of("../secret"));
        Files.createSymbolicLink(root.resolve("up"), Path.of(".."));
        Files.createSymbolicLink(root.resolve("dangling"), Path.of("/nowhere"));

        assertThat(context("").entries())
                .extracting(e -> e.path() + " " + e.type() + " " + e.linkTarget())
                .containsExactly("dangling SYMLINK /nowhere", "out SYMLINK ../secret", "up SYMLINK ..");
    }

    @Test
    void theTarHoldsContentModesLinksAndLongNamesOwnedByRoot() throws IOException {
        String longName = "d".repeat(90) + "/" + "n".repeat(120) + "\u00e9";
        write(longName, "long");
        write("run.sh", "#!");
        Files.setPosixFilePermissions(root.resolve("run.sh"), PosixFilePermissions.fromString("rwxr-x--x"));
        Files.setLastModifiedTime(root.resolve("run.sh"), FileTime.fromMillis(1_600_000_000_500L));
        Files.createSymbolicLink(root.resolve("link"), Path.of("run.sh"));

        Map<String, TarArchiveEntry> entries = new TreeMap<>();
        Map<String, String> content = tar(context(""), entries);

        assertThat(content).containsEntry(longName, "long").containsEntry("run.sh", "#!");
        assertThat(entries.get("run.sh").getMode() & 07777).isEqualTo(0751);
        assertThat(entries.get("run.sh").getModTime().getTime()).isEqualTo(1_600_000_000_000L);
        assertThat(entries.get("link").isSymbolicLink()).isTrue();
        assertThat(entries.get("link").getLinkName()).isEqualTo("run.sh");
        assertThat(entries.values()).allSatisfy(e -> {
            assertThat(e.getLongUserId()).isZero();
            assertThat(e.getLongGroupId()).isZero();
            assertThat(e.getUserName()).isEmpty();
        });
    }

    @Test
    void aFileInMemoryHidesTheFoldersOwnAndBringsItsFolders() throws IOException {
        write("a", "on disk");
        BuildContext context = context("new")
                .withFile("a", "mine".getBytes(StandardCharsets.UTF_8))
                .withFile("new/sub/b", new byte[0]);

        assertThat(paths(context)).containsExactly("a", "new", "new/sub", "new/sub/b");
        assertThat(tar(context, new TreeMap<>())).containsEntry("a", "mine");
        assertThat(root.resolve("a")).hasContent("on disk");
    }

    @Test
    void aRewrittenDockerfileIsSentWithRulesThatTakeItOutAgain() throws IOException {
        write("Dockerfile", "FROM a");
        IgnoreRules rules = IgnoreRules.parse("*.md");
        BuildContext context = BuildContext.of(root, rules).withDockerfile(".drydock.Dockerfile", "FROM b", rules);

        Map<String, String> content = tar(context, new TreeMap<>());

        assertThat(content).containsEntry("Dockerfile", "FROM a").containsEntry(".drydock.Dockerfile", "FROM b");
        IgnoreRules sent = IgnoreRules.parse(content.get(".dockerignore"));
        assertThat(sent.ignored(".drydock.Dockerfile")).isTrue();
        assertThat(sent.ignored("x.md")).isTrue();
        assertThat(sent.ignored("Dockerfile")).isFalse();
    }

    @Test
    void aFolderThatIsNotWantedIsNotEntered() throws IOException {
        write("target/app-1.jar", "");
        write("huge/deep/y", "");
        List<String> asked = new ArrayList<>();

        assertThat(paths(context("").only(path -> {
                    asked.add(path);
                    return path.startsWith("target");
                })))
                .containsExactly("target", "target/app-1.jar");
        assertThat(asked).contains("huge").doesNotContain("huge/deep", "huge/deep/y");
    }

    @Test
    void aFileThatGrewOrShrankOrVanishedFailsTheBuildByItsName() throws IOException {
        for (String change : List.of("longer than before", "x", "")) {
            write("src/App.java", "before");
            BuildContext context = context("");
            ContextEntry entry = context.entries().get(1);
            if (change.isEmpty()) {
                Files.delete(root.resolve("src/App.java"));
            } else {
                write("src/App.java", change);
            }

            assertThatThrownBy(() -> read(context, entry))
                    .isInstanceOfSatisfying(
                            DrydockException.class, e -> assertThat(e.outcome()).isEqualTo(Outcome.BUILD_FAILED))
                    .hasMessageContaining("src/App.java")
                    .hasMessageMatching(".*(changed|vanished) while it was read.*");
        }
    }

    @Test
    void aFileOfTheSameSizeButAnotherTimeHasChanged() throws IOException {
        write("a", "one");
        BuildContext context = context("");
        ContextEntry entry = context.entries().get(0);
        write("a", "two");
        Files.setLastModifiedTime(root.resolve("a"), FileTime.fromMillis(1));

        assertThatThrownBy(() -> read(context, entry)).hasMessageContaining("a changed while it was read");
    }

    @Test
    void goModesCarryTheTypeAndTheSpecialBits() {
        assertThat(new ContextEntry("d", ContextEntry.Type.DIRECTORY, 01755, 0, 0, "").goMode())
                .isEqualTo(1 << 31 | 1 << 20 | 0755);
        assertThat(new ContextEntry("l", ContextEntry.Type.SYMLINK, 0777, 0, 0, "x").goMode())
                .isEqualTo(1 << 27 | 0777);
        assertThat(new ContextEntry("f", ContextEntry.Type.FILE, 06755, 0, 0, "").goMode())
                .isEqualTo(1 << 23 | 1 << 22 | 0755);
    }

    private static void read(BuildContext context, ContextEntry entry) throws IOException {
        try (InputStream in = context.open(entry)) {
            in.readAllBytes();
        }
    }

    private BuildContext context(String rules) {
        return BuildContext.of(root, IgnoreRules.parse(rules));
    }

    private void write(String path, String text) throws IOException {
        Files.createDirectories(root.resolve(path).getParent());
        Files.writeString(root.resolve(path), text);
    }

    private static List<String> paths(BuildContext context) {
        return context.entries().stream().map(ContextEntry::path).toList();
    }

    private static Map<String, String> tar(BuildContext context, Map<String, TarArchiveEntry> entries)
            throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        context.writeTar(bytes);
        Map<String, String> content = new TreeMap<>();
        List<String> order = new ArrayList<>();
        try (TarArchiveInputStream in =
                new TarArchiveInputStream(new ByteArrayInputStream(bytes.toByteArray()), "UTF-8")) {
            for (TarArchiveEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                order.add(entry.getName().replaceAll("/$", ""));
                entries.put(entry.getName(), entry);
                if (entry.isFile()) {
                    content.put(entry.getName(), new String(in.readAllBytes(), StandardCharsets.UTF_8));
                }
            }
        }
        assertThat(order).isEqualTo(paths(context));
        return content;
    }
}
