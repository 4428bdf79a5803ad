package io.drydock.docker;

import io.drydock.engine.Containers.Terminal;
import io.drydock.engine.EngineException.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;

/**
 * A container's terminal over a connection that the engine turned over to it. With a terminal there is one output, without the
 * frames that tell two apart.
 *
 * @see <a href="https://docs.docker.com/reference/api/engine/version/v1.51/">Hijacking, at ContainerAttach</a>
 */
record ContainerTerminal(EngineClient client, String id, DuplexStream connection) implements Terminal {

    @Override
    public InputStream output() {
        return connection.input();
    }

    @Override
    public OutputStream input() {
        return connection.output();
    }

    @Override
    public void resize(int columns, int rows) {
        EngineRequest request = EngineRequest.post(
                        "resize the terminal of container " + id, DockerContainers.path(id) + "/resize")
                .query("w", Integer.toString(columns))
                .query("h", Integer.toString(rows));
        client.change(request, Kind.CONFLICT, Kind.NOT_FOUND);
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
