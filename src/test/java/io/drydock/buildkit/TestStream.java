package io.drydock.buildkit;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

record TestStream(InputStream in, OutputStream out, Closeable connection) implements DuplexStream {

    @Override
    public void close() throws IOException {
        connection.close();
    }
}
