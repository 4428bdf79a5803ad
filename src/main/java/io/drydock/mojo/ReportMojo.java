package io.drydock.mojo;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import javax.inject.Inject;
import org.apache.maven.doxia.sink.Sink;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;
import org.apache.maven.reporting.MavenReport;
import org.apache.maven.reporting.MavenReportException;

/**
 * Puts the page of the last run, <code>target/docker/report.html</code>, into the Maven site, among the project's reports. Where no
 * run has left one, there is no report. Asks neither the engine nor git.
 *
 * @since 0.1.0
 */
@Mojo(name = "report", threadSafe = true)
final class ReportMojo extends AbstractMojo implements MavenReport {

    private static final String PAGE = "docker/index";

    /**
     * Where the site is made.
     *
     * @since 0.1.0
     */
    @Parameter(defaultValue = "${project.reporting.outputDirectory}", readonly = true, required = true)
    private File outputDirectory;

    /**
     * Leaves the report out, as all goals. User property: <code>docker.skip</code>.
     *
     * @since 0.1.0
     */
    @Parameter(property = "docker.skip", defaultValue = "false")
    private boolean skip;

    /**
     * Leaves the report out. User property: <code>docker.report.skip</code>.
     *
     * @since 0.1.0
     */
    @Parameter(property = "docker.report.skip", defaultValue = "false")
    private boolean skipReport;

    private final MavenProject project;

    @Inject
    ReportMojo(MavenProject project) {
        this.project = project;
    }

    @Override
    public void execute() throws MojoExecutionException {
        if (!canGenerateReport()) {
            return;
        }
        try {
            copy();
        } catch (IOException e) {
            throw new MojoExecutionException(told(e), e);
        }
    }

    @Override
    public void generate(Sink sink, Locale locale) throws MavenReportException {
        try {
            copy();
        } catch (IOException e) {
            throw new MavenReportException(told(e), e);
        }
    }

    private void copy() throws IOException {
        Path page = outputDirectory.toPath().resolve(PAGE + ".html");
        Files.createDirectories(page.getParent());
        Files.copy(run(), page, StandardCopyOption.REPLACE_EXISTING);
    }

    private String told(IOException e) {
        return "the report of the run cannot be put into the site\n  Why:  " + e.getMessage()
                + "\n  Next: make room or give rights in " + outputDirectory + ", or: -Ddocker.report.skip";
    }

    private Path run() {
        return Path.of(project.getBuild().getDirectory(), "docker", "report.html");
    }

    @Override
    public boolean canGenerateReport() {
        if (skip || skipReport) {
            getLog().info("docker:report is skipped (" + (skip ? "docker.skip" : "docker.report.skip") + ")");
            return false;
        }
        boolean there = Files.isRegularFile(run());
        if (!there) {
            getLog().info("docker:report: no run has left a page at " + run() + "; mvn verify makes one");
        }
        return there;
    }

    /** The page is whole: the site links to it and puts nothing around it. */
    @Override
    public boolean isExternalReport() {
        return true;
    }

    /** What older site plugins ask for. */
    @Override
    @SuppressWarnings("deprecation")
    public String getOutputName() {
        return PAGE;
    }

    @Override
    public String getCategoryName() {
        return CATEGORY_PROJECT_REPORTS;
    }

    @Override
    public String getName(Locale locale) {
        return "Verified environment";
    }

    @Override
    public String getDescription(Locale locale) {
        return "The last run of Drydock: what was built, started, tested and run, and how long it took.";
    }

    @Override
    public void setReportOutputDirectory(File folder) {
        outputDirectory = folder;
    }

    @Override
    public File getReportOutputDirectory() {
        return outputDirectory;
    }
}
