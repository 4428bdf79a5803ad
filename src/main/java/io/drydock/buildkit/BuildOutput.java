package io.drydock.buildkit;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The engine's answer to {@code /build}: JSON objects one after the other ({@code jsonmessage.JSONMessage}). */
final class BuildOutput {

    /** One object of the answer. */
    sealed interface Message {}

    /** A piece of progress. */
    record Trace(byte[] status) implements Message {}

    /** The image that was built; it may come before the last progress. */
    record Image(String id) implements Message {}

    /** The build failed, after HTTP status 200. */
    record Failure(String reason) implements Message {}

    /** The engine refused to build: the body of HTTP status 4xx or 5xx. */
    record Refusal(String reason) implements Message {}

    /** Anything else, such as which tag was set. */
    record Other() implements Message {}

    private final JsonParser json;

    BuildOutput(InputStream answer) throws IOException {
        this.json = new JsonFactory().createParser(answer);
    }

    /** Waits for the next message; empty at the end of the answer. */
    Optional<Message> next() throws IOException {
        try {
            JsonToken token = json.nextToken();
            if (token == null) {
                return Optional.empty();
            }
            if (token != JsonToken.START_OBJECT) {
                throw new IOException("the engine's answer is not made of JSON objects");
            }
            return Optional.of(message(flatten()));
        } catch (JsonProcessingException | IllegalArgumentException e) {
            throw new IOException("the engine's answer is not what /build gives", e);
        }
    }

    private static Message message(Map<String, String> fields) {
        String id = fields.getOrDefault("id", "");
        if (id.equals("moby.buildkit.trace")) {
            return new Trace(Base64.getDecoder().decode(fields.getOrDefault("aux", "")));
        }
        if (fields.containsKey("aux/ID")) {
            return new Image(fields.get("aux/ID"));
        }
        if (fields.containsKey("errorDetail/message") || fields.containsKey("error")) {
            return new Failure(fields.getOrDefault("errorDetail/message", fields.getOrDefault("error", "")));
        }
        return fields.containsKey("message") ? new Refusal(fields.get("message")) : new Other();
    }

    /** The scalars of the object just begun by path ({@code aux/ID}), two levels deep; all else is passed over. */
    private Map<String, String> flatten() throws IOException {
        Map<String, String> fields = new HashMap<>();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            if (json.nextToken() == JsonToken.START_OBJECT) {
                flattenInner(name, fields);
            } else {
                scalar(name, fields);
            }
        }
        return fields;
    }

    private void flattenInner(String outer, Map<String, String> fields) throws IOException {
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = outer + "/" + json.currentName();
            json.nextToken();
            scalar(name, fields);
        }
    }

    private void scalar(String name, Map<String, String> fields) throws IOException {
        if (json.currentToken().isScalarValue()) {
            fields.put(name, json.getText());
        } else {
            json.skipChildren();
        }
    }
}
