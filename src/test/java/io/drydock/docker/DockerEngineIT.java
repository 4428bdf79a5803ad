package io.drydock.docker;

import io.drydock.engine.Engine;
import io.drydock.engine.EngineContract;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Tag;

/** The real engine keeps the contract. */
@Tag("engine")
class DockerEngineIT extends EngineContract {

    @Override
    protected Engine open() {
        Path home = Path.of(System.getProperty("user.home"));
        return DockerEngine.open(
                new EngineLocator(System.getenv(), home, System.getProperty("os.name")).locate(Optional.empty()));
    }
}
