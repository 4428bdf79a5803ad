package io.drydock.dockerfile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CarryRewriteTest {

    private static final String TEXT = """
            FROM maven:3 AS build
            RUN apt-get update
            WORKDIR /app
            COPY pom.xml .
            # fetch
            RUN mvn \\
                dependency:go-offline
            COPY src src
            RUN mvn -o package
            FROM temurin:17-jre
            COPY --from=build /app/target/app.jar /app.jar
            """;

    private static String carry(String text, boolean buildKit, Set<String> run, ImageConfig base, String... paths) {
        return carry(2, text, buildKit, run, base, paths);
    }

    private static String carry(
            int unchanged, String text, boolean buildKit, Set<String> run, ImageConfig base, String... paths) {
        Dockerfile file = Dockerfile.parse(text);
        BranchDockerfile rewritten = new BranchDockerfile(file, Map.of());
        Set<Stage> stages = new HashSet<>();
        run.forEach(name -> stages.add(file.stage(name)));
        rewritten.carry(
                file.stages().get(0),
                new CarrySource("shop/master:1-build", List.of(paths), unchanged, base),
                buildKit,
                stages);
        return rewritten.text();
    }

    @Test
    void theClassicBuilderCopiesCachesBeforeTheFirstInstructionThatDiffersSoThatTheCopyIsCached() {
        assertThat(carry(TEXT, false, Set.of(""), ImageConfig.EMPTY, "/root/.m2"))
                .isEqualTo(TEXT.replace(
                        "COPY pom.xml .\n",
                        "COPY --from=shop/master:1-build [\"/root/.m2\", \"/root/.m2\"]\nCOPY pom.xml .\n"));
    }

    @Test
    void whatIsBeforeTheFirstDifferenceStaysAsWrittenSoThatTheBuilderHasIt() {
        assertThat(carry(4, TEXT, false, Set.of(""), ImageConfig.EMPTY, "/root/.m2"))
                .isEqualTo(TEXT.replace(
                        "COPY src src\n",
                        "COPY --from=shop/master:1-build [\"/root/.m2\", \"/root/.m2\"]\nCOPY src src\n"));
        assertThat(carry(4, TEXT, true, Set.of(""), ImageConfig.EMPTY, "/root/.m2"))
                .startsWith(TEXT.substring(0, TEXT.indexOf("COPY src")))
                .contains("RUN --mount=type=cache");
        assertThat(carry(6, TEXT, true, Set.of(""), ImageConfig.EMPTY, "/root/.m2"))
                .isEqualTo(TEXT);
    }

    @Test
    void buildKitMountsThemIntoEachLaterCommandSoThatNothingIsBakedIn() {
        String text = carry(TEXT, true, Set.of(""), ImageConfig.EMPTY, "/root/.m2");
        Stage build = Dockerfile.parse(text).stages().get(0);

        assertThat(text).doesNotContain("COPY --from=shop");
        assertThat(build.instructions().get(0).mounts()).isEmpty();
        assertThat(build.instructions().stream()
                        .filter(i -> i.is("RUN"))
                        .skip(1)
                        .map(Instruction::mounts))
                .hasSize(2)
                .allSatisfy(mounts -> assertThat(mounts).singleElement().satisfies(m -> {
                    assertThat(m.type()).isEqualTo("cache");
                    assertThat(m.from()).contains("shop/master:1-build");
                    assertThat(m.options()).containsEntry("source", "/root/.m2").containsEntry("target", "/root/.m2");
                    assertThat(m.options().get("id")).startsWith("drydock-");
                }));
        assertThat(build.instructions().get(3).text()).isEqualTo("mvn     dependency:go-offline");
    }

    @Test
    void aStageOfWhichContainersAreMadeGetsCopies() {
        assertThat(carry(TEXT, true, Set.of("", "build"), ImageConfig.EMPTY, "/root/.m2"))
                .contains("COPY --from=shop/master:1-build")
                .doesNotContain("--mount");
        assertThat(carry(TEXT + "FROM build AS test\n", true, Set.of("test"), ImageConfig.EMPTY, "/root/.m2"))
                .contains("COPY --from=shop/master:1-build")
                .doesNotContain("--mount");
    }

    @Test
    void installedGemsAndWhatALaterStageCopiesOnAreNeverOnlyMounted() {
        assertThat(carry(TEXT, true, Set.of(""), ImageConfig.EMPTY, "/usr/local/bundle"))
                .contains("COPY --from=shop/master:1-build [\"/usr/local/bundle\"")
                .doesNotContain("--mount");
        assertThat(carry(TEXT + "COPY --from=build /root /saved\n", true, Set.of(""), ImageConfig.EMPTY, "/root/.m2"))
                .contains("COPY --from=shop/master:1-build [\"/root/.m2\"")
                .doesNotContain("--mount");
    }

    @Test
    void aCopiedCacheBelongsToWhoRunsTheCommands() {
        ImageConfig base = new ImageConfig(List.of(), "maven", "", List.of(), List.of());

        assertThat(carry(TEXT, false, Set.of(""), base, "/home/maven/.m2")).contains("--chown=maven [");
        assertThat(carry(TEXT.replace("COPY pom", "USER ci:ci\nCOPY pom"), false, Set.of(""), base, "/c"))
                .contains("--chown=ci:ci [");
    }

    @Test
    void aMountOfTheUsersOwnIsLeftAlone() {
        String text = TEXT.replace("RUN mvn -o", "RUN --mount=type=cache,target=/root/.m2 mvn -o");

        assertThat(carry(text, true, Set.of(""), ImageConfig.EMPTY, "/root/.m2"))
                .contains("\nRUN --mount=type=cache,target=/root/.m2 mvn -o package\n");
    }

    @Test
    void cachesAreTheWellKnownOnesAndTheDeclaredOnes() {
        CachePaths caches = CachePaths.of(List.of("~/.cache/pip", "/cache/", "/root/.m2/repository"), "/root");

        assertThat(caches.paths()).contains("/root/.cache/pip", "/cache", "/root/.m2", "/root/.gradle", "/root/.npm");
        assertThat(caches.paths()).doesNotContain("/root/.m2/repository");
        assertThat(caches.contains("/cache/x")).isTrue();
        assertThat(caches.contains("/cached")).isFalse();
    }
}
