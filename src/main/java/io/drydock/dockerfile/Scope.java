package io.drydock.dockerfile;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What variables, the working directory and the user are at a point of a Dockerfile. Instructions are applied one after
 * the other; ENV hides an ARG of the same name, as the Dockerfile reference says.
 */
final class Scope {

    private final Dockerfile file;
    private final Map<String, String> buildArgs;
    private final Map<String, String> env = new LinkedHashMap<>();
    private final Map<String, String> args = new LinkedHashMap<>();
    private String workdir = "/";
    private String user = "";

    private Scope(Dockerfile file, Map<String, String> buildArgs) {
        this.file = file;
        this.buildArgs = buildArgs;
    }

    /** What FROM sees: the ARGs before the first stage. */
    static Scope global(Dockerfile file, Map<String, String> buildArgs) {
        Scope scope = new Scope(file, buildArgs);
        file.globalArgs().forEach(arg -> scope.declare(arg, Map.of()));
        return scope;
    }

    /** What the first instruction of a stage sees, on a base with the given configuration. */
    static Scope start(Dockerfile file, Map<String, String> buildArgs, ImageConfig base) {
        Scope scope = new Scope(file, buildArgs);
        scope.env.putAll(base.variables());
        scope.workdir = base.workdir().isEmpty() ? "/" : base.workdir();
        scope.user = base.user();
        return scope;
    }

    /** The like where the base image's configuration is not known; base stages are followed. */
    static Scope start(Dockerfile file, Stage stage, Map<String, String> buildArgs) {
        Scope scope = file.baseStage(stage, buildArgs)
                .map(base -> after(file, base, buildArgs))
                .orElseGet(() -> start(file, buildArgs, ImageConfig.EMPTY));
        scope.args.clear();
        return scope;
    }

    private static Scope after(Dockerfile file, Stage stage, Map<String, String> buildArgs) {
        Scope scope = start(file, stage, buildArgs);
        stage.instructions().forEach(scope::apply);
        return scope;
    }

    /** The context sources of all ADD and COPY of a stage, variables replaced. */
    static List<String> contextSources(Dockerfile file, Stage stage, Map<String, String> buildArgs) {
        Scope scope = start(file, stage, buildArgs);
        List<String> sources = new ArrayList<>();
        for (Instruction instruction : stage.instructions()) {
            instruction
                    .copy()
                    .filter(Copy::readsContext)
                    .ifPresent(copy -> copy.sources().stream()
                            .map(scope::expand)
                            .filter(s -> !Copy.remote(s))
                            .forEach(sources::add));
            scope.apply(instruction);
        }
        return sources;
    }

    void apply(Instruction instruction) {
        switch (instruction.keyword()) {
            case "ARG" ->
                instruction
                        .args()
                        .forEach(word -> declare(Arg.of(word, instruction.startLine()), global(file, buildArgs).args));
            case "ENV" -> setEnv(instruction.args());
            case "WORKDIR" -> workdir = absolute(expand(instruction.text()));
            case "USER" -> user = expand(instruction.text());
            default -> {
                // Nothing else changes what later instructions see.
            }
        }
    }

    /** Replaces the variables of a word and removes its quotes. */
    String expand(String word) {
        return Expansion.of(word, file.escape(), this::value);
    }

    /** A path made absolute by the working directory, without {@code .}, {@code ..} and a trailing slash. */
    String absolute(String path) {
        return Paths.clean(path.startsWith("/") ? path : workdir + "/" + path);
    }

    Optional<String> value(String name) {
        return Optional.ofNullable(env.containsKey(name) ? env.get(name) : args.get(name));
    }

    Map<String, String> args() {
        return args;
    }

    Map<String, String> env() {
        return env;
    }

    String workdir() {
        return workdir;
    }

    String user() {
        return user;
    }

    private void setEnv(List<String> words) {
        // All words of one ENV see the values from before it.
        Map<String, String> values = new LinkedHashMap<>();
        for (String word : words) {
            int equals = word.indexOf('=');
            if (equals > 0) {
                values.put(expand(word.substring(0, equals)), expand(word.substring(equals + 1)));
            }
        }
        env.putAll(values);
    }

    private void declare(Arg arg, Map<String, String> global) {
        Optional<String> given = Optional.ofNullable(buildArgs.get(arg.name()));
        Optional<String> value =
                given.or(() -> arg.value().map(this::expand)).or(() -> Optional.ofNullable(global.get(arg.name())));
        value.ifPresentOrElse(v -> args.put(arg.name(), v), () -> args.remove(arg.name()));
    }
}
