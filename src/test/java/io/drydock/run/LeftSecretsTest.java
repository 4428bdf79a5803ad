package io.drydock.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.drydock.engine.FakeEngine;
import io.drydock.model.DrydockException;
import io.drydock.model.ImageName;
import io.drydock.model.Labels;
import io.drydock.model.Outcome;
import io.drydock.model.state.ImageConfig;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LeftSecretsTest {

    private static final String SECRET = "hunter22-and-more";
    private static final List<String> NAMES = List.of("shop/x:1", "shop/x:latest");

    private final FakeEngine engine = new FakeEngine();
    private final LeftSecrets search = new LeftSecrets(engine.images(), text -> text.contains(SECRET));

    @Test
    void anImageWithoutAnyValuePasses() {
        image(Map.of("PATH", "/bin"), List.of("java", "-jar", "app.jar"), Map.of("kind", "app"));

        assertThatCode(() -> search.require(NAMES)).doesNotThrowAnyException();
        assertThat(engine.images().find(NAMES.get(0))).isPresent();
    }

    @Test
    void aValueInAVariableFailsTheBuildWithoutBeingSaid() {
        image(Map.of("TOKEN", SECRET), List.of(), Map.of());

        assertFound("its variable TOKEN");
    }

    @Test
    void aValueInALabelOrACommandIsFound() {
        image(Map.of(), List.of(), Map.of("built-with", "x" + SECRET));
        assertFound("its label built-with");

        image(Map.of(), List.of("curl", "-u" + SECRET), Map.of());
        assertFound("its ENTRYPOINT or CMD");
    }

    @Test
    void aNameThatIsAValueIsNotSaid() {
        image(Map.of(), List.of(), Map.of(SECRET, ""));

        assertFound("the name of a label");
    }

    @Test
    void whatDrydockWritesItselfDoesNotCountButTheDockerfileDoes() {
        image(Map.of(), List.of(), Map.of(Labels.IMAGE_BRANCH, SECRET));
        assertThatCode(() -> search.require(NAMES)).doesNotThrowAnyException();

        image(Map.of(), List.of(), Map.of(Labels.IMAGE_DOCKERFILE, "FROM x\nENV A=" + SECRET));
        assertFound("its label " + Labels.IMAGE_DOCKERFILE);
    }

    private void image(Map<String, String> env, List<String> command, Map<String, String> labels) {
        ImageConfig config = new ImageConfig(env, List.of(), command, "", "", List.of(), Optional.empty(), List.of());
        String id = engine.image(NAMES.get(0), config, labels).id();
        engine.images().tag(id, ImageName.parse(NAMES.get(1)));
    }

    private void assertFound(String place) {
        assertThatExceptionOfType(DrydockException.class)
                .isThrownBy(() -> search.require(NAMES))
                .satisfies(e -> {
                    assertThat(e.outcome()).isEqualTo(Outcome.BUILD_FAILED);
                    assertThat(e.why()).startsWith(place);
                    assertThat(e.what() + e.why() + e.next()).doesNotContain(SECRET);
                });
        assertThat(NAMES)
                .allSatisfy(name -> assertThat(engine.images().find(name)).isEmpty());
    }
}
