package io.drydock.setup;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A whole reply. */
record Reply(int status, String text) {

    private static final Pattern MESSAGE = Pattern.compile("\"(?:message|error)\"\\s*:\\s*\"((?:[^\"\\\\]|\\\\.)*)\"");

    static Reply read(InputStream in, Http.Deadline deadline) throws IOException {
        String[] first = line(in).split(" ", 3);
        if (first.length < 2) {
            throw new IOException("whoever listens there does not speak HTTP");
        }
        boolean chunked = false;
        for (String header = line(in); !header.isEmpty(); header = line(in)) {
            chunked |= header.toLowerCase(Locale.ROOT).startsWith("transfer-encoding: chunked");
        }
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        byte[] buffer = new byte[1 << 14];
        int left = chunked ? chunk(in) : Integer.MAX_VALUE;
        while (left > 0) {
            int n = in.read(buffer, 0, Math.min(left, buffer.length));
            if (n < 0) {
                break;
            }
            deadline.heard();
            body.write(buffer, 0, n);
            left = chunked ? left - n : left;
            if (left == 0) {
                line(in);
                left = chunk(in);
            }
        }
        return new Reply(Integer.parseInt(first[1]), body.toString(StandardCharsets.UTF_8));
    }

    /** The engine's reason for refusing, be it by status or at the end of a stream that began well. */
    Optional<String> refusal() {
        Matcher matcher = MESSAGE.matcher(text);
        if (matcher.find()) {
            return Optional.of(matcher.group(1).replace("\\\"", "\""));
        }
        return status < 400 ? Optional.empty() : Optional.of("HTTP " + status);
    }

    List<String> all(String regex) {
        return Pattern.compile(regex)
                .matcher(text)
                .results()
                .map(found -> found.group(1))
                .distinct()
                .toList();
    }

    private static int chunk(InputStream in) throws IOException {
        return Integer.parseInt(line(in).split(";", 2)[0].trim(), 16);
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                throw new EOFException("the connection was closed before the end of the reply");
            }
            line.write(b);
        }
        return line.toString(StandardCharsets.ISO_8859_1).strip();
    }
}
