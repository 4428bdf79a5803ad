package io.drydock.dockerfile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The law, over generated Dockerfiles and branches: an inherited image equals the one built from scratch. */
class InheritLawTest {

    private static final int CASES = 300;
    private static final CachePaths CACHES = CachePaths.of(List.of(), "/root");
    private static final List<String> BEFORE = List.of(
            "ENV MODE=one",
            "WORKDIR /app",
            "WORKDIR sub",
            "RUN useradd app",
            "RUN mkdir -p /data",
            "RUN mkdir app",
            "RUN echo a > /etc/conf",
            "RUN echo b > note",
            "USER app",
            "USER 0");
    private static final List<String> COPIES = List.of(
            "COPY . .",
            "COPY . /app",
            "COPY src ./src",
            "COPY pom.xml ./",
            "COPY conf/ /etc/",
            "COPY conf /opt/conf",
            "COPY pom.xml /srv/base.txt",
            "COPY src /home/app",
            "COPY conf /data");
    private static final List<String> AFTER = List.of(
            "RUN mvn package",
            "RUN mvn package",
            "RUN mvn package && cp target/app.jar /app.jar",
            "RUN javac -d /classes",
            "RUN javac -d /opt",
            "RUN cp target/app.jar /opt/app.jar",
            "RUN useradd late",
            "RUN echo x >> /etc/conf",
            "RUN echo x >> log",
            "RUN echo $MODE > mode.txt",
            "RUN whoami > who.txt",
            "RUN mkdir build",
            "RUN mkdir /made",
            "ENV MODE=two",
            "ENV LATE=$MODE-late",
            "WORKDIR /app",
            "USER app",
            "USER 0");

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void anInheritedImageEqualsTheOneBuiltFromScratch(boolean inputs) {
        Random random = new Random(7);
        int built = 0;
        int inherited = 0;
        for (int i = 0; i < CASES; i++) {
            Case generated = new Case(random);
            if (generated.buildsFromScratch()) {
                built++;
                inherited += generated.check(inputs) ? 1 : 0;
            }
        }
        assertThat(built).as("cases that build at all").isGreaterThan(CASES / 20);
        assertThat((double) inherited / built).as("share that inherits").isGreaterThan(0.65);
    }

    /** One Dockerfile, one base image, master's context and a branch's. */
    private static final class Case {

        private final String text;
        private final Map<String, FakeBuilder.Image> images;
        private final TreeMap<String, String> masterContext;
        private final TreeMap<String, String> branchContext;
        private FakeBuilder.Image master = base(new Random(0));
        private FakeBuilder.Image scratch = master;

        Case(Random random) {
            text = dockerfile(random);
            images = Map.of("base", base(random));
            masterContext = context(random, new TreeMap<>());
            branchContext = context(random, masterContext);
        }

        boolean buildsFromScratch() {
            try {
                master = new FakeBuilder(images, masterContext).build(text).get(0);
                scratch = new FakeBuilder(images, branchContext).build(text).get(0);
                return true;
            } catch (FakeBuilder.Failed e) {
                return false;
            }
        }

        /**
         * Returns whether the stage inherited.
         *
         * @param inputs whether it is known what master's instructions read
         */
        boolean check(boolean inputs) {
            Dockerfile file = Dockerfile.parse(text);
            Stage stage = file.stage("");
            InheritRewrite rewrite =
                    new InheritRewrite(file, Map.of(), file, Map.of(), (s, i) -> inputs && readsTheSame(i));
            int prefix = rewrite.prefixLength(stage);
            TreeMap<String, String> before = new FakeBuilder(images, masterContext).filesAfter(file, 0, prefix);
            StagePlan plan = rewrite.plan(
                    stage,
                    prefix,
                    new MasterStage(images.get("base").config(), changes(before, master.files()), CACHES));
            if (plan.reuse() != StagePlan.Reuse.INHERIT) {
                assertThat(plan.removals()).isEmpty();
                return false;
            }
            verify(file, plan);
            return true;
        }

        private boolean readsTheSame(Instruction instruction) {
            return instruction.copy().orElseThrow().sources().stream()
                    .map(source -> Paths.clean("/" + source))
                    .allMatch(source -> below(masterContext, source).equals(below(branchContext, source)));
        }

        private static Map<String, String> below(Map<String, String> context, String source) {
            Map<String, String> found = new TreeMap<>(context);
            found.keySet().removeIf(path -> !Paths.within(path, source));
            return found;
        }

