package io.drydock.buildkit;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * A session with the engine's BuildKit: what a build with the same id may ask us for.
 *
 * <p>It lives until {@link #close()}; a build whose session is closed stops.
 */
final class Session implements Closeable {

    private final String id;
    private final DuplexStream connection;

    private Session(String id, DuplexStream connection) {
        this.id = id;
        this.connection = connection;
    }

    /**
     * Opens a session and starts to serve it.
     *
     * @param sharedKey names the tree that the context is of: the engine keeps the files it was sent under this key
     * @param handlers what is served, by gRPC method; health is added
     * @throws IOException if the engine gives no session
     */
    static Session open(SessionTransport transport, String sharedKey, Map<String, GrpcHandler> handlers)
            throws IOException {
        String id = UUID.randomUUID().toString().replace("-", "");
        Map<String, GrpcHandler> served = new TreeMap<>(handlers);
        served.put(SessionServices.HEALTH, SessionServices.health());
        DuplexStream connection = transport.open(headers(id, sharedKey, served));
        GrpcConnection grpc = new GrpcConnection(connection, served);
        Session session = new Session(id, connection);
        Thread reader = new Thread(() -> session.serve(grpc), "buildkit-session");
        reader.setDaemon(true);
        reader.start();
        return session;
    }

    /** One line per method: the engine reads no list out of a single one. */
    private static List<String> headers(String id, String sharedKey, Map<String, GrpcHandler> served) {
        List<String> lines = new ArrayList<>(List.of(
                "Connection: Upgrade",
                "Upgrade: h2c",
                "X-Docker-Expose-Session-Uuid: " + id,
                "X-Docker-Expose-Session-Name: drydock",
                "X-Docker-Expose-Session-Sharedkey: " + sharedKey));
        served.keySet().forEach(method -> lines.add("X-Docker-Expose-Session-Grpc-Method: " + method));
        return lines;
    }

    private void serve(GrpcConnection grpc) {
        try (connection) {
            grpc.serve();
        } catch (IOException e) {
            // Closed by us or broken: a build that still needs it fails, and the engine says how.
        }
    }

    String id() {
        return id;
    }

    @Override
    public void close() throws IOException {
        connection.close();
    }
}
