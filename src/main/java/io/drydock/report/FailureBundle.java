package io.drydock.report;

import io.drydock.model.result.FailureResult;
import io.drydock.model.result.RunResult;
import io.drydock.model.result.SuiteResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** The folder {@code failure}: all that is known of a run that failed, for who has the CI's archive of it and no engine. */
public final class FailureBundle {

    private static final String NAME = "failure";

    private final Path output;
    private final Redactor redactor;

    /**
     * @param output the folder that holds all that a run leaves; logs and reports are there already
     */
    public FailureBundle(Path output, Redactor redactor) {
        this.output = output;
        this.redactor = redactor;
    }

    /**
     * Writes it anew.
     *
     * @param result how it ended
     * @param probes what containers answered while they were proven ready
     * @param inspections the engine's words on each container, by its name
     */
    public void write(RunResult result, List<String> probes, Map<String, String> inspections) {
        Path folder = output.resolve(NAME);
        try {
            remove();
            text(folder.resolve("outcome.txt"), outcome(result));
            text(folder.resolve("commands.txt"), String.join("\n", commands(result)) + "\n");
            text(folder.resolve("probes.txt"), probes.isEmpty() ? "" : String.join("\n", probes) + "\n");
            RedactedJson json = new RedactedJson(redactor);
            inspections.forEach((name, inspection) ->
                    OutputFile.replace(folder.resolve("inspect").resolve(name + ".json"), json.of(inspection)));
            for (String part : List.of("environment.json", "logs", "reports")) {
                link(output.resolve(part), folder.resolve(part));
            }
        } catch (IOException e) {
            throw OutputFile.failure("Cannot write " + folder, output.toAbsolutePath(), e);
        }
    }

    /** Removes that of an earlier run. */
    public void remove() throws IOException {
        Path folder = output.resolve(NAME);
        if (Files.exists(folder)) {
            try (Stream<Path> walk = Files.walk(folder)) {
                for (Path path : walk.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }

    private void text(Path file, String text) {
        OutputFile.replace(file, redactor.redact(text));
    }

    private String outcome(RunResult result) {
        FailureResult failure = result.failure().orElse(new FailureResult("", "", List.of()));
        return result.outcome() + ": " + new FailureMessage(redactor).of(failure) + "\n";
    }

    private static Set<String> commands(RunResult result) {
        Set<String> commands = new LinkedHashSet<>();
        result.failure().ifPresent(failure -> commands.addAll(failure.next()));
        result.suites().stream()
                .filter(suite -> suite.exitCode().orElse(-1) != 0)
                .map(SuiteResult::container)
                .forEach(container -> {
                    commands.add("docker logs " + container);
                    commands.add("docker inspect " + container);
                    commands.add("docker diff " + container);
                });
        commands.add("mvn docker:status");
        return commands;
    }

    /** Not a second copy where the disk can do without; who writes one anew makes another file. */
    private static void link(Path from, Path to) throws IOException {
        if (!Files.exists(from)) {
            return;
        }
        try (Stream<Path> walk = Files.walk(from)) {
            for (Path path : walk.toList()) {
                Path target = to.resolve(from.relativize(path).toString());
                if (Files.isDirectory(path)) {
                    Files.createDirectories(target);
                } else {
                    linkFile(path, target);
                }
            }
        }
    }

    private static void linkFile(Path from, Path to) throws IOException {
        try {
            Files.createLink(to, from);
        } catch (IOException | UnsupportedOperationException e) {
            Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
