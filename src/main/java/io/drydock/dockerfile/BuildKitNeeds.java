package io.drydock.dockerfile;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finds what only BuildKit understands; the list is that of the Dockerfile reference's "requires" notes. A {@code # syntax=} is a
 * comment to the classic builder.
 */
final class BuildKitNeeds {

    private static final List<String> RUN_FLAGS = List.of("mount", "network", "security");
    private static final List<String> COPY_FLAGS =
            List.of("link", "chmod", "parents", "exclude", "checksum", "keep-git-dir");

    private BuildKitNeeds() {}

    static Optional<BuildKitFeature> first(Dockerfile file) {
        return file.stages().stream()
                .flatMap(s -> s.instructions().stream())
                .flatMap(BuildKitNeeds::of)
                .findFirst();
    }

    private static Stream<BuildKitFeature> of(Instruction instruction) {
        if (!instruction.heredocs().isEmpty()) {
            return feature(
                    instruction,
                    instruction.keyword() + " <<"
                            + instruction.heredocs().get(0).name());
        }
        List<String> flags = instruction.is("RUN") ? RUN_FLAGS : COPY_FLAGS;
        return flags.stream()
                .filter(f -> instruction.flag(f).isPresent())
                .flatMap(f -> feature(instruction, instruction.keyword() + " --" + f));
    }

    private static Stream<BuildKitFeature> feature(Instruction instruction, String text) {
        return Stream.of(new BuildKitFeature(text, instruction.startLine()));
    }
}
