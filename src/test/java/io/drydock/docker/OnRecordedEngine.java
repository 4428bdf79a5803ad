package io.drydock.docker;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A test that has a {@link RecordedEngine} of its own. */
abstract class OnRecordedEngine {

    @TempDir
    Path folder;

    RecordedEngine engine;

    @BeforeEach
    void start() throws IOException {
        engine = new RecordedEngine(folder);
    }

    @AfterEach
    void stop() throws IOException {
        engine.close();
    }
}
