package io.drydock.run;

import io.drydock.dockerfile.Dockerfile;
import io.drydock.dockerfile.Stage;
import io.drydock.engine.BuildRequest;
import io.drydock.engine.BuiltImage;
import io.drydock.event.Event;
import io.drydock.model.DrydockException;
import io.drydock.model.ImageName;
import io.drydock.model.Labels;
import io.drydock.model.NameKind;
import io.drydock.model.Names;
import io.drydock.model.Outcome;
import io.drydock.model.result.ImageResult;
import io.drydock.model.spec.ImageSpec;
import io.drydock.plan.ImageBuild;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;

/** Builds images: the branch's from the work tree, master's from its commit's tree. */
public final class ImageRunner {

    /** An exported tree holds nothing that we wrote. */
    private static final String OUTPUT_OF_NONE = ".drydock-output";

    private final Job job;
    private final Sources sources;
    private final Surroundings surroundings;

    /**
     * What a build needs besides its plan.
     *
     * @param buildFolder Maven's build folder of the module
     * @param output folder of ours in it, which is never part of a context
     * @param secrets values of the configured build secrets, by id
     * @param holdsSecret whether a text holds the value of a secret or of a forwarded variable; empty where there is none
     */
    public record Surroundings(
            Path buildFolder, Path output, Map<String, byte[]> secrets, Optional<Predicate<String>> holdsSecret) {}

    public ImageRunner(Job job, Sources sources, Surroundings surroundings) {
        this.job = job;
        this.sources = sources;
        this.surroundings = surroundings;
    }

    /** Builds it, with the stages that are to be kept. */
    public ImageResult build(ImageBuild build) throws InterruptedException {
        return Stopwatch.step(
                job.events(),
                "build image " + build.reference(),
                () -> build.tree().isPresent() ? fromTree(build, build.tree().get()) : fromWorkTree(build),
                result -> "built with " + result.builder().orElse(""));
    }

    /** See {@link Sources#commitsBetween}. */
    OptionalInt commitsBetween(String older, String newer) {
        return sources.commitsBetween(older, newer);
    }

    private ImageResult fromWorkTree(ImageBuild build) throws InterruptedException {
        ImageSpec image = job.target().configuration().image();
        return build(build, DockerfileFolder.of(image.context(), image.dockerfile(), surroundings.output()));
    }

    private ImageResult fromTree(ImageBuild build, String sha) throws InterruptedException {
        ImageSpec image = job.target().configuration().image();
        try (Sources.Tree tree = sources.export(sha)) {
            Path root = job.target().git().root();
            DockerfileFolder folder = DockerfileFolder.of(
                    tree.root().resolve(inside(root, image.context())),
                    tree.root().resolve(inside(root, image.dockerfile())),
                    tree.root().resolve(OUTPUT_OF_NONE));
            Path target = tree.root().resolve(inside(root, surroundings.buildFolder()));
            Stage stage = build.target().map(folder.dockerfile()::stage).orElseGet(folder.dockerfile()::lastStage);
            if (target.startsWith(folder.context())
                    && folder.dockerfile()
                            .copiesBuildOutput(stage, folder.context().relativize(target), image.buildArgs())) {
                tree.buildOutput();
            }
            return build(build, folder);
        }
    }

    private static Path inside(Path root, Path path) {
        Path real = real(path);
        if (!real.startsWith(root)) {
            throw new DrydockException(
                    Outcome.CONFIG_ERROR,
                    "the master image cannot be built",
                    path + " lies outside of the repository " + root + ", so master's tree does not hold it",
                    List.of("move it into the repository, or: -Ddocker.master-image.skip"));
        }
        return root.relativize(real);
    }

    /** The real path, also of one that does not exist yet. */
    private static Path real(Path path) {
        Path existing = path.toAbsolutePath().normalize();
        Path rest = Path.of("");
        while (existing != null && !Files.exists(existing)) {
            rest = existing.getFileName().resolve(rest);
            existing = existing.getParent();
        }
        try {
            return existing == null ? path : existing.toRealPath().resolve(rest).normalize();
        } catch (IOException e) {
            return path.toAbsolutePath().normalize();
        }
    }

    private ImageResult build(ImageBuild build, DockerfileFolder folder) throws InterruptedException {
        MasterReuse reuse = new MasterReuse(job, build, folder);
        MasterReuse.Start start = reuse.start();
        BuiltImage built = build(build, request(build, folder, start.source(), reuse.labels()));
        return new ImageResult(build.reference(), built.id(), true, Optional.of(built.builder()), start.master());
    }

    private BuildRequest request(
            ImageBuild build, DockerfileFolder folder, BuildRequest.Source source, Map<String, String> labels) {
        ImageSpec image = job.target().configuration().image();
        List<String> tags = new ArrayList<>(List.of(build.reference()));
        tags.addAll(build.tags());
        return new BuildRequest(
                tags,
                labels,
                image.buildArgs(),
                build.target(),
                source,
                build.noCache(),
                folder.files(),
                surroundings.secrets(),
                job.credentials(),
                image.builder(),
                sharedKey(build));
    }

    private BuiltImage build(ImageBuild build, BuildRequest request) throws InterruptedException {
        BuiltImage built = buildOne(request);
        for (Map.Entry<String, String> stage : build.stages().entrySet()) {
            Map<String, String> labels = new LinkedHashMap<>(build.labels());
            labels.put(Labels.IMAGE_STAGE, stage.getKey());
            buildOne(request.stage(stage.getKey(), stageTags(build, stage), labels));
        }
        return built;
    }

    private BuiltImage buildOne(BuildRequest request) throws InterruptedException {
        BuiltImage built = job.engine().images().build(request, this::output);
        surroundings
                .holdsSecret()
                .ifPresent(search -> new LeftSecrets(job.engine().images(), search).require(request.tags()));
        return built;
    }

    /** The stages of the current master image are found as it is: where it is {@code latest}, they are. */
    private static List<String> stageTags(ImageBuild build, Map.Entry<String, String> stage) {
        List<String> tags = new ArrayList<>(List.of(stage.getValue()));
        build.tags().stream()
                .map(ImageName::parse)
                .filter(name -> name.tag().equals(Optional.of("latest")))
                .forEach(name ->
                        tags.add(name.withTag("latest-" + stage.getKey()).toString()));
        return tags;
    }

    /**
     * What was sent before is found again by it. Times in an exported tree are all the same, so files of the same size would be
     * taken for unchanged: each exported commit has a key of its own.
     */
    private String sharedKey(ImageBuild build) {
        return job.target().git().remote().orElse("") + ":"
                + job.target().environment().app()
                + build.tree().map(sha -> ":" + sha).orElse("");
    }

    private void output(String line) {
        job.events().on(new Event.Output("build", line));
    }

    /**
     * The stages that branch images may start from: those that run commands, besides the last of the image itself. One whose
     * name is no name of ours ({@code build_deps}) has no tag and is not kept.
     */
    public static List<String> stagesToKeep(ImageSpec image) {
        if (!Files.isRegularFile(image.dockerfile())) {
            return List.of();
        }
        Dockerfile dockerfile = DockerfileFolder.parse(image.dockerfile());
        Stage target = image.target().map(dockerfile::stage).orElseGet(dockerfile::lastStage);
        return dockerfile.closure(target, image.buildArgs()).stream()
                .filter(stage -> stage.runsCommands() && stage.index() != target.index())
                .flatMap(stage -> stage.name().stream())
                .filter(name -> Names.isName(NameKind.STAGE, name))
                .toList();
    }
}
