package io.drydock.mojo;

import io.drydock.model.DrydockException;
import io.drydock.model.result.AppResult;
import io.drydock.model.result.ImageResult;
import io.drydock.model.result.RunResult;
import io.drydock.model.result.ServiceResult;
import io.drydock.report.DotEnv;
import io.drydock.report.EnvironmentJson;
import io.drydock.report.FailureBundle;
import io.drydock.report.HtmlReport;
import io.drydock.run.Evidence;
import io.drydock.run.LayerCheck;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;

/** What a goal leaves for machines and people: files below {@code target/docker} and Maven properties. */
final class Outputs {

    private final Invocation invocation;

    Outputs(Invocation invocation) {
        this.invocation = invocation;
    }

    /**
     * Writes all of it as far as it is known; trouble is a warning, since it must not hide the run's own outcome.
     *
     * @param picture whether the run is drawn, too: that takes longer than all the rest
     * @param failed whether all that is known of the failure is put together
     */
    void write(boolean picture, boolean failed) {
        ModuleRun module = invocation.module();
        if (picture) {
            module.state().image().map(ImageResult::id).ifPresent(this::layers);
        }
        RunResult result = module.state().result(module.clock().steps(Instant.now()));
        Path folder = invocation.maven().output();
        try {
            new EnvironmentJson(invocation.redactor()).write(folder.resolve("environment.json"), result);
            DotEnv.write(folder.resolve("env"), DotEnv.variables(result));
            if (picture) {
                new HtmlReport(invocation.redactor()).write(folder.resolve("report.html"), result, invocation.logs());
            }
            failure(failed, result);
        } catch (DrydockException e) {
            invocation.out().warn(e.what() + ": " + e.why());
        } catch (IOException e) {
            invocation.out().warn("what an earlier run left in " + folder + " cannot be removed: " + e.getMessage());
        }
        properties(result);
    }

    /** For the picture alone: a goal that finds its image asks the engine nothing else. */
    private void layers(String image) {
        try {
            invocation.module().state().layers(LayerCheck.history(invocation.engine(), image));
        } catch (DrydockException e) {
            invocation.out().warn("the picture goes without the image's layers: " + e.why());
        }
    }

    private void failure(boolean failed, RunResult result) throws IOException {
        FailureBundle bundle = new FailureBundle(invocation.maven().output(), invocation.redactor());
        if (failed) {
            bundle.write(result, invocation.module().probes().lines(), inspections(result));
        } else {
            bundle.remove();
        }
    }

    private Map<String, String> inspections(RunResult result) {
        try {
            return result.engine().isEmpty()
                    ? Map.of()
                    : new Evidence(invocation.engine(), invocation.environment()).inspections();
        } catch (DrydockException e) {
            invocation.out().warn("the engine cannot be asked about the containers: " + e.why());
            return Map.of();
        }
    }

    private void properties(RunResult result) {
        MavenInput maven = invocation.maven();
        result.image().map(ImageResult::name).ifPresent(name -> maven.property("docker.image", name));
        result.image().map(ImageResult::id).ifPresent(id -> maven.property("docker.image.id", id));
        result.network().ifPresent(name -> maven.property("docker.network.name", name));
        result.services().forEach(this::properties);
        result.app().flatMap(AppResult::url).ifPresent(url -> maven.property("docker.url", url));
    }

    private void properties(ServiceResult service) {
        String prefix = "docker.service." + service.name() + ".";
        MavenInput maven = invocation.maven();
        service.host().ifPresent(host -> maven.property(prefix + "host", host));
        service.hostPort().ifPresent(port -> maven.property(prefix + "port", Integer.toString(port)));
        service.hostUrl().ifPresent(url -> maven.property(prefix + "url", url));
    }
}
