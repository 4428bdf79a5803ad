package io.drydock.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.drydock.model.spec.ImageSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StagesToKeepTest {

    @TempDir
    Path folder;

    @Test
    void stagesThatRunCommandsAreKeptButTheLast() throws IOException {
        assertThat(kept("FROM a AS Build\nRUN make\nFROM b AS files\nCOPY . .\nFROM c\nCOPY --from=build /x /\n"
                        + "COPY --from=files /y /\nRUN true\n"))
                .containsExactly("build");
    }

    @Test
    void aStageWhoseNameCannotBeATagOfOursIsNotKept() throws IOException {
        assertThat(kept("FROM a AS build_deps\nRUN make\nFROM a AS v1.2\nRUN make\nFROM c\n"
                        + "COPY --from=build_deps /x /\nCOPY --from=v1.2 /y /\n"))
                .isEmpty();
    }

    private List<String> kept(String dockerfile) throws IOException {
        Path file = Files.writeString(folder.resolve("Dockerfile"), dockerfile);
        return ImageRunner.stagesToKeep(
                new ImageSpec(file, folder, Optional.empty(), Map.of(), List.of(), ImageSpec.Builder.AUTO, 5));
    }
}
