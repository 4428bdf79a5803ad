package io.drydock.report;

import io.drydock.event.EventSink;
import io.drydock.model.result.TestCounts;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.xml.stream.XMLStreamException;

/**
 * Counts the tests of all JUnit XML files below a folder.
 *
 * <p>Files come out of containers and may be anything: one that is cut off, malformed or not of this kind never fails
 * the run; what can be read of it counts, and a warning names it. Links are not followed.
 */
public final class JUnitReports {

    private static final String FIRST_LETTERS = "TEST-";

    private final EventSink events;

    /** @param events gets the warnings */
    public JUnitReports(EventSink events) {
        this.events = events;
    }

    /**
     * Reads all {@code *.xml} files below the folder whose root is {@code testsuite} or {@code testsuites}.
     *
     * @return empty where there is none, or no such folder
     */
    public Optional<TestCounts> read(Path folder) {
        TestTally tally = new TestTally();
        int files = 0;
        for (Path file : xmlFiles(folder)) {
            files += read(folder, file, tally) ? 1 : 0;
        }
        if (!tally.flaky().isEmpty()) {
            events.warn("passed only when run again: " + String.join(", ", tally.flaky()));
        }
        return files == 0 ? Optional.empty() : Optional.of(tally.counts());
    }

    private boolean read(Path folder, Path file, TestTally tally) {
        boolean named = file.getFileName().toString().startsWith(FIRST_LETTERS);
        JUnitXml xml = new JUnitXml(tally);
        try (InputStream in = Files.newInputStream(file)) {
            xml.read(in);
        } catch (XMLStreamException e) {
            if (named || xml.isReport()) {
                int line = e.getLocation() == null ? -1 : e.getLocation().getLineNumber();
                warn(folder, file, "is malformed" + (line > 0 ? " at line " + line : ""), xml.tests());
            }
        } catch (IOException e) {
            warn(folder, file, "cannot be read (" + e.getMessage() + ")", xml.tests());
        }
        return xml.isReport();
    }

    private void warn(Path folder, Path file, String problem, int tests) {
        events.warn("report " + folder.relativize(file) + " " + problem + "; " + tests + " of its tests are counted");
    }

    private List<Path> xmlFiles(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        List<Path> files = new ArrayList<>();
        try (Stream<Path> found = Files.walk(folder)) {
            found.filter(file -> file.getFileName().toString().endsWith(".xml"))
                    .filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
                    .filter(file -> !repeatsOthers(file))
                    .sorted()
                    .forEach(files::add);
        } catch (IOException | UncheckedIOException e) {
            events.warn("not all reports below " + folder + " can be read: " + e.getMessage());
        }
        return files;
    }

    /**
     * Some tools write everything twice: Ant's junitreport sums all up in {@code TESTS-TestSuites.xml}; TestNG's own
     * listener writes to {@code junitreports} below the folder in which Surefire writes the same tests.
     */
    private static boolean repeatsOthers(Path file) {
        Path folder = file.getParent();
        if (file.getFileName().toString().equals("TESTS-TestSuites.xml")) {
            return holdsReports(folder);
        }
        return folder.endsWith("junitreports") && holdsReports(folder.getParent());
    }

    private static boolean holdsReports(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .anyMatch(name -> name.startsWith(FIRST_LETTERS) && name.endsWith(".xml"));
        } catch (IOException e) {
            return false;
        }
    }
}
