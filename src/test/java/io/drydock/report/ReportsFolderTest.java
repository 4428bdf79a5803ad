package io.drydock.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.drydock.event.Event;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What suites leave lies where CI servers look, beside what others have laid there. */
class ReportsFolderTest {

    private final List<Event> told = new ArrayList<>();

    @TempDir
    private Path folder;

    private void report(String name) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "<testsuite name='" + name + "'/>");
    }

    private List<String> laid() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("surefire-reports"))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private void lay(String suite) {
        new ReportsFolder(folder.resolve("surefire-reports"), told::add).lay(suite, folder.resolve(suite));
    }

    @Test
    void suitesWithFilesOfTheSameNameAndTheHostsOwnStayApart() throws Exception {
        report("surefire-reports/TEST-a.B.xml");
        report("unit/TEST-a.B.xml");
        report("it/TEST-a.B.xml");
        report("it/more/TEST-a.C.xml");
        report("it/notes.txt");

        lay("unit");
        lay("it");

        assertThat(laid())
                .containsExactly(
                        "TEST-a.B.xml",
                        "TEST-docker-it.a.B.xml",
                        "TEST-docker-it.more.a.C.xml",
                        "TEST-docker-unit.a.B.xml");
        assertThat(told).isEmpty();
    }

    @Test
    void whatAnEarlierRunOfTheSuiteLaidThereGoes() throws Exception {
        report("unit/TEST-a.B.xml");
        lay("unit");
        Files.delete(folder.resolve("unit/TEST-a.B.xml"));
        report("unit/TEST-a.C.xml");

        lay("unit");

        assertThat(laid()).containsExactly("TEST-docker-unit.a.C.xml");
    }

    @Test
    void aFolderThatCannotBeWrittenIsToldAndFailsNothing() throws Exception {
        report("unit/TEST-a.B.xml");
        Files.writeString(folder.resolve("surefire-reports"), "a file");

        lay("unit");

        assertThat(told).singleElement().isInstanceOf(Event.Warning.class);
    }
}
