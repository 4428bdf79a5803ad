package io.drydock.report;

import io.drydock.event.EventSink;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/**
 * A folder where CI servers look for {@code TEST-*.xml}, which others may write to as well: a suite's files begin with
 * {@code TEST-docker-<suite>.}, which no class of Java has as a name.
 */
public final class ReportsFolder {

    private static final String XML = ".xml";
    private static final String FIRST_LETTERS = "TEST-";

    private final Path folder;
    private final EventSink events;

    public ReportsFolder(Path folder, EventSink events) {
        this.folder = folder;
        this.events = events;
    }

    /**
     * Takes the place of what an earlier run of the suite laid there.
     *
     * @param reports what the suite left
     */
    public void lay(String suite, Path reports) {
        String prefix = FIRST_LETTERS + "docker-" + suite + ".";
        try {
            Files.createDirectories(folder);
            for (Path old : files(folder, prefix)) {
                Files.delete(old);
            }
            for (Path report : files(reports, "")) {
                String name = reports.relativize(report)
                        .toString()
                        .replace(report.getFileSystem().getSeparator(), ".");
                String own = name.replace(FIRST_LETTERS, "");
                Files.copy(report, folder.resolve(prefix + own), StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            events.warn("reports of suite " + suite + " cannot be laid in " + folder + ": " + e.getMessage());
        }
    }

    private static List<Path> files(Path folder, String prefix) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> walk = prefix.isEmpty() ? Files.walk(folder) : Files.list(folder)) {
            return walk.filter(Files::isRegularFile)
                    .filter(file -> file.getFileName().toString().startsWith(prefix))
                    .filter(file -> file.getFileName().toString().endsWith(XML))
                    .sorted()
                    .toList();
        }
    }
}
