package io.drydock.mojo;

import io.drydock.model.result.TestCounts;
import io.drydock.plan.SuiteDefinition;
import io.drydock.report.JUnitReports;
import io.drydock.report.ReportsFolder;
import io.drydock.run.Job;
import io.drydock.run.ReportFiles;
import io.drydock.run.SuiteRunner;
import java.nio.file.Path;
import java.util.Optional;

/** Copies a suite's report folders below {@code target/docker/reports} and reads the JUnit XML in them. */
final class ContainerReports implements SuiteRunner.SuiteReports {

    private final Invocation invocation;

    ContainerReports(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Optional<TestCounts> collect(Job job, SuiteDefinition suite, String container) {
        Path folder = invocation.maven().output().resolve("reports").resolve(suite.name());
        new ReportFiles(job, invocation.redactor()::wrap).copy(container, suite, folder);
        job.target()
                .configuration()
                .verify()
                .reportsTo()
                .ifPresent(to -> new ReportsFolder(to, job.events()).lay(suite.name(), folder));
        return new JUnitReports(job.events()).read(folder);
    }
}
