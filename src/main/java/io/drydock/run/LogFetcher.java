package io.drydock.run;

import io.drydock.engine.EngineException;
import io.drydock.model.Environment;
import io.drydock.model.state.ContainerState;
import io.drydock.model.state.ContainerSummary;
import io.drydock.plan.Lock;
import io.drydock.plan.Target;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Writes a container's whole log to its file. */
final class LogFetcher {

    private LogFetcher() {}

    /**
     * The logs of the environment's containers, as they are now. Of containers that are gone, only those of this commit's suites are
     * kept; other branches' go.
     */
    static void fetch(Job job) throws InterruptedException {
        Environment environment = job.target().environment();
        List<ContainerSummary> there = job.engine().containers().list(Target.filter(environment)).stream()
                .filter(container -> !Lock.isOne(container.labels()))
                .toList();
        if (environment.own().isEmpty()) {
            Set<String> names = there.stream().map(ContainerSummary::name).collect(Collectors.toSet());
            String commit = environment.keptContainer(job.target().commit());
            job.logs().retain(name -> names.contains(name) || name.startsWith(commit + "."));
        }
        Map<String, Graph.Task<String>> tasks = new LinkedHashMap<>();
        for (ContainerSummary container : there) {
            tasks.put(container.id(), new Graph.Task<>(List.of(), () -> {
                fetch(job, container.id(), container.name());
                return container.name();
            }));
        }
        Graph.run("logs", tasks);
    }

    /** Of containers that were seen just now, those of which nothing is kept yet. */
    static void fetchMissing(Job job, List<ContainerState> seen) throws InterruptedException {
        for (ContainerState container : seen) {
            if (!job.logs().holds(container.name())) {
                fetch(job, container.id(), container.name());
            }
        }
    }

    /** What cannot be read or written is told, and fails nothing. */
    static void fetch(Job job, String id, String name) throws InterruptedException {
        if (job.logs().followed().settle(id, name)) {
            return;
        }
        try (OutputStream out = job.logs().open(name)) {
            job.engine().containers().timedLogs(id, Optional.empty(), false, (error, bytes) -> {
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
