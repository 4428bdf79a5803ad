package io.drydock.dockerfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

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

    private static StagePlan plan(
            String branch, String master, String stage, List<FileChange> changes, ImageConfig base) {
        Dockerfile file = Dockerfile.parse(branch);
        InheritRewrite rewrite = new InheritRewrite(file, Map.of(), Dockerfile.parse(master), Map.of());
        Stage planned = file.stage(stage);
        return rewrite.plan(
                planned,
                rewrite.prefixLength(planned),
                new MasterStage(base, changes, CachePaths.of(List.of(), "/root")));
    }

    private static StagePlan plan(String text) {
        return plan(text, text, "", List.of(), BASE);
    }

    @Test
    void theStageStartsElsewhere() {
        StagePlan plan = plan(MAVEN, MAVEN, "build", List.of(), BASE);
        BranchDockerfile rewritten = new BranchDockerfile(Dockerfile.parse(MAVEN), Map.of());
        rewritten.inherit(plan, "prepared:1");

        assertThat(plan.start()).isEqualTo(BASE);
        assertThat(rewritten.text()).startsWith("FROM prepared:1 AS build\nWORKDIR /app\nCOPY pom.xml .\n");
    }

    @Test
    void aStageWithoutCommandsIsBuiltAsWritten() {
        assertThat(plan(MAVEN).reuse()).isEqualTo(StagePlan.Reuse.AS_WRITTEN);
    }

    @Test
    void differencesFromMasterAreReasonsToCarry() {
        assertThat(plan(MAVEN, MAVEN.replace("useradd ci", "useradd jenkins"), "build", List.of(), BASE)
                        .reason())
                .isEqualTo("line 2: RUN differs from master's Dockerfile");
        assertThat(plan(MAVEN, MAVEN.replace("maven:3", "maven:4"), "build", List.of(), BASE)
                        .reason())
                .contains("maven:3")
                .contains("maven:4");
        assertThat(plan(MAVEN, MAVEN.replace("AS build", "AS make"), "build", List.of(), BASE)
                        .reason())
                .contains("no stage build");
        assertThat(plan(
                                MAVEN,
                                MAVEN.replace("RUN mvn -B package", "RUN mvn -B package\nENV X=1"),
                                "build",
                                List.of(),
                                BASE)
                        .reuse())
                .isEqualTo(StagePlan.Reuse.CARRY);
    }

    @Test
    void commentsAndLineBreaksAreNoDifference() {
        String other = "# a comment\n" + MAVEN.replace("RUN mvn -B package", "# why\nRUN mvn \\\n-B package");

        assertThat(plan(MAVEN, other, "build", List.of(), BASE).reuse()).isEqualTo(StagePlan.Reuse.INHERIT);
    }

    @Test
    void anotherBuildArgumentIsADifferenceOnlyWhereTheStageUsesIt() {
        String text = "FROM a\nARG V=1\nCOPY . /app\nRUN make\n";
        Dockerfile file = Dockerfile.parse(text);

        assertThat(new InheritRewrite(file, Map.of("V", "2"), file, Map.of()).obstacle(file.lastStage()))
                .isPresent();
        assertThat(new InheritRewrite(file, Map.of("W", "2"), file, Map.of()).obstacle(file.lastStage()))
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

        assertThat(plan(text, text, "build", List.of(), BASE).reuse()).isEqualTo(StagePlan.Reuse.INHERIT);
        assertThat(plan(text, text, "test", List.of(), BASE).reason()).contains("starts from the stage build");
        assertThat(plan(text, text.replace("-y make", "-y make gcc"), "build", List.of(), BASE)
                        .reason())
                .contains("starts from the stage deps");
    }

    @Test
    void whatIsDoneInMasterIsLeftOut() {
        String text = """
                FROM node AS web
                COPY . /web
                RUN npm run build
                FROM base
                RUN useradd app
                COPY --from=web /web/dist /site
                RUN chown -R app /site
                """;

        assertThat(plan(text).inMaster()).extracting(Instruction::startLine).containsExactly(5);
    }

    @Test
    void aBaseWithTriggersIsNotInherited() {
        ImageConfig triggers = new ImageConfig(List.of(), "", "", List.of(), List.of("COPY . /app"));

        assertThat(plan(MAVEN, MAVEN, "build", List.of(), triggers).reason()).contains("ONBUILD");
    }

    @Test
    void withEvidenceExactlyWhatLaterLayersAddedOutsideCachesIsRemoved() {
        List<FileChange> changes = List.of(
                new FileChange("/app", FileChange.Kind.ADDED, true),
                new FileChange("/app/target", FileChange.Kind.ADDED, true),
                new FileChange("/tmp/hsperf", FileChange.Kind.ADDED, false),
                new FileChange("/root/.m2", FileChange.Kind.ADDED, true),
                new FileChange("/root/.m2/x.jar", FileChange.Kind.MODIFIED, false));

        assertThat(plan(MAVEN, MAVEN, "build", changes, BASE).removals()).containsExactly("/app", "/tmp/hsperf");
    }

    @Test
    void withEvidenceAChangedFileOfTheBaseIsNamedAsTheReason() {
        List<FileChange> changes = List.of(new FileChange("/var/lib/dpkg/status", FileChange.Kind.MODIFIED, false));

        assertThat(plan(MAVEN, MAVEN, "build", changes, BASE).reason()).contains("/var/lib/dpkg/status");
    }

    @Test
    void onlyAnInheritPlanCanBeApplied() {
        BranchDockerfile rewritten = new BranchDockerfile(Dockerfile.parse(MAVEN), Map.of());

        assertThatThrownBy(() -> rewritten.inherit(plan(MAVEN), "x")).isInstanceOf(IllegalArgumentException.class);
    }
}
