package io.drydock.buildkit;

import java.net.ProtocolException;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The small services of a session, each one question and one answer. */
final class SessionServices {

    static final String HEALTH = "/grpc.health.v1.Health/Check";
    static final String CREDENTIALS = "/moby.filesync.v1.Auth/Credentials";
    static final String SECRET = "/moby.buildkit.secrets.v1.Secrets/GetSecret";

    private static final int SERVING = 1;

    private SessionServices() {}

    /** Says that we are alive; the engine asks every few seconds and drops a session that does not answer. */
    static GrpcHandler health() {
        return call -> {
            call.request();
            call.send(new ProtoWriter().number(1, SERVING).toBytes());
        };
    }

    /** Answers which login a registry host gets; an empty answer means anonymous. */
    static GrpcHandler credentials(Function<String, Optional<Login>> logins) {
        return call -> {
            ProtoWriter answer = new ProtoWriter();
            logins.apply(firstText(call.request()))
                    .ifPresent(login -> answer.text(1, login.username()).text(2, login.secret()));
            call.send(answer.toBytes());
        };
    }

    /** Hands out the secrets that {@code RUN --mount=type=secret} names. */
    static GrpcHandler secrets(Map<String, byte[]> secrets) {
        return call -> {
            String id = firstText(call.request());
            byte[] value = secrets.get(id);
            if (value == null) {
                throw new GrpcStatusException(GrpcStatusException.NOT_FOUND, "secret " + id + " is not configured");
            }
            call.send(new ProtoWriter().bytes(1, value).toBytes());
        };
    }

    private static String firstText(byte[] message) throws ProtocolException {
        String text = "";
        ProtoReader fields = new ProtoReader(message);
        while (fields.next()) {
            if (fields.field() == 1) {
                text = fields.text();
            }
        }
        return text;
    }
}
