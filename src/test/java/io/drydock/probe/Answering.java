package io.drydock.probe;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A server on loopback that answers each connection the same. */
final class Answering implements AutoCloseable {

    /** What is done with a connection. */
    @FunctionalInterface
    interface Talk {
        void with(InputStream in, OutputStream out) throws IOException, InterruptedException;
    }

    private final ServerSocket server;
    private final List<String> heard = new CopyOnWriteArrayList<>();

    Answering(Talk talk) {
        try {
            server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread thread = new Thread(() -> serve(talk), "answering");
        thread.setDaemon(true);
        thread.start();
    }

    private void serve(Talk talk) {
        while (!server.isClosed()) {
            try (Socket socket = server.accept()) {
                talk.with(socket.getInputStream(), socket.getOutputStream());
            } catch (IOException | InterruptedException e) {
                // the next one may be answered
            }
        }
    }

    /** One that reads a request's head, if there is one to wait for, and says that. */
    static Answering http(String answer) {
        Answering[] self = new Answering[1];
        self[0] = new Answering((in, out) -> {
            StringBuilder head = new StringBuilder();
            for (int c = in.read(); c >= 0; c = in.read()) {
                head.append((char) c);
                if (head.toString().endsWith("\r\n\r\n")) {
                    break;
                }
            }
            self[0].heard.add(head.toString());
            out.write(answer.getBytes(StandardCharsets.UTF_8));
        });
        return self[0];
    }

    /** One that says that at once, without reading. */
    static Answering at(byte[] greeting) {
        return new Answering((in, out) -> out.write(greeting));
    }

    /** One that answers the first bytes that it gets. */
    static Answering to(byte[] answer) {
        return new Answering((in, out) -> {
            in.read(new byte[1024]);
            out.write(answer);
        });
    }

    List<String> heard() {
        return heard;
    }

    int port() {
        return server.getLocalPort();
    }

    InetSocketAddress address() {
        return new InetSocketAddress(server.getInetAddress(), port());
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
