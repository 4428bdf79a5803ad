package io.drydock.run;

import io.drydock.engine.Credentials;
import io.drydock.engine.EngineException;
import io.drydock.event.Event;
import io.drydock.model.DrydockException;
import io.drydock.model.ImageName;
import io.drydock.model.Outcome;
import io.drydock.plan.Step;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Pulls images of services that are not on the engine, side by side. */
final class ImagePuller {

    private final Job job;

    ImagePuller(Job job) {
        this.job = job;
    }

    /**
     * Pulls all of them.
     *
     * @param optional which of them the build goes on without, with a warning
     */
    void pull(List<Step.PullImage> images, boolean allowed, Predicate<String> optional) throws InterruptedException {
        Map<String, Graph.Task<Boolean>> tasks = new LinkedHashMap<>();
        for (Step.PullImage image : images) {
            tasks.put(image.reference(), new Graph.Task<>(List.of(), () -> {
                try {
                    pull(image.reference(), allowed);
                } catch (DrydockException e) {
                    if (!optional.test(image.reference())) {
                        throw e;
                    }
                    job.events().warn(ServiceRunner.optional(e));
                }
                return true;
            }));
        }
        Graph.run("pull", tasks);
    }

    private void pull(String reference, boolean allowed) {
        if (!allowed) {
            throw missing(reference, "pulling is switched off (docker.pull=false)");
        }
        Stopwatch.step(job.events(), "pull image " + reference, () -> {
            try {
                job.engine()
                        .images()
                        .pull(
                                name(reference),
                                credentials(reference),
                                line -> job.events().on(new Event.Output("pull", line)));
            } catch (EngineException e) {
                throw missing(reference, e.why());
            }
        });
    }

    /**
     * Looks for an image of ours in the registry.
     *
     * @return whether it is on the engine now
     */
    boolean find(String reference) {
        try {
            job.engine().images().pull(name(reference), credentials(reference), line -> {});
            job.events().note("image " + reference + " pulled");
            return true;
        } catch (EngineException e) {
            if (e.kind() == EngineException.Kind.NOT_FOUND) {
                job.events().note("image " + reference + " is not in the registry");
            } else {
                job.events().warn("image " + reference + " could not be looked for in the registry: " + e.why());
            }
            return false;
        }
    }

    private static ImageName name(String reference) {
        return ImageName.parse(reference);
    }

    private Optional<Credentials> credentials(String reference) {
        return job.credentials().apply(name(reference).domain().orElse("docker.io"));
    }

    private static DrydockException missing(String reference, String why) {
        return new DrydockException(
                Outcome.ENGINE_ERROR,
                "image " + reference + " is not on the engine and could not be pulled",
                why,
                List.of("docker pull " + reference, "check the name's spelling in <service><image>"));
    }
}
