package io.drydock.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.drydock.config.ConfigReader;
import io.drydock.config.Input;
import io.drydock.config.Node;
import io.drydock.docker.DockerEngine;
import io.drydock.docker.EngineLocator;
import io.drydock.engine.Engine;
import io.drydock.event.Event;
import io.drydock.model.App;
import io.drydock.model.Branch;
import io.drydock.model.Commit;
import io.drydock.model.Environment;
import io.drydock.model.GitState;
import io.drydock.model.ImageName;
import io.drydock.model.Labels;
import io.drydock.model.result.ImageResult;
import io.drydock.model.spec.Configuration;
import io.drydock.model.state.ImageState;
import io.drydock.plan.ImageBuild;
import io.drydock.plan.Target;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** On a real engine: a branch image is the image that a build from scratch makes. */
@Tag("engine")
class InheritanceEngineIT {

    private static final String BUILD = "RUN mkdir -p target && for f in src/*.java; do"
            + " cp $f target/$(basename $f .java).class; done"
            + " && ls target > target/app.jar && cat target/*.class >> target/app.jar";

    private static final String ONE_STAGE = """
            FROM busybox:1.36
            ENV MODE=one
            RUN mkdir -p /opt/tools /home/app && chmod 700 /opt/tools && echo tool > /opt/tools/t
            WORKDIR /app
            COPY pom.txt .
            RUN mkdir -p /root/.m2 && cp pom.txt /root/.m2/$(cat pom.txt) && echo $MODE > mode.txt && touch /opt/tools/pom
            COPY . .
            %s
            USER 1000
            ENV MODE=two
            ENV LATE=$MODE-late
            EXPOSE 8080
            LABEL kind=app
            HEALTHCHECK CMD true
            ENTRYPOINT ["sh"]
            CMD ["-c", "id"]
            """.formatted(BUILD);

    private static final String TWO_STAGES = """
            FROM busybox:1.36 AS build
            WORKDIR /app
            COPY pom.txt .
            RUN mkdir -p /root/.m2 && echo dep > /root/.m2/$(cat pom.txt)
            COPY src src
            %s
            FROM busybox:1.36
            COPY --from=build /app/target/app.jar /app/
            COPY extra* /opt/extra/
            USER 10001
            CMD ["cat", "/app/app.jar"]
            """.formatted(BUILD);

    private final Engine engine = DockerEngine.open(
            new EngineLocator(System.getenv(), Path.of(System.getProperty("user.home")), System.getProperty("os.name"))
                    .locate(Optional.empty()));
    private final String app = "inh-" + Long.toString(System.nanoTime(), 36);
    private final List<String> notes = new ArrayList<>();

    @TempDir
    Path folder;

    @AfterEach
    void removeImages() {
        for (ImageState image : engine.images().list(Map.of(Labels.IMAGE_APP, app))) {
            image.tags().forEach(engine.images()::remove);
        }
        engine.close();
    }

    @ParameterizedTest
    @CsvSource({"buildkit,3", "classic,1"})
    void generatedBranchesAreWhatABuildFromScratchMakes(String builder, int branches) throws Exception {
        Random random = new Random(11);
        for (String dockerfile : List.of(ONE_STAGE, TWO_STAGES)) {
            Path master = context("master" + random.nextInt(), dockerfile);
            master(master, builder);
            for (int i = 0; i < branches; i++) {
                Path branch = context("branch" + random.nextInt(), dockerfile);
                List<String> changes = new ArrayList<>();
                for (int n = 1 + random.nextInt(4); n > 0; n--) {
                    changes.add(change(branch, random));
                }
                lawHolds(branch, builder, changes.toString());
                assertTold(note -> note.contains("inherits from"));
            }
        }
    }

    @Test
    void aDeletedClassIsGoneFromTheJar() throws Exception {
        master(context("master", ONE_STAGE), "buildkit");
        Path branch = context("branch", ONE_STAGE);
        Files.delete(branch.resolve("src/B.java"));
        ImageResult result = build(branch, "buildkit", "inherit", Optional.empty());
        ImageTree tree = ImageTree.read(engine, job(branch, "buildkit", "inherit"), result.name());
        assertThat(tree.files()).containsKey("/app/target/A.class").doesNotContainKey("/app/target/B.class");
        assertThat(result.master()).contains(app + "/master:" + "a".repeat(7));
        String told = "stage 0 inherits from " + app + "/master:aaaaaaa, with 3 steps";
        assertTold(note -> note.startsWith(told));
    }

    @ParameterizedTest
    @ValueSource(strings = {"buildkit", "classic"})
    void whatCannotBeInheritedIsCarriedWithTheReason(String builder) throws Exception {
        String dockerfile = ONE_STAGE.replace("USER 1000", "RUN echo x >> /opt/tools/t\nUSER 1000");
        Path master = context("master", dockerfile);
        master(master, builder);
        Path branch = context("branch", dockerfile);
        Files.writeString(branch.resolve("src/A.java"), "changed");
        lawHolds(branch, builder, "a source");
        assertTold(note -> note.matches(
                "stage 0 carries /root/.m2 from .*/opt/tools/t, which was there before .* is changed after it.*"));
    }

