package io.drydock.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.drydock.dockerfile.Dockerfile;
import io.drydock.engine.FakeEngine;
import io.drydock.model.ImageName;
import io.drydock.model.state.ImageConfig;
import io.drydock.model.state.ImageState;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class InheritanceTest {

    private static final Dockerfile FILE = Dockerfile.parse("""
            FROM busybox AS build
            RUN apt-get update
            ARG WHO=me
            RUN echo $WHO > /who
            COPY src src
            RUN make
            """);

    private final FakeEngine engine = new FakeEngine();

    @Test
    void unchangedIsWhatComesBeforeTheFirstInstructionThatFindsSomethingElse() {
        assertThat(unchanged(Optional.of("one"), "one")).isEqualTo(3);
    }

    @Test
    void withOtherBuildArgumentsWhatComesAfterTheFirstArgCanDiffer() {
        assertThat(unchanged(Optional.of("one"), "two")).isEqualTo(1);
    }

    @Test
    void whereMasterDoesNotTellOnlyWhatReadsTheContextCanDiffer() {
        assertThat(unchanged(Optional.empty(), "two")).isEqualTo(3);
    }

    private int unchanged(Optional<String> mastersArgs, String args) {
        ImageState image = engine.image("shop/master:1", ImageConfig.EMPTY, Map.of());
        MasterImage master = new MasterImage(
                ImageName.parse("shop/master:1"), image, mastersArgs.map(hash -> new Recipe(FILE, hash, Map.of())));
        return new Inheritance(engine.images(), master, FILE, Map.of(), new Recipe(FILE, args, Map.of()), List.of())
                .unchanged(FILE.lastStage());
    }
}
