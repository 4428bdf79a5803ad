package io.drydock.docker;

import io.drydock.buildkit.BuildPost;
import io.drydock.buildkit.DuplexStream;
import io.drydock.buildkit.SessionTransport;
import io.drydock.engine.EngineException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The engine that tests run on, as the variables around them lead to it, below the port. */
public final class EngineHere implements SessionTransport, BuildPost {

    private static final String UNIX = "unix://";

    private final EngineClient client;
    private final BuildKitTransport transport;

    public EngineHere() {
        try {
            client = new EngineClient(new Dialer(address()), "");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        transport = new BuildKitTransport(client);
    }

    public static EngineAddress address() {
        return new EngineLocator(
                        System.getenv(), Path.of(System.getProperty("user.home")), System.getProperty("os.name"))
                .locate(Optional.empty());
    }

    /**
     * Its socket on this machine, for tests that put something before it. Where it is spoken to through TLS or ssh, {@code
     * ENGINE_SOCKET} names it.
     */
    public static Path socket() {
        String host = address().host();
        if (host.startsWith(UNIX)) {
            return Path.of(host.substring(UNIX.length()));
        }
        return Optional.ofNullable(System.getenv("ENGINE_SOCKET"))
                .map(Path::of)
                .orElseThrow(() ->
                        new IllegalStateException("this test wants an engine behind a socket of this machine, not "
                                + host + "; ENGINE_SOCKET can name it"));
    }

    /** The whole answer to a request. */
    public String get(String path) {
        return client.read(
                EngineRequest.get("answer a test", path),
                body -> new String(body.readAllBytes(), StandardCharsets.UTF_8));
    }

    public void delete(String path) {
        client.change(EngineRequest.delete("remove what a test made", path), EngineException.Kind.NOT_FOUND);
    }

    @Override
    public DuplexStream open(List<String> headers) throws IOException {
        return transport.open(headers);
    }

    @Override
    public InputStream post(String pathAndQuery, Optional<Body> body, String contentType) throws IOException {
        return transport.post(pathAndQuery, body, contentType);
    }
}
