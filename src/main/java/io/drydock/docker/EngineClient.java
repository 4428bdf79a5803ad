package io.drydock.docker;

import io.drydock.engine.EngineException;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Speaks HTTP/1.1 with an engine: one connection for each request, closed after its answer.
 *
 * <p>A connection to a local engine costs less than a millisecond, and one that is never shared can be closed at any
 * moment to end what the engine does for it. Through ssh it costs a login, so one whose answer was read to its end serves the next
 * request. Nothing is logged: headers and bodies hold credentials and variables.
 */
final class EngineClient implements Closeable {

    private static final int BUFFER = 16 * 1024;
    private static final int NOT_MODIFIED = 304;

    private final Dialer dialer;
    private final String prefix;

    /**
     * @param prefix of all paths: {@code /v1.41}; empty before the version is known
     */
    EngineClient(Dialer dialer, String prefix) {
        this.dialer = dialer;
        this.prefix = prefix;
    }

    EngineClient withApi(String version) {
        return new EngineClient(dialer, "/v" + version);
    }

    EngineAddress address() {
        return dialer.address();
    }

    /** Asks for a value. */
    Json json(EngineRequest request) {
        return read(request, body -> Json.parseStrictly(body.readAllBytes()));
    }

    /** Asks for an object that may be missing. */
    Optional<Json> find(EngineRequest request) {
        try {
            return Optional.of(json(request));
        } catch (EngineException e) {
            if (e.kind() == EngineException.Kind.NOT_FOUND) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /**
     * Asks for a change.
     *
     * @param tolerated kinds of refusal that mean there is nothing to do
     * @return whether it was done
     */
    boolean change(EngineRequest request, EngineException.Kind... tolerated) {
        try (Reply reply = send(request, Deadline.none())) {
            reply.body().transferTo(OutputStream.nullOutputStream());
            return reply.status() != NOT_MODIFIED;
        } catch (IOException e) {
            throw broken(request, e);
        } catch (EngineException e) {
            if (Stream.of(tolerated).anyMatch(kind -> kind == e.kind())) {
                return false;
            }
            throw e;
        }
    }

    /**
     * Sends a request and reads the head of its answer.
     *
     * @return the answer, of a status below 300 or 304
     * @throws EngineException where the engine refuses or does not answer
     */
    Reply send(EngineRequest request, Deadline deadline) {
        ConnectionLease connection = dial();
        try {
            deadline.watch(connection);
            Reply reply = exchange(connection, request);
            if (reply.status() >= 300 && reply.status() != NOT_MODIFIED) {
                byte[] words = reply.body().readAllBytes();
                reply.close();
                throw EngineErrors.refused(address(), request, reply.status(), words);
            }
            return reply;
        } catch (IOException e) {
            throw closing(connection, broken(request, e));
        } catch (RuntimeException e) {
            throw closing(connection, e);
        }
    }

    /** Reads the body of an answer. */
    @FunctionalInterface
    interface Reading<T> {
        T of(InputStream body) throws IOException;
    }

    /** Sends a request and reads its answer as it comes. */
    <T> T read(EngineRequest request, Reading<T> reading) {
        return read(request, Deadline.none(), reading);
    }

    private <T> T read(EngineRequest request, Deadline deadline, Reading<T> reading) {
        try (Reply reply = send(request, deadline)) {
            return reading.of(reply.body());
        } catch (IOException e) {
            throw broken(request, e);
        } catch (UncheckedIOException e) {
            throw broken(request, e.getCause());
        }
    }

    /**
     * Sends a request and reads its answer within a limit.
     *
     * @return empty where the limit passed first
     */
    <T> Optional<T> within(Duration limit, EngineRequest request, Reading<T> reading) {
        try (Deadline deadline = Deadline.in(limit)) {
            try {
                return Optional.of(read(request, deadline, reading));
            } catch (EngineException e) {
                if (deadline.passed() && e.kind() == EngineException.Kind.UNREACHABLE) {
                    return Optional.empty();
                }
                throw e;
            }
        }
    }

    /**
     * Turns a connection over to another protocol (RFC 9110, section 7.8).
     *
     * @param headers whole header lines; a header may come more than once
     */
    DuplexStream upgrade(EngineRequest request, List<String> headers) {
        return upgrade(request, headers, Deadline.none());
    }

    /** The same within a limit, which ends the connection. */
    DuplexStream upgrade(EngineRequest request, List<String> headers, Deadline deadline) {
        ConnectionLease connection = dial();
        try {
            deadline.watch(connection);
            write(connection.output(), request, headers);
            InputStream in = new BufferedInputStream(connection.input(), BUFFER);
            HttpHead head = HttpHead.read(in);
            if (head.status() != 101) {
                throw EngineErrors.refused(
                        address(), request, head.status(), head.body(in).readAllBytes());
            }
            return new Upgraded(in, connection.output(), connection);
        } catch (IOException e) {
            throw closing(connection, broken(request, e));
        } catch (RuntimeException e) {
            throw closing(connection, e);
        }
    }

    private record Upgraded(InputStream input, OutputStream output, DuplexStream below) implements DuplexStream {
        @Override
        public void close() throws IOException {
            below.close();
        }
    }

    /** Closes connections that are kept. */
    @Override
    public void close() {
        dialer.close();
    }

    /** The error for an exchange that broke. */
    EngineException broken(EngineRequest request, IOException cause) {
        return EngineErrors.broken(address(), request, cause);
    }

    private ConnectionLease dial() {
        try {
            return dialer.lease();
        } catch (IOException e) {
            throw EngineErrors.unreachable(address(), e);
        }
    }

    private Reply exchange(ConnectionLease connection, EngineRequest request) throws IOException {
        Optional<IOException> unsent = Optional.empty();
        try {
            write(connection.output(), request, connection.keeps() ? List.of() : List.of("Connection: close"));
        } catch (SourceFailed e) {
            throw e;
        } catch (IOException e) {
            // the engine may have refused and closed before it took all of the body: its answer says why
            unsent = Optional.of(e);
        }
        InputStream in = new BufferedInputStream(connection.input(), BUFFER);
        try {
            HttpHead head = HttpHead.read(in);
            return new Reply(request, head, head.body(in), connection);
        } catch (IOException e) {
            throw unsent.orElse(e);
        }
    }

    private void write(OutputStream out, EngineRequest request, List<String> headers) throws IOException {
        StringBuilder head = new StringBuilder()
                .append(request.method())
                .append(' ')
                .append(prefix)
                .append(request.path())
                .append(" HTTP/1.1\r\n")
                .append("Host: docker\r\nUser-Agent: drydock\r\n");
        headers.forEach(line -> head.append(line).append("\r\n"));
        for (Map.Entry<String, String> header : request.headers().entrySet()) {
            head.append(header.getKey()).append(": ").append(header.getValue()).append("\r\n");
        }
        if (request.headers().containsKey(EngineRequest.LENGTH)) {
            head.append("\r\n");
            out.write(head.toString().getBytes(StandardCharsets.UTF_8));
            request.body().orElseThrow().writeTo(out);
        } else if (request.body().isPresent()) {
            head.append("Transfer-Encoding: chunked\r\n\r\n");
            out.write(head.toString().getBytes(StandardCharsets.UTF_8));
            writeBody(out, request.body().get());
        } else {
            head.append(request.method().equals("GET") ? "\r\n" : "Content-Length: 0\r\n\r\n");
            out.write(head.toString().getBytes(StandardCharsets.UTF_8));
        }
    }

    private static void writeBody(OutputStream out, EngineRequest.Body body) throws IOException {
        HttpBodies.ChunkWriter chunks = new HttpBodies.ChunkWriter(new BufferedOutputStream(out, BUFFER));
        OutputStream buffered = new BufferedOutputStream(chunks, BUFFER);
        try {
            body.writeTo(buffered);
            buffered.flush();
            chunks.end();
        } catch (IOException e) {
            throw chunks.broken() ? e : new SourceFailed(e);
        }
    }

    private static RuntimeException closing(DuplexStream connection, RuntimeException failure) {
        try {
            connection.close();
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
        return failure;
    }

    /** What was to be sent could not be made, in contrast to a connection that broke. */
    static final class SourceFailed extends IOException {
        private static final long serialVersionUID = 1L;

        SourceFailed(IOException cause) {
            super(cause.getMessage(), cause);
        }
    }
}
