package io.drydock.run;

import io.drydock.engine.EngineException;
import io.drydock.model.state.ContainerSummary;
import io.drydock.plan.Lock;
import io.drydock.plan.Target;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.function.Predicate;

/** Writes a container's whole log to its file. */
final class LogFetcher {

    private LogFetcher() {}

    /** What cannot be read or written is told, and fails nothing. */
    /** The logs of the environment's containers, as they are now. */
    static void fetch(Job job, Predicate<ContainerSummary> wanted) {
        job.engine().containers().list(Target.filter(job.target().environment())).stream()
                .filter(container -> !Lock.isOne(container.labels()))
                .filter(wanted)
                .forEach(container -> fetch(job, container.id(), container.name()));
    }

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
