package io.drydock.setup;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** The little HTTP that the engine's API needs, one connection a request, over a socket, a named pipe or plain TCP. */
final class Http {

    private static final ScheduledExecutorService CLOCK = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "deadlines");
        thread.setDaemon(true);
        return thread;
    });

    private final Host host;

    Http(Host host) {
        this.host = host;
    }

    Reply get(String path) throws IOException {
        return exchange("GET", path, new Patience(10, 10), "Content-Length: 0", out -> {});
    }

    Reply delete(String path) throws IOException {
        return exchange("DELETE", path, new Patience(60, 60), "Content-Length: 0", out -> {});
    }

    Reply post(String path, String json, Patience patience) throws IOException {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        String head = "Content-Type: application/json\r\nContent-Length: " + body.length;
        return exchange("POST", path, patience, head, out -> out.write(body));
    }

    /** Sends an archive whose length nobody knows yet. */
    Reply upload(String path, InputStream archive, Patience patience) throws IOException {
        String head = "Content-Type: application/x-tar\r\nTransfer-Encoding: chunked";
        return exchange("POST", path, patience, head, out -> {
            byte[] buffer = new byte[1 << 16];
            for (int n = archive.read(buffer); n >= 0; n = archive.read(buffer)) {
                out.write((Integer.toHexString(n) + "\r\n").getBytes(StandardCharsets.US_ASCII));
                out.write(buffer, 0, n);
                out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
            }
            out.write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        });
    }

    private Reply exchange(String method, String path, Patience patience, String head, Body body) throws IOException {
        try (Line line = Line.open(host.uri())) {
            Deadline deadline = new Deadline(line, patience);
            try {
                String request = method + " " + path + " HTTP/1.1\r\nHost: engine\r\nConnection: close\r\n" + head;
                line.out().write((request + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
                body.writeTo(line.out());
                line.out().flush();
                deadline.renew(patience.first());
                return Reply.read(line.in(), deadline);
            } catch (IOException e) {
                throw deadline.passed ? new IOException("no answer for " + deadline.seconds + " s", e) : e;
            } finally {
                deadline.cancel();
            }
        }
    }

    static String reason(IOException e) {
        String message = String.valueOf(e.getMessage());
        return message.equals("No such file or directory") ? "there is no such socket" : message;
    }

    static String query(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** Seconds without a byte from the engine after which it is given up: before its first one, and after it. */
    record Patience(int first, int later) {}

    /** What a request has to say after its head. */
    private interface Body {
        void writeTo(OutputStream out) throws IOException;
    }

    /** Closes a connection on which nothing has come for too long; blocking channels have no time-out of their own. */
    static final class Deadline {

        private final Line line;
        private final Patience patience;
        private volatile boolean passed;
        private int seconds;
        private ScheduledFuture<?> alarm;

        Deadline(Line line, Patience patience) {
            this.line = line;
            this.patience = patience;
            // Until a long request is sent nobody can be said to be late.
            this.alarm = CLOCK.schedule(() -> {}, 0, TimeUnit.SECONDS);
        }

        void heard() {
            renew(patience.later());
        }

        private void renew(int newSeconds) {
            cancel();
            seconds = newSeconds;
            alarm = CLOCK.schedule(this::hangUp, newSeconds, TimeUnit.SECONDS);
        }

        private void cancel() {
            alarm.cancel(false);
        }

        private void hangUp() {
            passed = true;
            line.close();
        }
    }
}
