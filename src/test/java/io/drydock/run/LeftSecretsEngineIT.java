package io.drydock.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.drydock.docker.DockerEngine;
import io.drydock.docker.EngineLocator;
import io.drydock.engine.Builds;
import io.drydock.engine.Engine;
import io.drydock.model.DrydockException;
import io.drydock.model.spec.ImageSpec.Builder;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** On a real engine: what a Dockerfile leaves of a secret is found wherever the builder writes it. */
@Tag("engine")
class LeftSecretsEngineIT {

    private static final String SECRET = "hunter22-and-more";

    @TempDir
    Path folder;

    private final Engine engine = DockerEngine.open(
            new EngineLocator(System.getenv(), Path.of(System.getProperty("user.home")), System.getProperty("os.name"))
                    .locate(Optional.empty()));
    private final String name = "left-secrets-it/" + Long.toHexString(System.nanoTime()) + ":1";

    @AfterEach
    void remove() {
        engine.images().remove(name);
        engine.close();
    }

    @ParameterizedTest
    @EnumSource(names = {"AUTO", "CLASSIC"})
    void anArgumentOfARunStaysInTheHistory(Builder builder) throws InterruptedException {
        build("FROM busybox:1.36\nARG TOKEN=" + SECRET + "\nRUN echo \"$TOKEN\" > /dev/null\n", builder);

        assertThatExceptionOfType(DrydockException.class)
                .isThrownBy(() -> search().require(List.of(name)))
                .satisfies(e -> assertThat(e.why()).contains("history").doesNotContain(SECRET));
        assertThat(engine.images().find(name)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"AUTO", "CLASSIC"})
    void anImageWithoutThemStays(Builder builder) throws InterruptedException {
        build("FROM busybox:1.36\nENV A=b\nRUN true\n", builder);

        assertThatCode(() -> search().require(List.of(name))).doesNotThrowAnyException();
        assertThat(engine.images().find(name)).isPresent();
    }

    private LeftSecrets search() {
        return new LeftSecrets(engine.images(), text -> text.contains(SECRET));
    }

    private void build(String dockerfile, Builder builder) throws InterruptedException {
        engine.images().build(Builds.of(folder, name, Map.of(), dockerfile, builder), line -> {});
    }
}
