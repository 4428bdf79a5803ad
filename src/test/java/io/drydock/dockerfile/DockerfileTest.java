package io.drydock.dockerfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drydock.model.DrydockException;
import io.drydock.model.Outcome;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DockerfileTest {

    private static Instruction first(String text) {
        return Dockerfile.parse(text).lastStage().instructions().get(0);
    }

    @Test
    void continuedLinesAreOneInstructionAndCommentsAndEmptyLinesAmongThemAreSkipped() {
        Instruction run = first("FROM a\nRUN one && \\\n  # why\n\n  two && \\  \n  three\nCMD x\n");

        assertThat(run.text()).isEqualTo("one &&   two &&   three");
        assertThat(run.startLine()).isEqualTo(2);
        assertThat(run.endLine()).isEqualTo(6);
    }

    @Test
    void theEscapeDirectiveChangesTheContinuationCharacter() {
        Dockerfile file = Dockerfile.parse("# escape=`\nFROM a\nCOPY c:\\x `\n  c:\\y\\\n");

        assertThat(file.escape()).isEqualTo('`');
        assertThat(file.lastStage().instructions().get(0).args()).containsExactly("c:\\x", "c:\\y\\");
    }

    @Test
    void directivesCountOnlyAtTheTop() {
        assertThat(Dockerfile.parse("#syntax = docker/dockerfile:1\nFROM a").syntax())
                .contains(new Directive("docker/dockerfile:1", 1));
        assertThat(Dockerfile.parse("# a comment\n# syntax=x\nFROM a").syntax()).isEmpty();
    }

    @Test
    void byteOrderMarkAndWindowsLineEndsAreNoPartOfTheText() {
        Dockerfile file = Dockerfile.parse("\ufeffFROM a\r\nRUN x \\\r\n y\r\n");

        assertThat(file.lastStage().base()).isEqualTo("a");
        assertThat(file.lastStage().instructions().get(0).text()).isEqualTo("x  y");
    }

    @Test
    void heredocsAreReadToTheirDelimiters() {
        Dockerfile file = Dockerfile.parse(
                "FROM a\nRUN <<EOF\nmkdir x\n# not a comment\nEOF\nCOPY <<-'A' <<B /d/\n\tone\n\tA\ntwo\nB\nCMD z\n");
        List<Instruction> all = file.lastStage().instructions();

        assertThat(all).hasSize(3);
        assertThat(all.get(0).heredocs())
                .containsExactly(new Heredoc("EOF", true, false, "mkdir x\n# not a comment\n"));
        assertThat(all.get(1).heredocs())
                .containsExactly(new Heredoc("A", false, true, "\tone\n"), new Heredoc("B", true, false, "two\n"));
        assertThat(all.get(1).endLine()).isEqualTo(10);
        assertThat(all.get(1).readsContext()).isFalse();
    }

    @Test
    void anArithmeticShiftIsNoHeredoc() {
        assertThat(first("FROM a\nRUN echo $((1<<4))\n").heredocs()).isEmpty();
    }

    @Test
    void theExecFormIsParsedAndWhatOnlyLooksLikeItIsShellText() {
        assertThat(first("FROM a\nCMD [ \"a\\u0020b\", \"c\\\"d\" ]").args()).containsExactly("a b", "c\"d");
        assertThat(first("FROM a\nRUN [ -f x ] && y").json()).isFalse();
        assertThat(first("FROM a\nCOPY [\"a b\", \"/c d/\"]")
                        .copy()
                        .orElseThrow()
                        .destination())
                .isEqualTo("/c d/");
    }

    @Test
    void flagsAreToldFromArguments() {
        Instruction copy = first("FROM a AS x\nCOPY --from=build --chown=1:2 /a /b");

        assertThat(copy.flag("from")).contains("build");
        assertThat(copy.flag("chown")).contains("1:2");
        assertThat(copy.args()).containsExactly("/a", "/b");
        assertThat(first("FROM a\nRUN --mount=type=cache,target=/m --network=none ls")
                        .mounts())
                .singleElement()
                .satisfies(m -> assertThat(m.type()).isEqualTo("cache"))
                .satisfies(m -> assertThat(m.target()).contains("/m"));
    }

    @Test
    void environmentIsReadInBothForms() {
        assertThat(first("FROM a\nENV A=1 B=\"two words\"").args()).containsExactly("A=1", "B=\"two words\"");
        assertThat(first("FROM a\nENV A two words").args()).containsExactly("A=two words");
    }

    @Test
    void fromIsResolvedByGlobalArguments() {
        Dockerfile file = Dockerfile.parse(
                "ARG V=17\nARG IMG=temurin:${V}\nFROM ${IMG} AS a\nFROM ${NONE:-x}:$V AS b\nFROM ${V:+y} AS c\nFROM \"a\"");

        assertThat(file.stages().stream().map(s -> file.base(s, Map.of())))
                .containsExactly("temurin:17", "x:17", "y", "a");
        assertThat(file.base(file.stage("a"), Map.of("V", "21"))).isEqualTo("temurin:21");
        assertThat(file.baseStage(file.lastStage(), Map.of())).contains(file.stage("A"));
        assertThat(file.globalArgs()).extracting(Arg::name).containsExactly("V", "IMG");
    }

    @Test
    void stagesAreFoundByNameWithoutRegardToCaseAndByIndex() {
        Dockerfile file = Dockerfile.parse("FROM --platform=$BUILDPLATFORM a AS Build\nFROM b\n");

        assertThat(file.stage("bUILD").index()).isZero();
        assertThat(file.stage("1").base()).isEqualTo("b");
        assertThat(file.stage("").base()).isEqualTo("b");
        assertThat(file.stage("build").platform()).contains("$BUILDPLATFORM");
        assertThatThrownBy(() -> file.stage("nope"))
                .isInstanceOf(DrydockException.class)
                .hasMessageContaining("nope")
                .hasMessageContaining("'build'");
    }

    @Test
    void aTargetNeedsTheStagesItNamesAndTheirImages() {
        Dockerfile file = Dockerfile.parse("""
                FROM one AS deps
                RUN x
                FROM deps AS build
                COPY --from=tools:1 /t /t
                RUN --mount=type=bind,from=lint,target=/l y
                FROM two AS lint
                FROM three AS unused
                FROM scratch
                COPY --from=build /a /a
                COPY --from=2 /b /b
                """);

        assertThat(file.closure(file.stage(""), Map.of()).stream().map(Stage::index))
                .containsExactly(0, 1, 2, 4);
    }

    @Test
    void contextInstructionsAreThoseThatReadTheContext() {
        Stage stage = Dockerfile.parse("""
                        FROM a
                        COPY --from=b /x /x
                        ADD https://example.org/x /x
                        COPY <<E /x
                        E
                        COPY src /src
                        RUN --mount=type=bind,target=/c make
                        RUN --mount=type=cache,target=/m make
                        """).lastStage();

        assertThat(stage.contextInstructions())
                .extracting(Instruction::startLine)
                .containsExactly(6, 7);
        assertThat(stage.runsCommands()).isTrue();
    }

    @Test
    void copyingBuildOutputIsSeenThroughArgumentsAndGlobs() {
        assertThat(copies("COPY target/*.jar app.jar", "target")).isTrue();
        assertThat(copies("ARG JAR=target/app.jar\nCOPY ${JAR} app.jar", "target"))
                .isTrue();
        assertThat(copies("COPY [\"./target\", \"/t/\"]", "target")).isTrue();
        assertThat(copies("COPY */app.jar /", "target")).isTrue();
        assertThat(copies("COPY web/target/app.war /", "web/target")).isTrue();
        assertThat(copies("COPY . .", "target")).isFalse();
        assertThat(copies("COPY * /", "target")).isFalse();
        assertThat(copies("COPY src/target.txt /", "target")).isFalse();
        assertThat(copies("COPY --from=0 /app/target/app.jar /", "target")).isFalse();
    }

    private static boolean copies(String instructions, String folder) {
        Dockerfile file = Dockerfile.parse("FROM z\nFROM a\n" + instructions);
        return file.copiesBuildOutput(file.lastStage(), Path.of(folder), Map.of());
    }

    @Test
    void whatNeedsBuildKitIsNamedWithItsLine() {
        assertThat(need("FROM a\nRUN x\nCOPY a b")).isEmpty();
        assertThat(need("FROM a\nRUN --mount=type=cache,target=/m x")).contains(new BuildKitFeature("RUN --mount", 2));
        assertThat(need("FROM a\nRUN <<EOF\nEOF")).contains(new BuildKitFeature("RUN <<EOF", 2));
        assertThat(need("FROM a\nCOPY --link a b")).contains(new BuildKitFeature("COPY --link", 2));
        assertThat(need("# syntax=x\nFROM a")).isEmpty();
    }

    private static Optional<BuildKitFeature> need(String text) {
        return Dockerfile.parse(text).needsBuildKit();
    }

    @Test
    void mistakesAreNamedWithFileAndLine() {
        fails("FROM a\nRUNN x", "line 2", "RUNN");
        fails("RUN x\nFROM a", "line 1", "RUN");
        fails("FROM a b", "line 1", "FROM");
        fails("FROM a AS 1x", "line 1", "1x");
        fails("FROM a\nRUN <<EOF\nx", "line 2", "EOF");
        fails("FROM a\nCOPY a", "line 2", "COPY");
        fails("FROM a\n\nENV A=1 B", "line 3", "B");
        fails("# escape=x\nFROM a", "line 1", "escape");
        fails("# only a comment", "FROM", "line 1");
        fails("", "FROM", "line 1");
    }

    private static void fails(String text, String... parts) {
        assertThatThrownBy(() -> Dockerfile.parse("docker/App.Dockerfile", text))
                .isInstanceOfSatisfying(
                        DrydockException.class, e -> assertThat(e.outcome()).isEqualTo(Outcome.CONFIG_ERROR))
                .hasMessageContaining("docker/App.Dockerfile")
                .hasMessageContainingAll(parts);
    }

    @Test
    void onbuildHoldsItsInstructionAsText() {
        Instruction onbuild = first("FROM a\nONBUILD RUN <<EOF\nx\nEOF\n");

        assertThat(onbuild.text()).isEqualTo("RUN <<EOF");
        assertThat(onbuild.heredocs()).hasSize(1);
    }
}
