package io.drydock.mojo;

import io.drydock.model.DrydockException;
import io.drydock.model.Outcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What Failsafe's tests of this module came to. Failsafe itself fails the build only in its {@code verify} goal, which may come
 * after ours.
 */
final class FailsafeSummary {

    private static final Pattern COUNT = Pattern.compile("<(errors|failures)>(\\d+)</\\1>");

    private final Path file;

    FailsafeSummary(Path buildDirectory) {
        this.file = buildDirectory.resolve("failsafe-reports").resolve("failsafe-summary.xml");
    }

    void requireNoFailures() {
        if (!Files.isRegularFile(file)) {
            return;
        }
        int failed = 0;
        for (Matcher count = COUNT.matcher(text()); count.find(); ) {
            failed += Integer.parseInt(count.group(2));
        }
        if (failed > 0) {
            throw new DrydockException(
                    Outcome.TESTS_FAILED,
                    "the app does not run: integration tests on the host failed",
                    failed + " failed in " + file,
                    List.of("see the reports beside it", "declare this plugin after maven-failsafe-plugin in the POM"));
        }
    }

    private String text() {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new DrydockException(
                    Outcome.CONFIG_ERROR,
                    "Failsafe's summary cannot be read",
                    file + ": " + e.getMessage(),
                    List.of(),
                    e);
        }
    }
}
