package io.drydock.run;

import io.drydock.docker.DockerEngine;
import io.drydock.docker.EngineAddress;
import io.drydock.docker.EngineHere;
import io.drydock.docker.EngineLocator;
import io.drydock.engine.Engine;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Stands between a client and the engine, and can be cut in the middle of whatever they talk about. */
final class CutLine implements AutoCloseable {

    private static final int BUFFER = 16 * 1024;

    private final ServerSocket server;
    private final Set<AutoCloseable> open = ConcurrentHashMap.newKeySet();
    private volatile boolean down;

    CutLine() throws IOException {
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        start(this::accept);
    }

    /** The engine, spoken to over this line. */
    Engine engine() {
        return DockerEngine.open(located(Map.of("DOCKER_HOST", "tcp://127.0.0.1:" + server.getLocalPort())));
    }

    private static EngineAddress located(Map<String, String> env) {
        return new EngineLocator(env, Path.of(System.getProperty("user.home")), System.getProperty("os.name"))
                .locate(Optional.empty());
    }

    /** Ends all connections at once; new ones are served, unless the line stays down. */
    void cut(boolean staysDown) {
        down = staysDown;
        open.forEach(CutLine::close);
        open.clear();
    }

    /** Serves again. */
    void up() {
        down = false;
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "cut-line");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket near = server.accept();
                if (down) {
                    near.close();
                } else {
                    join(near);
                }
            } catch (IOException e) {
                // closed
            }
        }
    }

    private void join(Socket near) throws IOException {
        SocketChannel far = far();
        open.add(near);
        open.add(far);
        start(() -> {
            ask(near, far);
            shut(far);
        });
        start(() -> {
            answer(far, near);
            close(near);
            close(far);
            open.remove(near);
            open.remove(far);
        });
    }

    private static SocketChannel far() throws IOException {
        return SocketChannel.open(UnixDomainSocketAddress.of(EngineHere.socket()));
    }

    private static void ask(Socket near, SocketChannel far) {
        byte[] buffer = new byte[BUFFER];
        try {
            InputStream in = near.getInputStream();
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                for (ByteBuffer bytes = ByteBuffer.wrap(buffer, 0, n); bytes.hasRemaining(); ) {
                    far.write(bytes);
                }
            }
        } catch (IOException e) {
            // one of both has gone
        }
    }

    /** By buffers: a channel's streams let nobody write while somebody reads. */
    private static void answer(SocketChannel far, Socket near) {
        ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
        try {
            OutputStream out = near.getOutputStream();
            for (int n = far.read(buffer); n >= 0; n = far.read(buffer)) {
                out.write(buffer.array(), 0, n);
                buffer.clear();
            }
        } catch (IOException e) {
            // one of both has gone
        }
    }

    private static void shut(SocketChannel far) {
        try {
            far.shutdownOutput();
        } catch (IOException e) {
            // gone already
        }
    }

    private static void close(AutoCloseable end) {
        try {
            end.close();
        } catch (Exception e) {
            // gone already
        }
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        cut(true);
    }
}
