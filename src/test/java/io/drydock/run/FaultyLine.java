package io.drydock.run;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/** Passes requests on to the engine behind a socket, one connection each, and does wrong to one of them. */
final class FaultyLine implements AutoCloseable {

    /** How long an answer is held back; {@code -Ddrydock.faults.stall=30} for a longer one. */
    static final Duration STALL = Duration.ofSeconds(Integer.getInteger("drydock.faults.stall", 3));

    private static final byte[] OUT_OF_ORDER =
            ("HTTP/1.1 500 Internal Server Error\r\nContent-Type: application/json\r\n"
                            + "Content-Length: 31\r\nConnection: close\r\n\r\n{\"message\":\"it is out of order\"}")
                    .getBytes(StandardCharsets.US_ASCII);

    /** Requests whose answers come in parts. */
    private static final Pattern STREAM =
            Pattern.compile("[A-Z]+ \\S*/(logs|attach|archive|wait|start|build|session|grpc)[? ]");

    /** What is done wrong. */
    enum Fault {
        /** The engine never hears of the request, and an error is the answer. */
        ERROR,
        /** The engine does what is asked, and its answer is lost but for a few characters. */
        CUT,
        /** Of an answer that comes in parts (logs, a build, a program's output, files) the first arrives, and no other. */
        BREAK,
        /** The answer comes late. */
        STALL
    }

    private final Path engine;
    private final Fault fault;
    private final int at;
    private final ServerSocket server;
    private final AtomicInteger requests = new AtomicInteger();

    /**
     * @param engine the engine's socket
     * @param at which request it happens to, from 1
     */
    FaultyLine(Path engine, Fault fault, int at) throws IOException {
        this.engine = engine;
        this.fault = fault;
        this.at = at;
        this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        start(this::accept);
    }

    /** For {@code DOCKER_HOST}. */
    String address() {
        return "tcp://127.0.0.1:" + server.getLocalPort();
    }

    /** How many requests there were so far that the fault may happen to. */
    int requests() {
        return requests.get();
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "faulty-line");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                start(() -> serve(client));
            } catch (IOException e) {
                // closed
            }
        }
    }

    private void serve(Socket client) {
        try (client;
                SocketChannel far = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            byte[] head = new byte[8192];
            int length = client.getInputStream().read(head);
            if (length <= 0) {
                return;
            }
            boolean counts = fault != Fault.BREAK
                    || STREAM.matcher(new String(head, 0, length, StandardCharsets.ISO_8859_1))
                            .lookingAt();
            boolean bad = counts && requests.incrementAndGet() == at;
            if (bad && fault == Fault.ERROR) {
                client.getOutputStream().write(OUT_OF_ORDER);
                return;
            }
            far.connect(UnixDomainSocketAddress.of(engine));
            far.write(ByteBuffer.wrap(head, 0, length));
            start(() -> ask(client, far));
            answer(client, far, bad);
        } catch (IOException e) {
            // one of both has gone
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void answer(Socket client, SocketChannel far, boolean bad) throws IOException, InterruptedException {
        byte[] buffer = new byte[8192];
        boolean begun = false;
        for (int n = far.read(ByteBuffer.wrap(buffer)); n > 0; n = far.read(ByteBuffer.wrap(buffer))) {
            if (bad && fault == Fault.CUT) {
                client.getOutputStream().write(buffer, 0, Math.min(n, 12));
                return;
            }
            if (bad && fault == Fault.BREAK && begun) {
                return;
            }
            if (bad && fault == Fault.STALL && !begun) {
                Thread.sleep(STALL.toMillis());
            }
            begun = true;
            client.getOutputStream().write(buffer, 0, n);
        }
    }

    private static void ask(Socket client, SocketChannel far) {
        try {
            byte[] buffer = new byte[8192];
            InputStream in = client.getInputStream();
            for (int n = in.read(buffer); n > 0; n = in.read(buffer)) {
                ByteBuffer bytes = ByteBuffer.wrap(buffer, 0, n);
                while (bytes.hasRemaining()) {
                    far.write(bytes);
                }
            }
            far.shutdownOutput();
        } catch (IOException e) {
            // one of both has gone
        }
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
