package io.drydock.dockerfile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ScopeTest {

    private static Scope after(String text, Map<String, String> buildArgs, ImageConfig base) {
        Dockerfile file = Dockerfile.parse(text);
        Scope scope = Scope.start(file, buildArgs, base);
        file.lastStage().instructions().forEach(scope::apply);
        return scope;
    }

    @Test
    void workingDirectoriesAddUpAndStartAtTheBases() {
        ImageConfig base = new ImageConfig(List.of("HOME=/home/x"), "x", "/srv", List.of(), List.of());

        assertThat(after("FROM a\nWORKDIR b\nWORKDIR ../c", Map.of(), base).workdir())
                .isEqualTo("/srv/c");
        assertThat(after("FROM a\nWORKDIR $HOME/d", Map.of(), base).workdir()).isEqualTo("/home/x/d");
        assertThat(after("FROM a", Map.of(), base).user()).isEqualTo("x");
    }

    @Test
    void environmentHidesArgumentsAndOneEnvSeesTheValuesFromBeforeIt() {
        Scope scope = after("FROM a\nARG V=1\nENV V=2\nENV V=3 W=$V", Map.of("V", "9"), ImageConfig.EMPTY);

        assertThat(scope.expand("${V} $W '$V' \"$V\" \\$V")).isEqualTo("3 2 $V 3 $V");
    }

    @Test
    void anArgumentTakesItsValueFromTheBuildThenItsDefaultThenTheGlobalOne() {
        String text = "ARG A=global\nARG B=global\nFROM x\nARG A\nARG B=own\nARG C\n";

        assertThat(after(text, Map.of(), ImageConfig.EMPTY).args()).isEqualTo(Map.of("A", "global", "B", "own"));
        assertThat(after(text, Map.of("C", "given", "A", "given"), ImageConfig.EMPTY)
                        .args())
                .isEqualTo(Map.of("A", "given", "B", "own", "C", "given"));
    }

    @Test
    void modifiersFollowTheDockerfileReference() {
        Scope scope = after("FROM a\nENV SET=v EMPTY=", Map.of(), ImageConfig.EMPTY);

        assertThat(scope.expand("${SET:-d}|${EMPTY:-d}|${NONE:-d}|${EMPTY-d}|${NONE-d}"))
                .isEqualTo("v|d|d||d");
        assertThat(scope.expand("${SET:+d}|${EMPTY:+d}|${EMPTY+d}|${NONE:-${SET}}"))
                .isEqualTo("d||d|v");
        assertThat(Expansion.complete(scope.expand("${SET#v}"))).isFalse();
    }
}
