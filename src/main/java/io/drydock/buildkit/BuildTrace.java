package io.drydock.buildkit;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** One piece of BuildKit's progress ({@code moby.buildkit.v1.StatusResponse}), as far as we use it. */
record BuildTrace(List<Vertex> vertices, List<Log> logs) {

    /** The state of a step; told again with every change, and sometimes without one. */
    record Vertex(
            String digest,
            String name,
            boolean cached,
            Optional<Instant> started,
            Optional<Instant> completed,
            String error) {}

    /** A piece of a step's output: part of a line, or several. */
    record Log(String vertex, byte[] text) {}
}
