package io.drydock.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.drydock.engine.FakeEngine;
import io.drydock.model.state.ImageConfig;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Twenty kinds of objects that stand beside what goes, and stay. */
class PruneDecoysTest {

    private static final List<String> ALIVE = List.of("master", "alive");

    private Decoys decoys;

    @BeforeEach
    void fill() {
        FakeEngine engine = new FakeEngine();
        engine.image("busybox:1.36", ImageConfig.EMPTY, Map.of());
        decoys = new Decoys(engine, (name, labels) -> engine.image(name, ImageConfig.EMPTY, labels), "shop");
    }

    @Test
    void ofTwentyKindsNoneIsTouchedWhileABranchThatIsGoneGoesWhole() {
        assertThat(decoys.stay()).hasSize(20).doesNotHaveDuplicates();
        assertThat(decoys.there()).containsAll(decoys.stay()).containsAll(decoys.go());

        decoys.pruning().run(decoys.plan(Optional.of(ALIVE)));

        assertThat(decoys.there()).containsAll(decoys.stay()).doesNotContainAnyElementsOf(decoys.go());
    }

    @Test
    void whereTheRemoteDoesNotAnswerNothingOfAnyEnvironmentGoes() {
        List<String> before = decoys.there();

        decoys.pruning().run(decoys.plan(Optional.empty()));

        assertThat(decoys.there())
                .containsAll(decoys.stay())
                .containsAll(decoys.go())
                .hasSameSizeAs(before);
    }

    @Test
    void whatIsOnlyTriedTellsBytesAndTouchesNothing() {
        List<String> before = decoys.there();

        assertThat(decoys.plan(Optional.of(ALIVE)).describe())
                .anyMatch(line -> line.matches("remove image shop/gone:77aa01b \\(.*\\d k?B .*\\)"))
                .anyMatch(line -> line.startsWith("remove network shop.gone"));

        assertThat(decoys.there()).isEqualTo(before);
    }
}
