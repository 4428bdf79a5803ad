package io.drydock.dockerfile;

import io.drydock.model.DrydockException;
import io.drydock.model.Outcome;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A parsed Dockerfile, with the questions that planning a build asks of it.
 *
 * @param escape the escape character: a backslash, or a backtick by directive
 * @param syntax the {@code # syntax=} directive, which makes BuildKit fetch a frontend
 * @param globalArgs the ARGs before the first FROM
 * @param stages at least one
 * @param lines the source, a line each, without line ends and byte-order mark
 */
public record Dockerfile(
        char escape, Optional<Directive> syntax, List<Arg> globalArgs, List<Stage> stages, List<String> lines) {

    public Dockerfile {
        globalArgs = List.copyOf(globalArgs);
        stages = List.copyOf(stages);
        lines = List.copyOf(lines);
    }

    /** Parses a text that messages will call {@code Dockerfile}. */
    public static Dockerfile parse(String text) {
        return parse("Dockerfile", text);
    }

    /**
     * Parses a Dockerfile.
     *
     * @param file what messages call it
     * @throws DrydockException (CONFIG_ERROR) with the file and the line of the first mistake
     */
    public static Dockerfile parse(String file, String text) {
        return new DockerfileParser(file, text).parse();
    }

    /** The last stage, which is what a build without a target makes. */
    public Stage lastStage() {
        return stages.get(stages.size() - 1);
    }

    /**
     * The stage that {@code --target} would build: by name, else by index; the last one for an empty text.
     *
     * @throws DrydockException (CONFIG_ERROR) when there is none
     */
    public Stage stage(String target) {
        if (target.isEmpty()) {
            return lastStage();
        }
        return find(target, stages.size())
                .orElseThrow(() -> new DrydockException(
                        Outcome.CONFIG_ERROR,
                        "The target stage '" + target + "' was not found",
                        "the Dockerfile has " + names(),
                        List.of("Name one of these in <image><target> or <suite><target>")));
    }

    /** What {@code --from}, or FROM of a later stage, means by a name or index; empty when it means an image. */
    public Optional<Stage> stageSeenBy(Stage from, String reference) {
        return find(reference, from.index());
    }

    /**
     * The image or stage that a stage starts from, variables replaced by the global ARGs and the given build
     * arguments.
     */
    public String base(Stage stage, Map<String, String> buildArgs) {
        return Scope.global(this, buildArgs).expand(stage.base());
    }

    /** The stage that a stage starts from, if it starts from one. */
    public Optional<Stage> baseStage(Stage stage, Map<String, String> buildArgs) {
        return stages.subList(0, stage.index()).stream()
                .filter(s -> s.isNamed(base(stage, buildArgs)))
                .reduce((first, last) -> last);
    }

    /** The stages that a stage directly needs: as base, by {@code COPY --from} and by mounts. */
    public Set<Stage> dependencies(Stage stage, Map<String, String> buildArgs) {
        Set<Stage> found = new LinkedHashSet<>();
        baseStage(stage, buildArgs).ifPresent(found::add);
        for (Instruction instruction : stage.instructions()) {
            instruction
                    .sourcesOutsideContext()
                    .forEach(from -> stageSeenBy(stage, from).ifPresent(found::add));
        }
        return found;
    }

    /** The stages that building a target builds, itself included, in the order of the file. */
    public List<Stage> closure(Stage target, Map<String, String> buildArgs) {
        Set<Integer> found = new TreeSet<>(Set.of(target.index()));
        // A stage can only need earlier ones, so one walk backwards finds all.
        for (int i = target.index(); i >= 0; i--) {
            if (found.contains(i)) {
                dependencies(stages.get(i), buildArgs).forEach(s -> found.add(s.index()));
            }
        }
        return found.stream().map(stages::get).toList();
    }

    /**
     * Whether a build of the target copies something that Maven makes: a source below the build folder, or a glob that
     * reaches into it. A source that merely holds the folder ({@code COPY . .}) does not count: it works without.
     *
     * @param buildFolder relative to the context, such as {@code target} or {@code service/target}
     */
    public boolean copiesBuildOutput(Stage target, Path buildFolder, Map<String, String> buildArgs) {
        List<String> folder = new ArrayList<>();
        buildFolder.normalize().forEach(name -> folder.add(name.toString()));
        return closure(target, buildArgs).stream()
                .anyMatch(stage -> Scope.contextSources(this, stage, buildArgs).stream()
                        .anyMatch(source -> Glob.reachesInto(source, folder)));
    }

    /** The first thing in the file that the classic builder does not understand. */
    public Optional<BuildKitFeature> needsBuildKit() {
        return BuildKitNeeds.first(this);
    }

    private Optional<Stage> find(String reference, int before) {
        Optional<Stage> byName = stages.subList(0, before).stream()
                .filter(s -> s.isNamed(reference))
                .reduce((first, last) -> last);
        if (byName.isPresent() || !reference.matches("\\d{1,6}")) {
            return byName;
        }
        int index = Integer.parseInt(reference);
        return index < before ? Optional.of(stages.get(index)) : Optional.empty();
    }

    private String names() {
        List<String> named = stages.stream()
                .flatMap(s -> s.name().stream())
                .map(n -> "'" + n + "'")
                .toList();
        return named.isEmpty() ? stages.size() + " unnamed stage(s)" : "the stages " + String.join(", ", named);
    }
}
