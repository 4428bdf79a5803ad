package io.drydock.run;

import io.drydock.dockerfile.BuildContext;
import io.drydock.dockerfile.Dockerfile;
import io.drydock.dockerfile.IgnoreRules;
import io.drydock.dockerfile.Stage;
import io.drydock.engine.BuildRequest;
import io.drydock.engine.BuiltImage;
import io.drydock.event.Event;
import io.drydock.model.DrydockException;
import io.drydock.model.Labels;
import io.drydock.model.Names;
import io.drydock.model.Outcome;
import io.drydock.model.result.ImageResult;
import io.drydock.model.spec.ImageSpec;
import io.drydock.plan.ImageBuild;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
     */
    public record Surroundings(Path buildFolder, Path output, Map<String, byte[]> secrets) {}

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
        ImageSpec image = job.target().configuration().image();
        List<String> tags = new ArrayList<>(List.of(build.reference()));
        tags.addAll(build.tags());
        BuildRequest request = new BuildRequest(
                tags,
                build.labels(),
                image.buildArgs(),
                build.target(),
                folder.source(),
                build.noCache(),
                folder.files(),
                surroundings.secrets(),
                job.credentials(),
                image.builder(),
                sharedKey(build));
        BuiltImage built = job.engine().images().build(request, line -> output(line));
        for (Map.Entry<String, String> stage : build.stages().entrySet()) {
            Map<String, String> labels = new LinkedHashMap<>(build.labels());
            labels.put(Labels.IMAGE_STAGE, stage.getKey());
            job.engine().images().build(request.stage(stage.getKey(), stage.getValue(), labels), line -> output(line));
        }
        return new ImageResult(build.reference(), built.id(), true, Optional.of(built.builder()), build.master());
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
                .filter(Names::legal)
                .toList();
    }

    /** A Dockerfile with its context. */
    private record DockerfileFolder(
            Path context, Dockerfile dockerfile, BuildRequest.Source source, BuildContext files) {

        static DockerfileFolder of(Path context, Path file, Path output) {
            require(context, file);
            IgnoreRules rules = IgnoreRules.read(context, file);
            Optional<String> path = file.startsWith(context)
                    ? Optional.of(context.relativize(file).toString().replace('\\', '/'))
                    : Optional.empty();
            String ours = output.startsWith(context)
                    ? context.relativize(output).toString().replace('\\', '/')
                    : "";
            BuildContext files = BuildContext.of(context, rules)
                    .filter(entry -> ours.isEmpty()
                            || !(entry.path().equals(ours) || entry.path().startsWith(ours + "/")));
            return new DockerfileFolder(context, parse(file), new BuildRequest.Source(path, text(file), rules), files);
        }

        private static void require(Path context, Path file) {
            if (!Files.isRegularFile(file)) {
                throw new DrydockException(
                        Outcome.CONFIG_ERROR,
                        "there is no Dockerfile",
                        file + " does not exist",
                        List.of("write one, or name it: <image><dockerfile> (docker.image.dockerfile)"));
            }
            if (!Files.isDirectory(context)) {
                throw new DrydockException(
                        Outcome.CONFIG_ERROR,
                        "there is no build context",
                        context + " is not a folder",
                        List.of("name another: <image><context> (docker.image.context)"));
            }
        }

        static Dockerfile parse(Path file) {
            return Dockerfile.parse(file.toString(), text(file));
        }

        private static String text(Path file) {
            try {
                return Files.readString(file, StandardCharsets.UTF_8);
            } catch (IOException e) {
                throw new DrydockException(
                        Outcome.CONFIG_ERROR,
                        "the Dockerfile cannot be read",
                        file + ": " + e.getMessage(),
                        List.of("check that it is a text file in UTF-8"),
                        e);
            }
        }
    }
}
