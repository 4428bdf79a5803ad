package io.drydock.engine;

import io.drydock.model.state.EngineInfo;
import io.drydock.model.state.EngineState;
import java.time.Instant;

/** A container engine that answers. */
public interface Engine extends AutoCloseable {

    /** Address and versions, asked once when it was opened. */
    EngineState state();

    /** More about it, asked anew. */
    EngineInfo info();

    /** The time by its clock, to hold its own times against; good to a second or two. */
    Instant now();

    Images images();

    Containers containers();

    Networks networks();

    Volumes volumes();

    @Override
    void close();
}
