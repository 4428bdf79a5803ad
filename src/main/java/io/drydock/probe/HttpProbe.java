package io.drydock.probe;

import io.drydock.model.spec.Wait;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * One HTTP/1.0 request over a fresh connection.
 *
 * <p>Not the JDK's client: it pools connections, starts threads and refuses a {@code Host} header, and a server that is coming up
 * is asked dozens of times a second.
 */
final class HttpProbe {

    private static final Duration LIMIT = Duration.ofSeconds(5);
    private static final int CONNECT_MS = 1000;
    private static final int BODY_LIMIT = 1 << 20;

    private final Wait.Http wanted;

    HttpProbe(Wait.Http wanted) {
        this.wanted = wanted;
    }

    /** Empty where status and body are as wanted, else what was heard. */
    Optional<String> ask(InetSocketAddress address) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(address, CONNECT_MS);
            socket.getOutputStream().write(request(address).getBytes(StandardCharsets.UTF_8));
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(new TimedInput(socket, LIMIT), StandardCharsets.UTF_8));
            return judge(in);
        }
    }

    private String request(InetSocketAddress address) {
        String headers = wanted.headers().entrySet().stream()
                .map(e -> e.getKey() + ": " + e.getValue() + "\r\n")
                .collect(Collectors.joining());
        String host = wanted.headers().keySet().stream().anyMatch("Host"::equalsIgnoreCase)
                ? ""
                : "Host: " + address.getHostString() + ":" + address.getPort() + "\r\n";
        return wanted.method() + " " + wanted.path() + " HTTP/1.0\r\n" + host + headers + "Connection: close\r\n\r\n";
    }

    private Optional<String> judge(BufferedReader in) throws IOException {
        String status = in.readLine();
        String[] parts = status == null ? new String[0] : status.split(" ", 3);
        if (parts.length < 2 || !parts[0].startsWith("HTTP/") || !parts[1].matches("\\d{3}")) {
            return Optional.of(status == null ? "the connection was closed" : "no HTTP answer: " + status);
        }
        int code = Integer.parseInt(parts[1]);
        if (code < wanted.statusFrom() || code > wanted.statusTo()) {
            return Optional.of("status " + code);
        }
        if (wanted.match().isEmpty()) {
            return Optional.empty();
        }
        String body = body(in);
        return wanted.match().get().matcher(body).find()
                ? Optional.empty()
                : Optional.of("status " + code + ", but no \"" + wanted.match().get() + "\" in the answer");
    }

    private static String body(BufferedReader in) throws IOException {
        StringBuilder body = new StringBuilder();
        char[] buffer = new char[8192];
        for (int n; body.length() < BODY_LIMIT && (n = in.read(buffer)) > 0; ) {
            body.append(buffer, 0, n);
        }
        return body.toString();
    }
}
