package io.drydock.dockerfile;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The lines that make master's stage image look as before the branch's files came in: what must go is removed, and
 * USER, WORKDIR, SHELL and ENV are as the base's. Only what the stage sets itself needs to be set back, the rest is
 * equal.
 */
final class RemovalText {

    // Linux takes 128 KiB for one argument and more for all; a command far below that is still readable in a log.
    private static final int MAX_COMMAND = 16_000;
    private static final int MAX_PATHS = 2_000;

    /** The instructions in which variables are replaced while building. */
    private static final Set<String> EXPANDING =
            Set.of("ADD", "ARG", "COPY", "ENV", "EXPOSE", "LABEL", "STOPSIGNAL", "USER", "VOLUME", "WORKDIR");

    private RemovalText() {}

    /** Why it cannot be said in a Dockerfile. */
    static Optional<String> obstacle(Stage stage, int prefix, ImageConfig base, List<String> removals) {
        if (removals.size() > MAX_PATHS) {
            return Optional.of("there are " + removals.size() + " paths to remove");
        }
        if (!removals.isEmpty() && !hasShell(stage)) {
            return Optional.of("no instruction shows that it has a shell to remove files with");
        }
        Optional<String> metadata = stage.instructions().stream()
                .filter(i -> i.is("VOLUME") || i.is("ONBUILD"))
                .findFirst()
                .map(i ->
                        "line " + i.startLine() + ": " + i.keyword() + " of master's image would take effect too soon");
        return metadata.or(() -> visibleTooSoon(stage, prefix, base));
    }

    private static boolean hasShell(Stage stage) {
        return stage.instructions().stream().anyMatch(i -> i.is("RUN") && !i.json());
    }

    /** A variable cannot be unset: one that the base has not may only be set where nothing looks at it before. */
    private static Optional<String> visibleTooSoon(Stage stage, int prefix, ImageConfig base) {
        Set<String> set = new HashSet<>(base.variables().keySet());
        Set<String> later =
                new HashSet<>(InheritRewrite.environmentToReset(stage, base).keySet());
        later.removeAll(set);
        for (int i = 0; i < stage.instructions().size() && !later.isEmpty(); i++) {
            Instruction instruction = stage.instructions().get(i);
            boolean runs = i >= prefix && instruction.is("RUN");
            boolean uses = EXPANDING.contains(instruction.keyword())
                    && later.stream().anyMatch(n -> instruction.text().matches("(?s).*\\$\\{?" + n + "\\b.*"));
            if (runs || uses) {
                return Optional.of("line " + instruction.startLine() + ": " + instruction.keyword() + " would see "
                        + String.join(", ", later.stream().sorted().toList()) + ", which is only set later");
            }
            if (instruction.is("ENV")) {
                instruction.args().forEach(word -> later.remove(word.substring(0, word.indexOf('='))));
            }
        }
        return Optional.empty();
    }

    static List<String> lines(Dockerfile file, StagePlan plan) {
        Stage stage = plan.stage();
        ImageConfig base = plan.start();
        boolean setsUser = stage.instructions().stream().anyMatch(i -> i.is("USER"));
        List<String> lines = new ArrayList<>();
        if (setsUser || !plan.removals().isEmpty() && !base.user().isEmpty()) {
            lines.add("USER 0");
        }
        lines.addAll(commands(plan.removals()));
        if (!lines.isEmpty() && !base.user().isEmpty()) {
            lines.add("USER " + base.user());
        }
        if (stage.instructions().stream().anyMatch(i -> i.is("WORKDIR"))) {
            lines.add("WORKDIR " + quoted(base.workdir().isEmpty() ? "/" : base.workdir(), file.escape()));
        }
        if (stage.instructions().stream().anyMatch(i -> i.is("SHELL"))) {
            lines.add("SHELL " + JsonStrings.write(base.shell().isEmpty() ? List.of("/bin/sh", "-c") : base.shell()));
        }
        for (Map.Entry<String, String> variable :
                InheritRewrite.environmentToReset(stage, base).entrySet()) {
            if (base.variables().containsKey(variable.getKey())) {
                lines.add("ENV " + variable.getKey() + "=\"" + quoted(variable.getValue(), file.escape()) + "\"");
            }
        }
        return lines;
    }

    private static List<String> commands(List<String> removals) {
        List<String> lines = new ArrayList<>();
        List<String> command = new ArrayList<>();
        int length = 0;
        for (String path : removals) {
            if (length > 0 && length + path.length() > MAX_COMMAND) {
                lines.add(command(command));
                command.clear();
                length = 0;
            }
            command.add(path);
            length += path.length() + 4;
        }
        if (!command.isEmpty()) {
            lines.add(command(command));
        }
        return lines;
    }

    private static String command(List<String> paths) {
        List<String> words = new ArrayList<>(List.of("/bin/rm", "-rf", "--"));
        words.addAll(paths);
        return "RUN " + JsonStrings.write(words);
    }

    private static String quoted(String value, char escape) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            out.append(c == '"' || c == '$' || c == escape ? String.valueOf(escape) : "")
                    .append(c);
        }
        return out.toString();
    }
}
