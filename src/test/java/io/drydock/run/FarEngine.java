package io.drydock.run;

import io.drydock.docker.DockerEngine;
import io.drydock.docker.EngineAddress;
import io.drydock.docker.EngineHere;
import io.drydock.docker.TlsKeys;
import io.drydock.engine.Engine;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.Optional;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;

/** The engine of this machine behind TCP with TLS, which asks for a client's certificate. */
final class FarEngine implements AutoCloseable {

    private final SSLServerSocket server;
    private final Path certificates;
    private final UnixDomainSocketAddress near;

    FarEngine(Path folder) throws Exception {
        near = UnixDomainSocketAddress.of(EngineHere.socket());
        certificates = folder;
        TlsKeys keys = TlsKeys.in(folder);
        keys.write(folder, true, true);
        server = (SSLServerSocket) keys.server().getServerSocketFactory().createServerSocket(0);
        server.setNeedClientAuth(true);
        background(this::serve);
    }

    Engine open() {
        return DockerEngine.open(new EngineAddress(
                "tcp://127.0.0.1:" + server.getLocalPort(),
                "the test",
                Optional.of(new EngineAddress.Tls(certificates, true))));
    }

    private void serve() {
        while (!server.isClosed()) {
            try {
                SSLSocket far = (SSLSocket) server.accept();
                SocketChannel socket = SocketChannel.open(StandardProtocolFamily.UNIX);
                socket.connect(near);
                background(() -> up(far, socket));
                background(() -> down(far, socket));
            } catch (IOException e) {
                // the end of the test
            }
        }
    }

    private static void up(SSLSocket far, SocketChannel socket) {
        try (far;
                socket) {
            far.getInputStream().transferTo(Channels.newOutputStream(socket));
        } catch (IOException e) {
            // one of both has hung up
        }
    }

    private static void down(SSLSocket far, SocketChannel socket) {
        ByteBuffer buffer = ByteBuffer.allocate(16 * 1024);
        try (far;
                socket) {
            while (socket.read(buffer.clear()) >= 0) {
                far.getOutputStream().write(buffer.array(), 0, buffer.position());
            }
        } catch (IOException e) {
            // likewise
        }
    }

    private static void background(Runnable work) {
        Thread thread = new Thread(work, "far-engine");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
