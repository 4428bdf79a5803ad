package io.drydock.run;

import io.drydock.engine.EngineException;
import io.drydock.model.Environment;
import io.drydock.model.state.ContainerSummary;
import io.drydock.plan.Lock;
import io.drydock.plan.Target;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Writes a container's whole log to its file. */
final class LogFetcher {

    private LogFetcher() {}

    /**
     * The logs of the environment's containers, as they are now. Of containers that are gone, only those of this commit's suites are
     * kept; other branches' go.
     */
    static void fetch(Job job, Predicate<ContainerSummary> wanted) {
        Environment environment = job.target().environment();
        List<ContainerSummary> there = job.engine().containers().list(Target.filter(environment)).stream()
                .filter(container -> !Lock.isOne(container.labels()))
                .toList();
        if (environment.own().isEmpty()) {
            Set<String> names = there.stream().map(ContainerSummary::name).collect(Collectors.toSet());
            String commit = environment.keptContainer(job.target().commit());
            job.logs().retain(name -> names.contains(name) || name.startsWith(commit + "."));
        }
        there.stream().filter(wanted).forEach(container -> fetch(job, container.id(), container.name()));
    }

    /** What cannot be read or written is told, and fails nothing. */
    static void fetch(Job job, String id, String name) {
        try (OutputStream out = job.logs().open(name)) {
            job.engine().containers().logs(id, false, 0, (error, bytes) -> {
                try {
                    out.write(bytes);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        } catch (EngineException e) {
            job.events().warn("the log of " + name + " cannot be read: " + e.why());
        } catch (IOException | UncheckedIOException e) {
            job.events().warn("the log of " + name + " cannot be written: " + e.getMessage());
        }
    }
}
