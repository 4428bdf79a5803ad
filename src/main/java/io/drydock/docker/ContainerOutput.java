package io.drydock.docker;

import io.drydock.engine.Containers.LogSink;
import io.drydock.engine.Containers.Output;
import java.io.IOException;
import java.io.UncheckedIOException;

/** A container's outputs over a connection that the engine turned over to them. */
record ContainerOutput(EngineClient client, EngineRequest request, DuplexStream connection) implements Output {

    @Override
    public void read(LogSink sink) {
        try {
            OutputFrames.read(connection.input(), sink);
        } catch (IOException e) {
            throw client.broken(request, e);
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
