package io.drydock.buildkit;

import java.net.ProtocolException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Decodes {@code moby.buildkit.v1.StatusResponse} (BuildKit's {@code control.proto}). */
final class TraceDecoder {

    private TraceDecoder() {}

    static BuildTrace decode(byte[] message) throws ProtocolException {
        List<BuildTrace.Vertex> vertices = new ArrayList<>();
        List<BuildTrace.Log> logs = new ArrayList<>();
        ProtoReader fields = new ProtoReader(message);
        while (fields.next()) {
            switch (fields.field()) {
                case 1 -> vertices.add(vertex(fields.message()));
                case 3 -> logs.add(log(fields.message()));
                default -> {
                    // 2, transfer figures, and 4, warnings: not shown.
                }
            }
        }
        return new BuildTrace(vertices, logs);
    }

    private static BuildTrace.Vertex vertex(ProtoReader fields) throws ProtocolException {
        String digest = "";
        String name = "";
        boolean cached = false;
        Optional<Instant> started = Optional.empty();
        Optional<Instant> completed = Optional.empty();
        String error = "";
        while (fields.next()) {
            switch (fields.field()) {
                case 1 -> digest = fields.text();
                case 3 -> name = fields.text();
                case 4 -> cached = fields.number() != 0;
                case 5 -> started = Optional.of(timestamp(fields.message()));
                case 6 -> completed = Optional.of(timestamp(fields.message()));
                case 7 -> error = fields.text();
                default -> {}
            }
        }
        return new BuildTrace.Vertex(digest, name, cached, started, completed, error);
    }

    private static BuildTrace.Log log(ProtoReader fields) throws ProtocolException {
        String vertex = "";
        byte[] text = {};
        while (fields.next()) {
            switch (fields.field()) {
                case 1 -> vertex = fields.text();
                case 4 -> text = fields.bytes();
                default -> {}
            }
        }
        return new BuildTrace.Log(vertex, text);
    }

    private static Instant timestamp(ProtoReader fields) throws ProtocolException {
        long seconds = 0;
        long nanos = 0;
        while (fields.next()) {
            switch (fields.field()) {
                case 1 -> seconds = fields.number();
                case 2 -> nanos = fields.number();
                default -> {}
            }
        }
        try {
            return Instant.ofEpochSecond(seconds, nanos);
        } catch (DateTimeException | ArithmeticException e) {
            throw new ProtocolException("time out of range");
        }
    }
}
