package io.drydock.run;

import io.drydock.dockerfile.Dockerfile;
import io.drydock.dockerfile.Stage;
import io.drydock.engine.BuildRequest;
import io.drydock.engine.Images;
import io.drydock.model.Labels;
import io.drydock.model.spec.ImageSpec;
import io.drydock.model.spec.MasterSpec;
import io.drydock.model.spec.MasterSpec.Reuse;
import io.drydock.plan.ImageBuild;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What one build has to do with the master image: it takes from it, or tells in its labels what can be taken. */
final class MasterReuse {

    private final Job job;
    private final Images images;
    private final ImageSpec image;
    private final MasterSpec spec;
    private final ImageBuild build;
    private final DockerfileFolder folder;
    private final Dockerfile dockerfile;
    private final boolean master;
    private final Optional<Recipe> recipe;

    MasterReuse(Job job, ImageBuild build, DockerfileFolder folder) {
        this.job = job;
        this.images = job.engine().images();
        this.image = job.target().configuration().image();
        this.spec = job.target().configuration().master();
        this.build = build;
        this.folder = folder;
        this.dockerfile = folder.dockerfile();
        this.master = Labels.ROLE_MASTER.equals(build.labels().get(Labels.IMAGE_ROLE));
        boolean compared =
                spec.reuse() != Reuse.NONE && (master || build.master().isPresent());
        this.recipe =
                compared ? Optional.of(Recipe.of(dockerfile, image.buildArgs(), folder.files())) : Optional.empty();
    }

    /**
     * Where the build starts.
     *
     * @param source what is built
     * @param master the master image that was looked at for what can be taken from it
     */
    record Start(BuildRequest.Source source, Optional<String> master) {}

    /** The image's labels: those that are planned; of a master image also what it is made from. */
    Map<String, String> labels() {
        Map<String, String> labels = new LinkedHashMap<>(build.labels());
        recipe.filter(made -> master).ifPresent(made -> labels.putAll(made.labels()));
        return labels;
    }

    /** The Dockerfile as it is to be built, the user's own where nothing can be taken from a master image. */
    Start start() {
        Optional<String> name = build.master().filter(reference -> spec.reuse() != Reuse.NONE);
        Optional<MasterImage> found = name.flatMap(reference -> MasterImage.find(images, reference));
        if (name.isPresent() && found.isEmpty()) {
            job.events().note("built as written: there is no image " + name.get());
        }
        return found.map(this::reused).orElseGet(() -> new Start(folder.source(), Optional.empty()));
    }

    private Start reused(MasterImage found) {
        Set<Stage> run = stagesRun();
        Set<Stage> stages = new TreeSet<>(Comparator.comparingInt(Stage::index));
        run.forEach(stage -> stages.addAll(dockerfile.closure(stage, image.buildArgs())));
        BranchReuse reuse = new BranchReuse(
                job,
                found,
                dockerfile,
                recipe.orElseGet(() -> new Recipe(dockerfile, "", Map.of())),
                images.builder(image.builder()).equals("buildkit"),
                run);
        String text = reuse.rewrite(List.copyOf(stages));
        return new Start(
                reuse.used() ? folder.source().rewritten(text) : folder.source(),
                Optional.of(found.name().toString()));
    }

    /** The stages that containers are made of: the app's and those of suites. */
    private Set<Stage> stagesRun() {
        Set<Stage> stages = new LinkedHashSet<>();
        stages.add(target());
        build.stages().keySet().forEach(name -> stages.add(dockerfile.stage(name)));
        job.target().configuration().verify().suites().stream()
                .flatMap(suite -> suite.target().stream())
                .forEach(name -> stages.add(dockerfile.stage(name)));
        return stages;
    }

    private Stage target() {
        return build.target().map(dockerfile::stage).orElseGet(dockerfile::lastStage);
    }
}
