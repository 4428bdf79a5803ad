package io.drydock.docker;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Status line and headers of an answer (RFC 9112).
 *
 * @param status the three digits
 * @param headers by their names in lower case
 */
record HttpHead(int status, Map<String, String> headers) {

    private static final int LONGEST_LINE = 64 * 1024;

    /** Reads the head of the final answer; what HTTP sends before it ({@code 100 Continue}) is passed over. */
    static HttpHead read(InputStream in) throws IOException {
        HttpHead head = readOne(in);
        return head.status() >= 100 && head.status() < 200 && head.status() != 101 ? read(in) : head;
    }

    private static HttpHead readOne(InputStream in) throws IOException {
        String statusLine = line(in);
        if (!statusLine.matches("HTTP/1\\.[01] \\d{3}( .*)?")) {
            throw new IOException("what answers does not speak HTTP");
        }
        Map<String, String> headers = new TreeMap<>();
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                headers.put(
                        line.substring(0, colon).toLowerCase(Locale.ROOT),
                        line.substring(colon + 1).strip());
            }
        }
        return new HttpHead(Integer.parseInt(statusLine.substring(9, 12)), headers);
    }

    /** Reads a line without its end. */
    static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                throw new EOFException("the engine closed the connection without an answer");
            }
            if (line.size() == LONGEST_LINE) {
                throw new IOException("the answer's head is longer than " + LONGEST_LINE + " bytes");
            }
            line.write(b);
        }
        String text = line.toString(StandardCharsets.ISO_8859_1);
        return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    }

    Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    /** Whether the engine closes the connection after this answer. */
    boolean closes() {
        return header("connection").filter("close"::equalsIgnoreCase).isPresent();
    }

    /** The body that follows this head. */
    InputStream body(InputStream in) {
        if (status == 204 || status == 304) {
            return new HttpBodies.None();
        }
        if (header("transfer-encoding").filter("chunked"::equalsIgnoreCase).isPresent()) {
            return new HttpBodies.Chunked(in);
        }
        return header("content-length")
                .<InputStream>map(length -> new HttpBodies.Sized(in, Long.parseLong(length)))
                .orElse(in);
    }
}