    @Test
    void whereNothingDiffersNothingIsCarriedAndItIsSaid() throws Exception {
        master(context("master", ONE_STAGE), "buildkit");
        ImageResult result = build(context("same", ONE_STAGE), "buildkit", "carry", Optional.empty());
        assertThat(notes).contains("stage 0 as written: no command of it comes after a difference from master's");
        assertThat(result.master()).contains(app + "/master:" + "a".repeat(7));
    }

    @Test
    void anotherBaseOrCommandIsNotInherited() throws Exception {
        String dockerfile = ONE_STAGE.replace("USER 1000", "RUN echo x >> /opt/tools/t\nUSER 1000");
        master(context("master", dockerfile), "buildkit");
        lawHolds(context("same", dockerfile), "buildkit", "nothing");
        assertTold(note -> note.contains("inherits from"));

        String other = app + "/base:other";
        engine.images().tag("busybox:1.36", ImageName.parse(other));
        Path otherBase = context("base", dockerfile.replace("busybox:1.36", other));
        lawHolds(otherBase, "buildkit", "the base");
        assertTold(note -> note.contains("it starts from " + other + ", master's from busybox:1.36"));
        engine.images().remove(other);

        Path otherRun = context("run", dockerfile.replace("echo x >>", "echo y >"));
        lawHolds(otherRun, "buildkit", "a command");
        assertTold(note -> note.contains("RUN differs from master's Dockerfile"));
    }

    @Test
    void buildArgumentsThatMasterWasNotMadeWithAreNotInherited() throws Exception {
        String dockerfile = ONE_STAGE.replace("ENV MODE=one", "ARG WHO=me\nENV MODE=one");
        master(context("master", dockerfile), "buildkit");
        notes.clear();
        Path branch = context("branch", dockerfile);
        build(branch, "buildkit", "inherit", Optional.of("you"));
        assertTold(note -> note.contains("build arguments are not those"));
    }

    /** Where the engine cannot make an image of layers that it has, nothing is inherited, and that is told where it counts. */
    private void assertTold(Predicate<String> wanted) {
        Optional<String> obstacle = engine.images().obstacleToDerive();
        assertThat(notes)
                .anyMatch(note -> obstacle.map(reason -> note.contains(reason) || note.contains(" as written: "))
                        .orElseGet(() -> wanted.test(note)));
    }

    private void lawHolds(Path branch, String builder, String changes) throws Exception {
        notes.clear();
        ImageTree scratch = tree(branch, builder, "none");
        assertThat(notes).noneMatch(note -> note.startsWith("stage "));
        ImageTree carried = tree(branch, builder, "carry");
        notes.clear();
        ImageTree inherited = tree(branch, builder, "inherit");
        String what = builder + ": " + changes + " " + notes;
        assertThat(carried.files()).as(what).isEqualTo(scratch.files());
        assertThat(carried.config()).as(what).isEqualTo(scratch.config());
        assertThat(inherited.files()).as(what).isEqualTo(scratch.files());
        assertThat(inherited.config()).as(what).isEqualTo(scratch.config());
    }

    private ImageTree tree(Path branch, String builder, String reuse) throws Exception {
        ImageResult result = build(branch, builder, reuse, Optional.empty());
        return ImageTree.read(engine, job(branch, builder, reuse), result.name());
    }

    private void master(Path context, String builder) throws InterruptedException {
        Job job = job(context, builder, "inherit");
        Environment environment = environment("master");
        Commit commit = Commit.of("a".repeat(40));
        List<String> stages =
                ImageRunner.stagesToKeep(job.target().configuration().image());
        Map<String, String> kept = new HashMap<>();
        stages.forEach(
                stage -> kept.put(stage, environment.stageImage(commit, stage).toString()));
        Map<String, String> labels = job.target().imageLabels(Labels.ROLE_MASTER, environment, commit, "");
        runner(job)
                .build(new ImageBuild(
                        environment.image(commit).toString(),
                        List.of(environment.latest().toString()),
                        labels,
                        Optional.empty(),
                        kept,
                        Optional.empty(),
                        true,
                        Optional.empty(),
                        "test"));
        stages.forEach(stage -> assertThat(
                        engine.images().find(environment.latestStage(stage).toString()))
                .map(ImageState::id)
                .isEqualTo(engine.images()
                        .find(environment.stageImage(commit, stage).toString())
                        .map(ImageState::id)));
    }

