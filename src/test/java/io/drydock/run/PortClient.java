package io.drydock.run;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** Asks a {@link SwapPeer} at a port of this host, again and again, and knows for how long nobody answered. */
final class PortClient implements AutoCloseable {

    private static final int LIMIT_MS = 1000;
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(30);

    private record Answer(long sent, long came, String version) {}

    private final int port;
    private final List<Answer> answers = new CopyOnWriteArrayList<>();
    private final Thread thread = new Thread(this::ask, "port client");
    private volatile boolean done;

    PortClient(int port) {
        this.port = port;
        thread.start();
    }

    /** Milliseconds from the last answer of another version until the first of this one was asked for. */
    long gapUntil(String version) throws InterruptedException {
        long begin = System.nanoTime();
        while (answers.stream().noneMatch(answer -> answer.version().equals(version))) {
            if (System.nanoTime() - begin > PATIENCE) {
                throw new AssertionError("never answered: " + version);
            }
            Thread.sleep(Duration.ofMillis(20).toMillis());
        }
        Answer first = answers.stream()
                .filter(answer -> answer.version().equals(version))
                .findFirst()
                .orElseThrow();
        long last = answers.stream()
                .filter(answer -> !answer.version().equals(version))
                .mapToLong(Answer::came)
                .max()
                .orElse(first.sent());
        return TimeUnit.NANOSECONDS.toMillis(Math.max(0, first.sent() - last));
    }

    private void ask() {
        while (!done) {
            long sent = System.nanoTime();
            try (Socket socket = new Socket()) {
                socket.setSoTimeout(LIMIT_MS);
                socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), LIMIT_MS);
                socket.getOutputStream().write('?');
                String version = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                if (!version.isEmpty()) {
                    answers.add(new Answer(sent, System.nanoTime(), version));
                }
                TimeUnit.MILLISECONDS.sleep(2);
            } catch (IOException | InterruptedException e) {
                continue;
            }
        }
    }

    @Override
    public void close() throws InterruptedException {
        done = true;
        thread.join();
    }
}
