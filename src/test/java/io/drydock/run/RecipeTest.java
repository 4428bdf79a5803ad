package io.drydock.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.drydock.dockerfile.BuildContext;
import io.drydock.dockerfile.Dockerfile;
import io.drydock.dockerfile.IgnoreRules;
import io.drydock.dockerfile.Instruction;
import io.drydock.dockerfile.Stage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class RecipeTest {

    private static final Dockerfile FILE = Dockerfile.parse("""
            FROM busybox AS build
            ARG TOKEN
            COPY pom.xml ./
            COPY src/*.java src/
            COPY $WHERE /where/
            ADD https://example.com/x /x
            RUN --mount=type=bind,target=/all ls /all
            """);

    @TempDir
    Path folder;

    @BeforeEach
    void fill() throws IOException {
        Files.createDirectories(folder.resolve("src"));
        Files.writeString(folder.resolve("pom.xml"), "pom");
        Files.writeString(folder.resolve("src/A.java"), "A");
        Files.writeString(folder.resolve("src/a.txt"), "text");
    }

    @Test
    void survivesInLabels() {
        Recipe recipe = recipe(Map.of());
        Recipe read = Recipe.of(recipe.labels()).orElseThrow();
        assertThat(read.inputs()).isEqualTo(recipe.inputs()).isNotEmpty();
        assertThat(read.args()).isEqualTo(recipe.args());
        assertThat(read.dockerfile().stages()).isEqualTo(FILE.stages());
        assertThat(Recipe.of(Map.of())).isEmpty();
    }

    @Test
    void holdsNoValueOfABuildArgument() {
        assertThat(recipe(Map.of("TOKEN", "s3cret")).labels().toString()).doesNotContain("s3cret");
        assertThat(recipe(Map.of("TOKEN", "s3cret")).args())
                .isNotEqualTo(recipe(Map.of("TOKEN", "other")).args());
    }

    @Test
    void anInstructionReadsTheSameUntilOneOfItsOwnFilesChanges() throws IOException {
        Recipe before = recipe(Map.of());
        assertThat(same(before)).containsExactly(true, true, true, false, true);
        Files.writeString(folder.resolve("src/a.txt"), "other text");
        assertThat(same(before)).containsExactly(true, true, false, false, false);
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "files have no such mode there, and links need a privilege")
    void modesAndLinksAreRead() throws IOException {
        Recipe before = recipe(Map.of());
        Files.writeString(folder.resolve("src/a.txt"), "other text");
        Files.setPosixFilePermissions(folder.resolve("src/A.java"), PosixFilePermissions.fromString("rwxr-xr-x"));
        assertThat(same(before)).containsExactly(true, false, false, false, false);
        Files.createSymbolicLink(folder.resolve("link"), Path.of("src"));
        assertThat(same(before)).containsExactly(false, false, false, false, false);
    }

    private List<Boolean> same(Recipe before) {
        Recipe now = recipe(Map.of());
        Stage stage = FILE.lastStage();
        return stage.instructions().stream()
                .filter(i -> i.copy().isPresent() || i.is("RUN"))
                .map((Instruction i) -> now.sameInput(before, stage, i))
                .toList();
    }

    private Recipe recipe(Map<String, String> buildArgs) {
        return Recipe.of(
                FILE, buildArgs, BuildContext.of(folder, IgnoreRules.read(folder, folder.resolve("Dockerfile"))));
    }
}
