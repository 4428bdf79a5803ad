package io.drydock.docker;

import io.drydock.engine.Credentials;
import io.drydock.engine.EngineException;
import io.drydock.engine.EngineException.Kind;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Pulls and pushes, and tries again where it was only the network that failed. */
final class Transfers {

    private static final int TRIES = 3;
    private static final long FIRST_PAUSE_MILLIS = 1000;

    /** What the engine, or Go's network library under it, says when a registry cannot be reached for the moment. */
    private static final List<String> NETWORK_FAILURES = List.of(
            "timeout",
            "timed out",
            "connection refused",
            "connection reset",
            "broken pipe",
            "unexpected eof",
            ": eof",
            "no such host",
            "temporary failure",
            "server misbehaving",
            "network is unreachable",
            "no route to host",
            "toomanyrequests",
            "503 service unavailable",
            "502 bad gateway");

    private final EngineClient client;
    private final Pause pause;

    Transfers(EngineClient client, Pause pause) {
        this.client = client;
        this.pause = pause;
    }

    void pull(String name, Optional<Credentials> credentials, Consumer<String> progress) {
        Reference reference = Reference.of(name);
        EngineRequest request = EngineRequest.post("pull " + name, "/images/create")
                .query("fromImage", reference.repository())
                .query("tag", reference.tag());
        transfer(
                credentials
                        .map(known -> request.header("X-Registry-Auth", auth(known)))
                        .orElse(request),
                progress);
    }

    /** The engine wants the header even where there are no credentials. */
    String push(String name, Optional<Credentials> credentials, Consumer<String> progress) {
        Reference reference = Reference.of(name);
        EngineRequest request = EngineRequest.post(
                        "push " + name, "/images/" + EngineRequest.part(reference.repository()) + "/push")
                .query("tag", reference.tag())
                .header("X-Registry-Auth", credentials.map(Transfers::auth).orElse(encode(Map.of())));
        return transfer(request, progress).map(aux -> aux.at("Digest").text()).orElse("");
    }

    private Optional<Json> transfer(EngineRequest request, Consumer<String> progress) {
        return retrying(
                () -> client.read(request, body -> new StatusLines(client, request).read(body, progress)), progress);
    }

    private <T> T retrying(Supplier<T> action, Consumer<String> progress) {
        for (int attempt = 1; ; attempt++) {
            try {
                return action.get();
            } catch (EngineException e) {
                if (attempt == TRIES || !networkFailed(e)) {
                    throw e;
                }
                progress.accept("try " + attempt + " of " + TRIES + " failed: " + e.why());
                long longest = FIRST_PAUSE_MILLIS << attempt;
                pause.of(ThreadLocalRandom.current().nextLong(longest / 2, longest));
            }
        }
    }

    private static boolean networkFailed(EngineException e) {
        String why = e.why().toLowerCase(Locale.ROOT);
        boolean settled = e.kind() == Kind.NOT_FOUND || why.contains("denied") || why.contains("unauthorized");
        return !settled && NETWORK_FAILURES.stream().anyMatch(why::contains);
    }

    private static String auth(Credentials credentials) {
        Map<String, String> fields = new LinkedHashMap<>();
        if (credentials.username().equals("<token>")) {
            fields.put("identitytoken", credentials.password());
        } else {
            fields.put("username", credentials.username());
            fields.put("password", credentials.password());
        }
        fields.put("serveraddress", credentials.registry());
        return encode(fields);
    }

    private static String encode(Map<String, String> fields) {
        return Base64.getUrlEncoder().encodeToString(Json.compact(fields).getBytes(StandardCharsets.UTF_8));
    }
}
