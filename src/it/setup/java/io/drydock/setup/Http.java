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
        return exchange("GET", path, 10, "Content-Length: 0", out -> {});
    }

    Reply delete(String path) throws IOException {
        return exchange("DELETE", path, 60, "Content-Length: 0", out -> {});
    }

    /** @param silence seconds without a byte from the engine after which it is given up */
    Reply post(String path, String json, int silence) throws IOException {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        String head = "Content-Type: application/json\r\nContent-Length: " + body.length;
        return exchange("POST", path, silence, head, out -> out.write(body));
    }

    /** Sends an archive whose length nobody knows yet. */
    Reply upload(String path, InputStream archive, int silence) throws IOException {
        String head = "Content-Type: application/x-tar\r\nTransfer-Encoding: chunked";
        return exchange("POST", path, silence, head, out -> {
            byte[] buffer = new byte[1 << 16];
            for (int n = archive.read(buffer); n >= 0; n = archive.read(buffer)) {
                out.write((Integer.toHexString(n) + "\r\n").getBytes(StandardCharsets.US_ASCII));
                out.write(buffer, 0, n);
                out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
            }
            out.write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        });
    }

    private Reply exchange(String method, String path, int silence, String head, Body body) throws IOException {
        try (Line line = Line.open(host.uri())) {
            Deadline deadline = new Deadline(line, silence);
            try {
                String request = method + " " + path + " HTTP/1.1\r\nHost: engine\r\nConnection: close\r\n" + head;
                line.out().write((request + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
                body.writeTo(line.out());
                line.out().flush();
                deadline.renew();
                return Reply.read(line.in(), deadline);
            } catch (IOException e) {
                throw deadline.passed() ? new IOException("no answer within " + silence + " s", e) : e;
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

    /** What a request has to say after its head. */
    private interface Body {
        void writeTo(OutputStream out) throws IOException;
    }

    /** Closes a connection on which nothing has come for too long; blocking channels have no time-out of their own. */
    static final class Deadline {

        private final Line line;
        private final int seconds;
        private volatile boolean passed;
        private ScheduledFuture<?> alarm;

        Deadline(Line line, int seconds) {
            this.line = line;
            this.seconds = seconds;
            renew();
        }

        void renew() {
            cancel();
            alarm = CLOCK.schedule(this::hangUp, seconds, TimeUnit.SECONDS);
        }

        void cancel() {
            if (alarm != null) {
                alarm.cancel(false);
            }
        }

        boolean passed() {
            return passed;
        }

        private void hangUp() {
            passed = true;
            line.close();
        }
    }
}
