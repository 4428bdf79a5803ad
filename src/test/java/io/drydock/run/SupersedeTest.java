package io.drydock.run;

import io.drydock.engine.Engine;
import io.drydock.engine.FakeEngine;
import io.drydock.engine.FakeProgram;
import io.drydock.model.state.ImageConfig;
import java.util.List;
import java.util.Map;

/** In memory. */
class SupersedeTest extends SupersedeContract {

    private FakeEngine fake;

    @Override
    Engine engine() {
        if (fake == null) {
            fake = new FakeEngine();
            fake.image("busybox:1.36", ImageConfig.EMPTY, Map.of());
            fake.script(List.of("/bin/sh", "-c", "true"), FakeProgram.ends(0));
            fake.script(
                    List.of("/bin/sh", "-c", "echo begun; sleep 100"),
                    FakeProgram.stays().prints("begun\n"));
        }
        return fake;
    }
}
