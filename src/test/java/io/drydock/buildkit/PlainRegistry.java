package io.drydock.buildkit;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PushbackInputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * An empty registry without TLS that wants a login. Whoever greets it in TLS is told so at once, as Go's servers do;
 * the JDK's waits for the end of a line that never comes.
 */
final class PlainRegistry implements AutoCloseable {

    private static final int TLS_HANDSHAKE = 0x16;

    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final List<String> authorizations = new CopyOnWriteArrayList<>();

    PlainRegistry() throws IOException {
        Thread thread = new Thread(this::serve, "plain-registry");
        thread.setDaemon(true);
        thread.start();
    }

    /** As images name it. */
    String host() {
        return "127.0.0.1:" + server.getLocalPort();
    }

    /** The logins that were given so far. */
    List<String> authorizations() {
        return List.copyOf(authorizations);
    }

    private void serve() {
        while (!server.isClosed()) {
            try (Socket client = server.accept()) {
                PushbackInputStream in = new PushbackInputStream(client.getInputStream());
                int first = in.read();
                in.unread(first < 0 ? 0 : first);
                String status = first == TLS_HANDSHAKE ? "400 Bad Request" : answer(in);
                client.getOutputStream()
                        .write(("HTTP/1.1 " + status + "\r\nWWW-Authenticate: Basic realm=\"test\"\r\n"
                                        + "Content-Length: 0\r\nConnection: close\r\n\r\n")
                                .getBytes(StandardCharsets.US_ASCII));
            } catch (IOException e) {
                // closed, or the client went away
            }
        }
    }

    private String answer(PushbackInputStream in) throws IOException {
        BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.ISO_8859_1));
        String status = "401 Unauthorized";
        for (String line = lines.readLine(); line != null && !line.isEmpty(); line = lines.readLine()) {
            if (line.toLowerCase(Locale.ROOT).startsWith("authorization:")) {
                authorizations.add(line.substring(line.indexOf(':') + 1).strip());
                status = "404 Not Found";
            }
        }
        return status;
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
