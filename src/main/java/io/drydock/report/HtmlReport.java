package io.drydock.report;

import com.samskivert.mustache.Mustache;
import io.drydock.model.DrydockException;
import io.drydock.model.result.RunResult;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;

/**
 * The file {@code report.html}: a run as a page for people, whole in itself.
 *
 * <p>The page loads nothing and runs no script, and its own Content-Security-Policy forbids both: branch names, log
 * lines and test messages are anybody's data. Bars are SVG with plain attributes, so they are there too where a CI
 * server forbids inline styles.
 */
public final class HtmlReport {

    private static final String TEMPLATE = "report.html";

    private final Redactor redactor;

    /** @param redactor applied to all free text: the failure, URLs, what tests said and logs */
    public HtmlReport(Redactor redactor) {
        this.redactor = redactor;
    }

    /**
     * Replaces the page at once.
     *
     * @param logs whose tails are shown and whose files are linked, relative to the page's folder
     * @throws DrydockException where it cannot be written
     */
    public void write(Path file, RunResult result, LogFiles logs) {
        OutputFile.replace(file, render(new ReportPage(redactor, file).of(result, logs)));
    }

    private static String render(ReportView view) {
        try (InputStream in = HtmlReport.class.getResourceAsStream(TEMPLATE);
                Reader template = new InputStreamReader(Objects.requireNonNull(in, TEMPLATE), StandardCharsets.UTF_8)) {
            return Mustache.compiler()
                    .escapeHTML(true)
                    .emptyStringIsFalse(true)
                    .compile(template)
                    .execute(view);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