        private void verify(Dockerfile file, StagePlan plan) {
            TreeMap<String, String> files = master.copy().files();
            files.keySet().removeIf(path -> Paths.withinAny(path, plan.removals()));
            FakeBuilder.Image start = new FakeBuilder.Image(files, plan.start());
            BranchDockerfile rewritten = new BranchDockerfile(file, Map.of());
            rewritten.inherit(plan, "start");
            Supplier<String> description = () -> text + "\n--- rewritten\n" + rewritten.text() + "\n--- "
                    + masterContext + "\n--- " + branchContext + "\n--- " + plan.removals();
            FakeBuilder.Image result;
            try {
                result = new FakeBuilder(Map.of("start", start), branchContext)
                        .build(rewritten.text())
                        .get(0);
            } catch (FakeBuilder.Failed e) {
                throw new AssertionError(description.get(), e);
            }
            assertThat(outsideCaches(result)).as(description).isEqualTo(outsideCaches(scratch));
            assertThat(result.config().env())
                    .as(description)
                    .isEqualTo(scratch.config().env());
            assertThat(user(result)).as(description).isEqualTo(user(scratch));
            assertThat(result.config().workdir())
                    .as(description)
                    .isEqualTo(scratch.config().workdir());
        }
    }

    private static String user(FakeBuilder.Image image) {
        return image.config().user().isEmpty() ? "0" : image.config().user();
    }

    private static Map<String, String> outsideCaches(FakeBuilder.Image image) {
        Map<String, String> files = new TreeMap<>(image.files());
        files.keySet().removeIf(CACHES::contains);
        return files;
    }

    private static List<FileChange> changes(TreeMap<String, String> before, TreeMap<String, String> after) {
        List<FileChange> changes = new ArrayList<>();
        after.forEach((path, content) -> {
            if (!content.equals(before.get(path))) {
                FileChange.Kind kind = before.containsKey(path) ? FileChange.Kind.MODIFIED : FileChange.Kind.ADDED;
                changes.add(new FileChange(path, kind, content.equals(FakeBuilder.DIR)));
            }
        });
        before.keySet().stream()
                .filter(path -> !after.containsKey(path))
                .forEach(path -> changes.add(new FileChange(path, FileChange.Kind.DELETED, false)));
        return changes;
    }

    private static String dockerfile(Random random) {
        StringBuilder text = new StringBuilder("FROM base\n");
        some(random, BEFORE, random.nextInt(5), text);
        some(random, COPIES, 1 + random.nextInt(2), text);
        some(random, AFTER, random.nextInt(3), text);
        some(random, COPIES, random.nextInt(2), text);
        some(random, AFTER, random.nextInt(3), text);
        return text.append("RUN mvn package\n").toString();
    }

    private static void some(Random random, List<String> from, int count, StringBuilder text) {
        for (int i = 0; i < count; i++) {
            text.append(from.get(random.nextInt(from.size()))).append('\n');
        }
    }

    private static FakeBuilder.Image base(Random random) {
        TreeMap<String, String> files = new TreeMap<>();
        for (String folder : List.of("/bin", "/etc", "/home", "/opt", "/root", "/srv")) {
            files.put(folder, FakeBuilder.DIR);
        }
        files.put("/bin/sh", "shell");
        files.put("/etc/passwd", "root:");
        files.put("/srv/base.txt", "of the base");
        if (random.nextInt(4) == 0) {
            files.put("/app", FakeBuilder.DIR);
            files.put("/app/base.txt", "of the base");
        }
        if (random.nextInt(6) == 0) {
            files.put("/etc/x.conf", "of the base");
        }
        return new FakeBuilder.Image(
                files,
                new ImageConfig(
                        random.nextBoolean() ? List.of("PATH=/bin") : List.of("PATH=/bin", "MODE=base"),
                        random.nextInt(3) == 0 ? "daemon" : "",
                        random.nextInt(3) == 0 ? "/srv" : "",
                        List.of(),
                        List.of()));
    }

    /** A context that differs from another by a few files added, changed, deleted, or turned into folders. */
    private static TreeMap<String, String> context(Random random, TreeMap<String, String> from) {
        TreeMap<String, String> context = new TreeMap<>(from);
        Set<String> candidates = Set.of(
                "/src/A.java",
                "/src/B.java",
                "/src/deep/C.java",
                "/conf/x.conf",
                "/conf/sub/y.conf",
                "/extra",
                "/mode.txt");
        put(context, "/pom.xml", "dep" + random.nextInt(3));
        if (from.isEmpty()) {
            put(context, "/src/A.java", "first");
            put(context, "/conf/x.conf", "first");
        }
        for (String path : candidates.stream().sorted().toList()) {
            switch (random.nextInt(5)) {
                case 0 -> put(context, path, "v" + random.nextInt(3));
                case 1 -> context.keySet().removeIf(other -> Paths.within(other, path));
                case 2 -> {
                    if (!from.isEmpty() && path.equals("/extra")) {
                        context.remove(path);
                        put(context, path + "/inner", "inner");
                    }
                }
                default -> {
                    // Stays as it is.
                }
            }
        }
        return context;
    }

    private static void put(TreeMap<String, String> context, String path, String content) {
        context.keySet().removeIf(other -> Paths.within(other, path));
        for (int slash = path.indexOf('/', 1); slash > 0; slash = path.indexOf('/', slash + 1)) {
            context.put(path.substring(0, slash), FakeBuilder.DIR);
        }
        context.put(path, content);
    }
}
