package io.drydock.docker;

import io.drydock.engine.EngineException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Iterator;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Reads the JSON objects that a pull, push or load answers with, one for each event.
 *
 * <p>Their status is 200 before anything has been done, so an error comes as one of the objects.
 */
final class StatusLines {

    private final EngineClient client;
    private final EngineRequest request;

    StatusLines(EngineClient client, EngineRequest request) {
        this.client = client;
        this.request = request;
    }

    /**
     * Reads to the end.
     *
     * @param line gets every status that is not mere progress of a layer
     * @return the {@code aux} object, where one came
     * @throws EngineException where the engine reports an error
     */
    Optional<Json> read(InputStream body, Consumer<String> line) throws IOException {
        Optional<Json> result = Optional.empty();
        for (Iterator<Json> events = Json.stream(body); events.hasNext(); ) {
            Json event = events.next();
            Optional<String> error = error(event);
            if (error.isPresent()) {
                throw EngineErrors.inStream(client.address(), request, error.get());
            }
            if (event.at("aux").present()) {
                result = Optional.of(event.at("aux"));
            }
            text(event).ifPresent(line);
        }
        return result;
    }

    static Optional<String> error(Json event) {
        return event.at("errorDetail", "message")
                .optional()
                .or(() -> event.at("error").optional());
    }

    private static Optional<String> text(Json event) {
        if (event.at("progressDetail", "current").present()) {
            return Optional.empty();
        }
        Optional<String> status = event.at("status").optional();
        return status.map(
                words -> event.at("id").optional().map(id -> id + ": " + words).orElse(words));
    }
}
