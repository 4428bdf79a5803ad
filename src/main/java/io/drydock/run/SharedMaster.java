package io.drydock.run;

import io.drydock.engine.Credentials;
import io.drydock.engine.EngineException;
import io.drydock.engine.Images;
import io.drydock.event.Event;
import io.drydock.model.Commit;
import io.drydock.model.ImageName;
import io.drydock.model.Labels;
import io.drydock.model.state.ImageState;
import io.drydock.plan.ImageBuild;
import io.drydock.plan.ImagePlanner;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Master's images in the registry: who builds them leaves them there, so that a build on an engine that starts empty finds what its
 * branch image starts from.
 */
final class SharedMaster {

    private final Job job;
    private final Images images;

    SharedMaster(Job job) {
        this.job = job;
        this.images = job.engine().images();
    }

    /** Where {@code latest} was pulled: gives it the tag of its commit, and fetches the stages that were kept with it. */
    void complete(List<String> stages) {
        ImagePlanner.master(job.target()).ifPresent(master -> {
            Optional<ImageState> latest = images.find(master.latest().toString());
            Optional<Commit> commit =
                    latest.map(image -> image.labels().get(Labels.IMAGE_COMMIT)).map(Commit::parse);
            if (commit.isEmpty()) {
                return;
            }
            images.tag(latest.orElseThrow().id(), master.image(commit.get()));
            for (String stage : stages) {
                String reference = master.stageImage(commit.get(), stage).toString();
                if (images.find(reference).isEmpty()) {
                    new ImagePuller(job).find(reference);
                }
            }
        });
    }

    /** Pushes a master image that was just built, where there are credentials. What goes wrong is only a warning. */
    void push(ImageBuild build) throws InterruptedException {
        ImageName name = ImageName.parse(build.reference());
        boolean master = Labels.ROLE_MASTER.equals(build.labels().get(Labels.IMAGE_ROLE));
        if (!master || job.target().configuration().registry().isEmpty()) {
            return;
        }
        Optional<Credentials> credentials =
                job.credentials().apply(name.domain().orElseThrow());
        if (credentials.isEmpty()) {
            job.events().note("master's image is not pushed: there are no credentials for the registry");
            return;
        }
        Set<String> references = new LinkedHashSet<>(build.stages().values());
        references.add(build.reference());
        references.addAll(build.tags());
        try {
            for (String reference : new ArrayList<>(references)) {
                Stopwatch.step(
                        job.events(),
                        "push " + reference,
                        () -> images.push(
                                ImageName.parse(reference),
                                credentials,
                                line -> job.events().on(new Event.Output("push", line))),
                        digest -> "pushed " + digest);
            }
        } catch (EngineException e) {
            job.events().warn("master's image was not pushed: " + e.why());
        }
    }
}
