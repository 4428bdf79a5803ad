package io.drydock.engine;

import io.drydock.model.state.EngineInfo;
import io.drydock.model.state.EngineState;

/** A container engine that answers. */
public interface Engine extends AutoCloseable {

    /** Address and versions, asked once when it was opened. */
    EngineState state();

    /** More about it, asked anew. */
    EngineInfo info();

    Images images();

    Containers containers();

    Networks networks();

    Volumes volumes();

    @Override
    void close();
}
