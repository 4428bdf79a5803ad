package io.drydock.engine;

import io.drydock.engine.Containers.Terminal;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** A terminal of a container in memory: shows all that the container prints, and takes what is typed without a use for it. */
final class FakeTerminal implements Terminal {

    private final FakeContainers containers;
    private final String id;

    FakeTerminal(FakeContainers containers, String id) {
        this.containers = containers;
        this.id = id;
    }

    @Override
    public InputStream output() {
        return new InputStream() {
            private InputStream printed = InputStream.nullInputStream();
            private boolean read;

            @Override
            public int read() throws IOException {
                if (!read) {
                    read = true;
                    ByteArrayOutputStream all = new ByteArrayOutputStream();
                    containers.logs(id, true, 0, (error, bytes) -> all.writeBytes(bytes));
                    printed = new ByteArrayInputStream(all.toByteArray());
                }
                return printed.read();
            }
        };
    }

    @Override
    public OutputStream input() {
        return new ByteArrayOutputStream();
    }

    @Override
    public void resize(int columns, int rows) {
        // nothing looks at it
    }

    @Override
    public void close() {
        // nothing is held
    }
}
