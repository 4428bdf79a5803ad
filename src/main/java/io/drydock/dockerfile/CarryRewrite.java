package io.drydock.dockerfile;

import io.drydock.model.Sha256;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Rewrites a stage so that its caches come from master's image of the same stage; all else stays as written.
 *
 * <p>They appear no sooner than the first instruction that differs from master's, so that what is before it still comes
 * out of the builder's own cache. With BuildKit they are mounted, a cache mount that starts with master's content, and
 * nothing is baked in. They are copied where the builder is classic, where containers of the stage or of one built on
 * it are run, and where another stage copies them on: there an empty mount point would be missed. A copy comes before
 * that instruction, so that the builder has it in its cache for the next commit.
 */
final class CarryRewrite {

    private final Dockerfile file;
    private final Map<String, String> buildArgs;
    private final boolean buildKit;
    private final Set<Stage> run;

    /** @param run the stages of which containers are made: the target and those of suites */
    CarryRewrite(Dockerfile file, Map<String, String> buildArgs, boolean buildKit, Set<Stage> run) {
        this.file = file;
        this.buildArgs = buildArgs;
        this.buildKit = buildKit;
        this.run = run;
    }

    void apply(SourceEdits edits, Stage stage, CarrySource source) {
        List<Instruction> changed =
                stage.instructions().stream().skip(source.unchanged()).toList();
        List<Instruction> runs =
                changed.stream().filter(instruction -> instruction.is("RUN")).toList();
        if (runs.isEmpty()) {
            return;
        }
        List<String> copies = new ArrayList<>();
        for (String path : source.paths()) {
            if (mounted(stage, path)) {
                runs.forEach(instruction -> mount(edits, instruction, source.image(), path));
            } else {
                copies.add(copy(stage, runs.get(0), source, path));
            }
        }
        edits.insertBefore(changed.get(0).startLine(), copies);
    }

    private boolean mounted(Stage stage, String path) {
        return buildKit
                && !CachePaths.isInstallation(path)
                && run.stream().noneMatch(s -> startsFrom(s, stage))
                && file.stages().stream().noneMatch(s -> takesFrom(s, stage, path));
    }

    private boolean startsFrom(Stage stage, Stage ancestor) {
        return stage.equals(ancestor)
                || file.baseStage(stage, buildArgs)
                        .filter(base -> startsFrom(base, ancestor))
                        .isPresent();
    }

    /**
     * Whether a stage copies or mounts a path, or something in or above it, out of another stage or one built on
     * that.
     */
    private boolean takesFrom(Stage stage, Stage source, String path) {
        Scope scope = Scope.start(file, stage, buildArgs);
        boolean found = false;
        for (Instruction instruction : stage.instructions()) {
            boolean touches = instruction.sourcesOutsideContext().stream()
                    .flatMap(from -> file.stageSeenBy(stage, from).stream())
                    .anyMatch(from -> startsFrom(from, source));
            found |= touches && sources(instruction, scope).anyMatch(s -> overlap(s, path));
            scope.apply(instruction);
        }
        return found;
    }

    private static Stream<String> sources(Instruction instruction, Scope scope) {
        Optional<Copy> copy = instruction.copy();
        return copy.isEmpty()
                ? Stream.of("/")
                : copy.get().sources().stream()
                        .map(scope::expand)
                        .map(s -> Glob.isGlob(s) ? "/" : Paths.clean("/" + s));
    }

    private static boolean overlap(String one, String other) {
        return Paths.within(one, other) || Paths.within(other, one);
    }

    private static void mount(SourceEdits edits, Instruction instruction, String image, String path) {
        boolean users = instruction.mounts().stream()
                .flatMap(m -> m.target().stream())
                .anyMatch(target -> overlap(Paths.clean(target), path));
        if (users) {
            return;
        }
        // A build at the same time gets its own copy: package managers do not expect to share.
        String flag = "--mount=type=cache,id=" + id(image, path) + ",target=" + path + ",from=" + image + ",source="
                + path + ",sharing=private";
        String line = edits.line(instruction.startLine());
        int keyword = Words.skipSpaces(line, 0) + "RUN".length();
        String quoted = path.matches("[^\\s,\"]*") ? flag : "\"" + flag + "\"";
        edits.replace(instruction.startLine(), line.substring(0, keyword) + " " + quoted + line.substring(keyword));
    }

    private String copy(Stage stage, Instruction before, CarrySource source, String path) {
        Scope scope = Scope.start(file, buildArgs, source.base());
        if (file.baseStage(stage, buildArgs).isPresent()) {
            scope = Scope.start(file, stage, buildArgs);
        }
        stage.instructions().stream()
                .takeWhile(i -> i.startLine() < before.startLine())
                .forEach(scope::apply);
        // COPY makes all its files root's, and a cache that its user cannot write fails the build.
        String user = scope.user();
        boolean root = user.isEmpty() || user.matches("(root|0)(:.*)?");
        return "COPY --from=" + source.image() + (root ? "" : " --chown=" + user) + " "
                + JsonStrings.write(List.of(path, path)).replace("$", file.escape() == '\\' ? "\\\\$" : "`$");
    }

    /** Names the cache by what it starts with, so that a new master image starts a new one. */
    private static String id(String image, String path) {
        return "drydock-" + Sha256.shortHex(image + "\n" + path);
    }
}
