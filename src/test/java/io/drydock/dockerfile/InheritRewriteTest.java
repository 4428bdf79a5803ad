package io.drydock.dockerfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InheritRewriteTest {

    private static final String MAVEN = """
            FROM maven:3 AS build
            RUN useradd ci
            WORKDIR /app
            COPY pom.xml .
            RUN mvn -B dependency:go-offline
            COPY src src
            RUN mvn -B package
            FROM temurin:17-jre
            COPY --from=build /app/target/app.jar /app.jar
            CMD ["java", "-jar", "/app.jar"]
            """;

    private static final ImageConfig BASE =
            new ImageConfig(List.of("PATH=/usr/bin", "HOME=/root"), "", "", List.of(), List.of());
    private static final Set<String> BASE_FOLDERS = Set.of("/", "/etc", "/opt", "/home", "/usr", "/srv");

    private static ContextListing context(String... files) {
        return ContextListing.of(Stream.of(files)
                .map(f -> new ContextEntry(
                        f.replaceAll("/$", ""),
                        f.endsWith("/") ? ContextEntry.Type.DIRECTORY : ContextEntry.Type.FILE,
                        0644,
                        0,
                        0,
                        ""))
                .toList());
    }

    private static StageFiles base() {
        return StageFiles.ofBase(path -> BASE_FOLDERS.contains(path)
                ? PathType.DIRECTORY
                : path.equals("/etc/motd") ? PathType.FILE : PathType.ABSENT);
    }

    private static StagePlan plan(
            String branch, String master, String stage, Removal how, StageFiles files, ImageConfig base) {
        Dockerfile file = Dockerfile.parse(branch);
        ContextListing context = context("pom.xml", "src/", "src/A.java", "etc/", "etc/motd", "etc/app/", "etc/app/a");
        return new InheritRewrite(file, Map.of(), Dockerfile.parse(master), Map.of(), context)
                .plan(file.stage(stage), new MasterStage(base, files, context, CachePaths.of(List.of(), "/root")), how);
    }

    private static StagePlan plan(String text) {
        return plan(text, text, "", Removal.LAYER, base(), BASE);
    }

    @Test
    void aBuildStageStartsFromMastersWithoutWhatTheContextBroughtAndSkipsWhatIsDone() {
        StagePlan plan = plan(MAVEN, MAVEN, "build", Removal.RUN, base(), BASE);
        BranchDockerfile rewritten = new BranchDockerfile(Dockerfile.parse(MAVEN), Map.of());
        rewritten.inherit(plan, "shop/master:a8e8e83-build", Removal.RUN);

        assertThat(plan.reason()).isEmpty();
        assertThat(plan.removals()).containsExactly("/app");
        assertThat(rewritten.text()).isEqualTo("""
                        FROM shop/master:a8e8e83-build AS build
                        RUN ["/bin/rm", "-rf", "--", "/app"]
                        WORKDIR /
                        WORKDIR /app
                        COPY pom.xml .
                        RUN mvn -B dependency:go-offline
                        COPY src src
                        RUN mvn -B package
                        FROM temurin:17-jre
                        COPY --from=build /app/target/app.jar /app.jar
                        CMD ["java", "-jar", "/app.jar"]
                        """);
    }

    @Test
    void withALayerOfWhiteoutsTheStageOnlyStartsElsewhere() {
        StagePlan plan = plan(MAVEN, MAVEN, "build", Removal.LAYER, base(), BASE);
        BranchDockerfile rewritten = new BranchDockerfile(Dockerfile.parse(MAVEN), Map.of());
        rewritten.inherit(plan, "prepared:1", Removal.LAYER);

        assertThat(plan.start()).isEqualTo(BASE);
        assertThat(rewritten.text()).startsWith("FROM prepared:1 AS build\nWORKDIR /app\nCOPY pom.xml .\n");
    }

    @Test
    void aStageWithoutCommandsIsBuiltAsWritten() {
        assertThat(plan(MAVEN).reuse()).isEqualTo(StagePlan.Reuse.AS_WRITTEN);
    }

    @Test
    void userWorkingDirectoryEnvironmentAndShellBeginAsTheBases() {
        String text = """
                FROM base
                ENV PATH=/app/bin:$PATH MODE=prod
                USER app
                SHELL ["/bin/bash", "-c"]
                WORKDIR work
                COPY . .
                RUN make
                """;
        ImageConfig base = new ImageConfig(List.of("PATH=/x:\"$y"), "daemon", "/srv", List.of(), List.of());
        StagePlan plan = plan(text, text, "", Removal.RUN, base(), base);
        BranchDockerfile rewritten = new BranchDockerfile(Dockerfile.parse(text), Map.of());
        rewritten.inherit(plan, "m:1", Removal.RUN);

        assertThat(rewritten.text()).startsWith("""
                        FROM m:1
                        USER 0
                        RUN ["/bin/rm", "-rf", "--", "/srv/work"]
                        USER daemon
                        WORKDIR /srv
                        SHELL ["/bin/sh", "-c"]
                        ENV PATH="/x:\\"\\$y"
                        ENV PATH=/app/bin:$PATH MODE=prod
                        """);
    }

    @Test
    void differencesFromMasterAreReasonsToCarry() {
        assertThat(plan(MAVEN, MAVEN.replace("useradd ci", "useradd jenkins"), "build", Removal.LAYER, base(), BASE)
                        .reason())
                .isEqualTo("line 2: RUN differs from master's Dockerfile");
        assertThat(plan(MAVEN, MAVEN.replace("maven:3", "maven:4"), "build", Removal.LAYER, base(), BASE)
                        .reason())
                .contains("maven:3")
                .contains("maven:4");
        assertThat(plan(MAVEN, MAVEN.replace("AS build", "AS make"), "build", Removal.LAYER, base(), BASE)
                        .reason())
                .contains("no stage build");
        assertThat(plan(
                                MAVEN,
                                MAVEN.replace("RUN mvn -B package", "RUN mvn -B package\nENV X=1"),
                                "build",
                                Removal.LAYER,
                                base(),
                                BASE)
                        .reuse())
                .isEqualTo(StagePlan.Reuse.CARRY);
    }

    @Test
    void commentsAndLineBreaksAreNoDifference() {
        String other = "# a comment\n" + MAVEN.replace("RUN mvn -B package", "# why\nRUN mvn \\\n-B package");

        assertThat(plan(MAVEN, other, "build", Removal.LAYER, base(), BASE).reuse())
                .isEqualTo(StagePlan.Reuse.INHERIT);
    }

    @Test
    void anotherBuildArgumentIsADifferenceOnlyWhereTheStageUsesIt() {
        String text = "FROM a\nARG V=1\nCOPY . /app\nRUN make\n";
        Dockerfile file = Dockerfile.parse(text);
        ContextListing none = context();

        assertThat(new InheritRewrite(file, Map.of("V", "2"), file, Map.of(), none).obstacle(file.lastStage()))
                .isPresent();
        assertThat(new InheritRewrite(file, Map.of("W", "2"), file, Map.of(), none).obstacle(file.lastStage()))
                .isEmpty();
    }

    @Test
    void aStageOnAStageThatCanDifferDoesNotInheritAndOneOnAFixedStageDoes() {
        String text = """
                FROM a AS deps
                RUN apt-get install -y make
                FROM deps AS build
                WORKDIR /app
                COPY . .
                RUN make
                FROM build AS test
                RUN make test
                """;

        assertThat(plan(text, text, "build", Removal.LAYER, base(), BASE).reuse())
                .isEqualTo(StagePlan.Reuse.INHERIT);
        assertThat(plan(text, text, "test", Removal.LAYER, base(), BASE).reason())
                .contains("starts from the stage build");
        assertThat(plan(text, text.replace("-y make", "-y make gcc"), "build", Removal.LAYER, base(), BASE)
                        .reason())
                .contains("starts from the stage deps");
    }

    @Test
    void whatComesOutOfAnotherStageIsRemovedLikeWhatComesOutOfTheContext() {
        String text = """
                FROM node AS web
                COPY . /web
                RUN npm run build
                FROM base
                RUN useradd app
                COPY --from=web /web/dist /site
                RUN chown -R app /site
                """;
        StagePlan plan = plan(text);

        assertThat(plan.removals()).containsExactly("/site");
        assertThat(plan.inMaster()).extracting(Instruction::startLine).containsExactly(5);
    }

    @Test
    void ofAFolderOfTheBaseImageOnlyWhatTheContextPutThereIsRemoved() {
        assertThat(plan("FROM a\nCOPY pom.xml src /opt/\nRUN true\n").removals())
                .containsExactly("/opt/A.java", "/opt/pom.xml");
        assertThat(plan("FROM a\nCOPY etc/app /etc/app\nRUN true\n").removals()).containsExactly("/etc/app");
        assertThat(plan("FROM a\nCOPY etc /etc\nRUN true\n").reason())
                .isEqualTo("line 2: COPY it replaces /etc/motd of the base image");
        assertThat(plan("FROM a\nCOPY etc/motd /etc/motd\nRUN true\n").reuse()).isEqualTo(StagePlan.Reuse.INHERIT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "useradd ci",
                "adduser -D ci",
                "echo x >> /etc/profile",
                "make && mkdir /opt/x",
                "ln -s /a /usr/b",
                "mv /etc/a /etc/b",
                "git clone https://example.org/x /opt/x",
                "sed -i s/a/b/ /etc/c",
                "cd /etc; patch -p1 < /app/p",
                "cp -r web /opt/",
                "cp target/*.jar /opt/",
                "pip install -r requirements.txt",
                "make install",
                "javac -d /opt src/A.java",
                "[\"/usr/sbin/useradd\", \"ci\"]",
                "[\"sh\", \"-c\", \"groupadd x\"]"
            })
    void whatCannotRunTwiceMakesTheStageCarryWithTheLineAsReason(String command) {
        StagePlan plan = plan("FROM a\nWORKDIR /app\nCOPY . .\nRUN " + command + "\n");

        assertThat(plan.reuse()).isEqualTo(StagePlan.Reuse.CARRY);
        assertThat(plan.reason()).startsWith("line 4: RUN");
    }

    @Test
    void theSameInAHeredocIsFoundToo() {
        assertThat(plan("FROM a\nCOPY . /app\nRUN <<EOF\nset -e\nuseradd x\nEOF\n")
                        .reason())
                .isEqualTo("line 3: RUN cannot be run twice: useradd x");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mvn -B package",
                "./mvnw -B verify",
                "npm ci && npm run build",
                "mkdir build && cd build && cmake ..",
                "mkdir -p /var/x",
                "ln -sf a b",
                "rm -rf /var/cache/apt",
                "mv a b",
                "apt-get update && apt-get install -y --no-install-recommends curl && rm -rf /var/lib/apt/lists/*",
                "cp target/app.jar /app.jar"
            })
    void whatCanRunTwiceOrWorksInARemovedFolderInherits(String command) {
        assertThat(plan("FROM a\nWORKDIR /app\nCOPY . .\nRUN " + command.replace(" cmake ..", " cmake") + "\n")
                        .reason())
                .isEmpty();
    }

    @Test
    void outputBesideTheContextsFoldersIsRemovedToo() {
        assertThat(plan("FROM a\nCOPY src /src\nRUN javac -d /classes /src/A.java > /build.log\n")
                        .removals())
                .containsExactly("/build.log", "/classes", "/src");
    }

    @Test
    void aFolderThatAnEarlierCommandMayHaveFilledIsADoubt() {
        for (String command :
                List.of("mkdir -p /app && chown 1 /app", "useradd -m app", "cd / && mkdir app", "npm init -y")) {
            String text = "FROM a\nWORKDIR /app\nRUN " + command + "\nWORKDIR /\nCOPY . /app\nRUN make\n";
            assertThat(plan(text).reason()).as(command).startsWith("line 3: RUN may have written");
        }
    }

    @Test
    void anArchiveThatAddUnpacksIntoAFolderOfTheBaseIsADoubt() {
        assertThat(plan("FROM a\nADD dist.tar.gz /opt/\nRUN true\n").reason()).contains("dist.tar.gz");
    }

    @Test
    void aBaseWithTriggersIsNotInherited() {
        ImageConfig triggers = new ImageConfig(List.of(), "", "", List.of(), List.of("COPY . /app"));

        assertThat(plan(MAVEN, MAVEN, "build", Removal.LAYER, base(), triggers).reason())
                .contains("ONBUILD");
    }

    @Test
    void withEvidenceExactlyWhatLaterLayersAddedOutsideCachesIsRemoved() {
        StageFiles files = StageFiles.ofLayers(
                path -> PathType.ABSENT,
                List.of(
                        new FileChange("/app", FileChange.Kind.ADDED, true),
                        new FileChange("/app/target", FileChange.Kind.ADDED, true),
                        new FileChange("/tmp/hsperf", FileChange.Kind.ADDED, false),
                        new FileChange("/root/.m2", FileChange.Kind.ADDED, true),
                        new FileChange("/root/.m2/x.jar", FileChange.Kind.MODIFIED, false)));

        assertThat(plan(MAVEN, MAVEN, "build", Removal.LAYER, files, BASE).removals())
                .containsExactly("/app", "/tmp/hsperf");
    }

    @Test
    void withEvidenceAChangedFileOfTheBaseIsNamedAsTheReason() {
        StageFiles files = StageFiles.ofLayers(
                path -> PathType.FILE,
                List.of(new FileChange("/var/lib/dpkg/status", FileChange.Kind.MODIFIED, false)));

        assertThat(plan(MAVEN, MAVEN, "build", Removal.LAYER, files, BASE).reason())
                .contains("/var/lib/dpkg/status");
    }

    @Test
    void aVariableThatCannotBeUnsetKeepsTheTextFormFromBeingUsedButNotTheLayer() {
        String text = "FROM a\nWORKDIR /app\nCOPY . .\nRUN mvn package\nENV JAVA_OPTS=-Xmx1g\n";

        assertThat(plan(text, text, "", Removal.RUN, base(), BASE).reason()).contains("JAVA_OPTS");
        assertThat(plan(text, text, "", Removal.LAYER, base(), BASE).reuse()).isEqualTo(StagePlan.Reuse.INHERIT);
    }

    @Test
    void volumesAndTriggersOfTheStageKeepTheTextFormFromBeingUsed() {
        for (String line : List.of("VOLUME /tmp", "ONBUILD RUN x")) {
            String text = "FROM a\n" + line + "\nCOPY . /app\nRUN make\n";
            assertThat(plan(text, text, "", Removal.RUN, base(), BASE).reason()).startsWith("line 2");
            assertThat(plan(text, text, "", Removal.LAYER, base(), BASE).reuse())
                    .isEqualTo(StagePlan.Reuse.INHERIT);
        }
    }

    @Test
    void onlyAnInheritPlanCanBeApplied() {
        BranchDockerfile rewritten = new BranchDockerfile(Dockerfile.parse(MAVEN), Map.of());

        assertThatThrownBy(() -> rewritten.inherit(plan(MAVEN), "x", Removal.RUN))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
