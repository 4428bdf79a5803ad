package io.drydock.docker;

import io.drydock.buildkit.BuildPost;
import io.drydock.buildkit.SessionTransport;
import io.drydock.engine.EngineException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;

/** BuildKit's two connections over the engine client. */
final class BuildKitTransport implements SessionTransport, BuildPost {

    private final EngineClient client;

    BuildKitTransport(EngineClient client) {
        this.client = client;
    }

    @Override
    public io.drydock.buildkit.DuplexStream open(List<String> headers) throws IOException {
        DuplexStream stream;
        try {
            stream = client.upgrade(EngineRequest.post("open a build session", "/session"), headers);
        } catch (EngineException e) {
            throw new IOException(e.why(), e);
        }
        return new io.drydock.buildkit.DuplexStream() {
            @Override
            public InputStream in() {
                return stream.input();
            }

            @Override
            public OutputStream out() {
                return stream.output();
            }

            @Override
            public void close() throws IOException {
                stream.close();
            }
        };
    }

    @Override
    public InputStream post(String pathAndQuery, Optional<Body> body, String contentType) throws IOException {
        InputStream content = body.isPresent() ? body.get().open() : InputStream.nullInputStream();
        EngineRequest request =
                EngineRequest.post("build with BuildKit", pathAndQuery).body(contentType, content::transferTo);
        try {
            Reply reply = client.send(request, Deadline.none());
            return new FilterInputStream(reply.body()) {
                @Override
                public void close() {
                    reply.close();
                }
            };
        } catch (EngineException e) {
            throw new IOException(e.why(), e);
        }
    }
}
