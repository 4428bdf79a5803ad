package io.drydock.run;

import io.drydock.engine.Engine;
import io.drydock.model.Labels;
import io.drydock.model.result.EnvironmentStatus;
import io.drydock.plan.StatusBoard;
import java.util.List;
import java.util.Map;

/** Reads all environments of an engine by three questions, whatever their number, and by a fourth with their images. */
public final class StatusReader {

    private static final Map<String, String> OURS = Map.of(Labels.APP, "");

    private final Engine engine;

    public StatusReader(Engine engine) {
        this.engine = engine;
    }

    public List<EnvironmentStatus> read() {
        return StatusBoard.of(
                engine.state(),
                engine.containers().list(OURS),
                engine.volumes().list(OURS),
                engine.networks().list(OURS));
    }

    /** The same, with the bytes of each branch's images. */
    public List<EnvironmentStatus> readWithDisk() {
        return StatusBoard.withDisk(read(), engine.images().list(Map.of(Labels.IMAGE_APP, "")));
    }
}
