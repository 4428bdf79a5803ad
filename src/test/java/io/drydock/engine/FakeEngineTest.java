package io.drydock.engine;

import io.drydock.model.state.ImageConfig;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;

/** The engine in memory keeps the contract, by a clock that is an hour behind. */
class FakeEngineTest extends EngineContract {

    @Override
    protected Engine open() {
        FakeEngine engine = new FakeEngine(Clock.offset(Clock.systemUTC(), Duration.ofHours(-1)));
        engine.image(IMAGE, ImageConfig.EMPTY, Map.of());
        engine.script(SPEAK, FakeProgram.ends(3).prints("out\n").complains("err\n"));
        engine.script(ANSWER, FakeProgram.ends(5).prints("you said yes\n"));
        engine.script(GREET, FakeProgram.ends(4).prints("hello\n"));
        engine.script(REPEAT, FakeProgram.ends(4).repeatsInput(5).prints("0\n"));
        engine.failStep("RUN echo before && exit 7", 7, "before");
        return engine;
    }
}
