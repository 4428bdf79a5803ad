package io.drydock.dockerfile;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Where the order of a Dockerfile defeats the build cache, or its RUN instructions make layers for little. */
public final class CacheHints {

    /** So many small layers in a row are told. */
    static final int MANY = 5;
    /** Bytes; a layer below is small. */
    static final long SMALL = 1_000_000;

    /** Folders that belong to a build tool, not to the sources. */
    private static final Set<String> NOT_SOURCES =
            Set.of("gradle", "mvnw", "gradlew", "gemfile", "pipfile", "makefile");

    private static final Pattern NAME_OF_FOLDER = Pattern.compile("[\\w-]+");

    /**
     * A hint.
     *
     * @param line 1-based line of the Dockerfile
     * @param text what is there and what would be better
     */
    public record Hint(int line, String text) {}

    /** What fetches dependencies, with the files that name them. */
    private enum Tool {
        MAVEN("pom.xml", "\\bmvnw?\\b(?!.* (-o|--offline)\\b).*\\b(dependency:|compile|test|package|verify|install)"),
        GRADLE("build.gradle", "(^|[ /;&|])gradlew? (?!.*--offline\\b)"),
        NODE(
                "package.json and its lock file",
                "\\b(npm (ci|i|install)|yarn install|pnpm (i|install))( |$)(?!.*(-g|--global)\\b)|\\byarn *($|&&|;|--)"),
        PIP("requirements.txt", "\\bpip3? install\\b.* (-r|--requirement)\\b"),
        BUNDLER("Gemfile and Gemfile.lock", "\\bbundle install\\b"),
        GO("go.mod and go.sum", "\\bgo (mod download|build|install)\\b"),
        COMPOSER("composer.json and composer.lock", "\\bcomposer install\\b");

        private final String manifest;
        private final Pattern fetches;

        Tool(String manifest, String fetches) {
            this.manifest = manifest;
            this.fetches = Pattern.compile(fetches);
        }
    }

    private final Map<Integer, Long> sizes;
    private final List<Hint> hints = new ArrayList<>();

    private CacheHints(Map<Integer, Long> sizes) {
        this.sizes = sizes;
    }

    /**
     * The hints about a target and the stages that it needs, in order of line.
     *
     * @param sizes bytes of the layers that are known, by the line of their instruction
     */
    public static List<Hint> of(
            Dockerfile dockerfile, Stage target, Map<String, String> buildArgs, Map<Integer, Long> sizes) {
        CacheHints found = new CacheHints(sizes);
        dockerfile.closure(target, buildArgs).forEach(found::order);
        for (Optional<Stage> stage = Optional.of(target);
                stage.isPresent();
                stage = dockerfile.baseStage(stage.get(), buildArgs)) {
            found.manySmall(stage.get().instructions());
        }
        found.hints.sort(Comparator.comparingInt(Hint::line));
        return List.copyOf(found.hints);
    }

    /** Only the first fetch of a tool counts: what follows it finds the dependencies there. */
    private void order(Stage stage) {
        for (Tool tool : Tool.values()) {
            Optional<Instruction> fetch = stage.instructions().stream()
                    .filter(i -> i.is("RUN") && tool.fetches.matcher(command(i)).find())
                    .findFirst();
            fetch.filter(run -> run.mounts().stream()
                            .noneMatch(mount -> mount.type().equals("cache")))
                    .ifPresent(run -> stage.instructions().stream()
                            .takeWhile(i -> i.startLine() < run.startLine())
                            .filter(CacheHints::copiesSources)
                            .findFirst()
                            .ifPresent(copy -> hints.add(new Hint(
                                    copy.startLine(),
                                    copy.keyword() + " brings sources before line " + run.startLine()
                                            + " fetches dependencies, so every change of a source fetches them anew; copy "
                                            + tool.manifest + " alone, fetch, then copy the rest"))));
        }
    }

    private static String command(Instruction run) {
        String heredocs =
                String.join(" ", run.heredocs().stream().map(Heredoc::content).toList());
        return ((run.json() ? String.join(" ", run.args()) : run.text()) + " " + heredocs).strip();
    }

    private static boolean copiesSources(Instruction instruction) {
        return instruction
                .copy()
                .filter(Copy::readsContext)
                .filter(copy -> copy.sources().stream().anyMatch(CacheHints::source))
                .isPresent();
    }

    private static boolean source(String written) {
        String path = Paths.relative(written);
        String name = Paths.lastPart(path);
        return path.isEmpty()
                || name.matches("\\*+")
                || NAME_OF_FOLDER.matcher(name).matches() && !NOT_SOURCES.contains(name.toLowerCase(Locale.ROOT));
    }

    private void manySmall(List<Instruction> instructions) {
        List<Instruction> row = new ArrayList<>();
        for (Instruction instruction : instructions) {
            if (instruction.is("RUN") && sizes.getOrDefault(instruction.startLine(), 0L) < SMALL) {
                row.add(instruction);
            } else {
                tell(row);
                row.clear();
            }
        }
        tell(row);
    }

    private void tell(List<Instruction> row) {
        if (row.size() >= MANY) {
            int[] lines = {row.get(0).startLine(), row.get(row.size() - 1).startLine()};
            boolean known = row.stream().allMatch(i -> sizes.containsKey(i.startLine()));
            hints.add(new Hint(
                    lines[0],
                    row.size() + (known ? " small" : "") + " RUN instructions in a row, to line " + lines[1]
                            + ", make a layer each; one RUN with && makes one"));
        }
    }
}
