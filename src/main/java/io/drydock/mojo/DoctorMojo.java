package io.drydock.mojo;

import io.drydock.engine.Engine;
import io.drydock.model.DrydockException;
import io.drydock.model.Subnet;
import io.drydock.model.spec.NetworkSpec;
import io.drydock.report.DoctorReport;
import io.drydock.run.Diagnosis;
import io.drydock.run.Finding;
import io.drydock.run.StatusReader;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.apache.maven.plugins.annotations.Mojo;

/**
 * Tells how the engine and this host look to Drydock: where the engine is and what named it, versions, storage, builder, how
 * containers are reached, how many subnets and how much disk are left, the branch and what named it. What is wrong is told with
 * the command that mends it. Needs no project, and does not fail where no engine answers.
 *
 * @since 0.1.0
 */
@Mojo(name = "doctor", requiresProject = false, aggregator = true, threadSafe = true)
final class DoctorMojo extends AbstractDockerMojo {

    private static final NetworkSpec USUAL = new NetworkSpec(Subnet.parse("10.210.0.0/16"), 27);

    @Override
    boolean needsConfiguration() {
        return false;
    }

    @Override
    void perform(Invocation invocation) {
        DoctorReport report = new DoctorReport();
        look(report, "host", () -> List.of(Finding.good("host", host())));
        look(
                report,
                "engine",
                () -> List.of(Finding.good("engine", invocation.address().toString())));
        look(report, "engine", () -> engine(invocation));
        look(
                report,
                "configuration",
                () -> List.of(
                        Finding.good("app", invocation.configuration().app().toString())));
        look(
                report,
                "branch",
                () -> List.of(Finding.good(
                        "branch",
                        invocation.git().branch() + " (from " + invocation.git().branchSource() + ")")));
        report.table().forEach(invocation.out()::info);
        report.troubles().forEach(invocation.out()::warn);
        if (report.troubles().isEmpty()) {
            invocation.out().info("nothing is wrong");
        }
    }

    /** What cannot be looked at is a finding, too. */
    private static void look(DoctorReport report, String topic, Supplier<List<Finding>> look) {
        try {
            look.get().forEach(f -> report.add(f.topic(), f.found(), f.trouble(), f.remedies()));
        } catch (DrydockException e) {
            List<String> others = e.next().stream()
                    .filter(next -> !next.endsWith("docker:doctor"))
                    .toList();
            report.add(topic, e.what(), e.what() + ": " + e.why(), others);
        }
    }

    private static String host() {
        return System.getProperty("os.name") + " " + System.getProperty("os.arch") + ", Java "
                + System.getProperty("java.version");
    }

    private static List<Finding> engine(Invocation invocation) {
        Engine engine = invocation.engine();
        List<Finding> findings = new ArrayList<>(new Diagnosis(engine, network(invocation)).findings());
        findings.add(
                Finding.good("environments", new StatusReader(engine).read().size() + " (mvn docker:status)"));
        return findings;
    }

    private static NetworkSpec network(Invocation invocation) {
        try {
            return invocation.configuration().network();
        } catch (DrydockException e) {
            return USUAL;
        }
    }
}