    private ImageResult build(Path context, String builder, String reuse, Optional<String> who)
            throws InterruptedException {
        Job job = job(context, builder, reuse, who);
        Environment environment = environment("x-" + reuse);
        Commit commit = Commit.of("b".repeat(40));
        return runner(job)
                .build(new ImageBuild(
                        environment.image(commit).toString(),
                        List.of(),
                        job.target().imageLabels(Labels.ROLE_BRANCH, environment, commit, ""),
                        Optional.empty(),
                        Map.of(),
                        Optional.empty(),
                        reuse.equals("none"),
                        Optional.of(environment("master")
                                .image(Commit.of("a".repeat(40)))
                                .toString()),
                        "test"));
    }

    private ImageRunner runner(Job job) {
        return new ImageRunner(
                job,
                sha -> {
                    throw new AssertionError("nothing is exported here");
                },
                new ImageRunner.Surroundings(
                        folder.resolve("target"), folder.resolve("target/docker"), Map.of(), Optional.empty()));
    }

    private Job job(Path context, String builder, String reuse) {
        return job(context, builder, reuse, Optional.empty());
    }

    private Job job(Path context, String builder, String reuse, Optional<String> who) {
        Map<String, String> properties =
                Map.of("docker.app", app, "docker.image.builder", onThisEngine(builder), "docker.master.reuse", reuse);
        Node pom = who.map(value ->
                        Node.of("configuration", Node.of("image", Node.of("buildArgs", Node.text("WHO", value)))))
                .orElseGet(() -> Node.of("configuration"));
        Configuration configuration = ConfigReader.read(
                new Input(pom, properties, Map.of(), Map.of(), context, context.resolve("target"), app));
        GitState git = new GitState(
                context,
                Path.of(""),
                Branch.of("x"),
                "test",
                Commit.of("b".repeat(40)),
                false,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false,
                Optional.empty());
        Target target = new Target(configuration, git, environment("x"), Map.of(), "test", "2026-01-01T00:00:00Z");
        return new Job(
                target,
                engine,
                event -> {
                    if (event instanceof Event.Note note) {
                        notes.add(note.text());
                    }
                },
                container -> OutputStream.nullOutputStream(),
                ServiceSecrets.NONE,
                host -> Optional.empty());
    }

    /** Podman has one builder only, its own. */
    private String onThisEngine(String builder) {
        return engine.state().podman() ? "auto" : builder;
    }

    private Environment environment(String branch) {
        return Environment.of(App.of(app), Branch.of(branch), Optional.empty());
    }

    private Path context(String name, String dockerfile) throws IOException {
        Path context = Files.createDirectories(folder.resolve(name)).toRealPath();
        Files.createDirectories(context.resolve("src/deep"));
        Files.createDirectories(context.resolve("conf"));
        Files.writeString(context.resolve("Dockerfile"), dockerfile);
        Files.writeString(context.resolve("pom.txt"), "dep1");
        Files.writeString(context.resolve("src/A.java"), "class A");
        Files.writeString(context.resolve("src/B.java"), "class B");
        Files.writeString(context.resolve("src/deep/C.java"), "class C");
        Files.writeString(context.resolve("conf/x.conf"), "x");
        Files.writeString(context.resolve("extra"), "extra");
        return context;
    }

    /** Changes a branch's files in one way of many. */
    private static String change(Path context, Random random) throws IOException {
        List<Path> files;
        try (Stream<Path> walk = Files.walk(context)) {
            files = walk.filter(Files::isRegularFile)
                    .filter(path ->
                            !path.endsWith("Dockerfile") && !path.endsWith("A.java") && !path.endsWith("pom.txt"))
                    .filter(path -> !path.getFileName().toString().startsWith("extra"))
                    .sorted()
                    .toList();
        }
        Path one = files.isEmpty() ? context.resolve("src/A.java") : files.get(random.nextInt(files.size()));
        int number = random.nextInt(1000);
        switch (random.nextInt(8)) {
            case 0 -> {
                Files.writeString(context.resolve("src/New" + number + ".java"), "class New");
                return "added";
            }
            case 1 -> {
                Files.writeString(one, "changed " + number);
                return "changed " + one.getFileName();
            }
            case 2 -> {
                Files.setPosixFilePermissions(one, PosixFilePermissions.fromString("rwxr-x--x"));
                return "mode of " + one.getFileName();
            }
            case 3 -> {
                Files.writeString(context.resolve("pom.txt"), "dep" + number);
                return "dependencies";
            }
            case 4 -> {
                Files.move(one, one.resolveSibling("Moved" + number + ".java"));
                return "renamed " + one.getFileName();
            }
            default -> {
                return replace(one, number);
            }
        }
    }

    private static String replace(Path one, int number) throws IOException {
        if (one.endsWith("src/A.java")) {
            Files.writeString(one, "class A again");
            return "changed A.java";
        }
        Files.delete(one);
        if (one.toString().endsWith("x.conf") && number % 2 == 0) {
            Files.createDirectories(one);
            Files.writeString(one.resolve("inner"), "inner");
            return "x.conf became a folder";
        }
        if (number % 3 == 0) {
            Files.createSymbolicLink(one, Path.of("A.java"));
            return one.getFileName() + " became a link";
        }
        return "deleted " + one.getFileName();
    }
}
