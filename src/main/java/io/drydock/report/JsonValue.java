package io.drydock.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;

/**
 * A JSON object that was read, asked for its fields by name.
 *
 * <p>A field that is missing or of another type makes the asking method throw an {@link IllegalArgumentException}; the
 * methods that answer an {@code Optional} take missing and null as empty.
 */
record JsonValue(Map<String, Object> fields) {

    /**
     * Reads a text that holds one object.
     *
     * @throws IOException where it is not JSON
     */
    static JsonValue parse(String text) throws IOException {
        try (JsonParser parser = new JsonFactory().createParser(text)) {
            parser.nextToken();
            return object(value(parser));
        }
    }

    private static Object value(JsonParser parser) throws IOException {
        JsonToken token = parser.currentToken();
        if (token == null) {
            throw new IOException("ends too early");
        }
        return switch (token) {
            case START_OBJECT -> map(parser);
            case START_ARRAY -> list(parser);
            case VALUE_STRING -> parser.getText();
            case VALUE_NUMBER_INT -> parser.getLongValue();
            case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> Optional.empty();
            default -> throw new IOException("unexpected " + token);
        };
    }

    private static Map<String, Object> map(JsonParser parser) throws IOException {
        Map<String, Object> map = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String key = parser.currentName();
            parser.nextToken();
            map.put(key, value(parser));
        }
        return map;
    }

    private static List<Object> list(JsonParser parser) throws IOException {
        List<Object> list = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            list.add(value(parser));
        }
        return list;
    }

    String string(String key) {
        return as(String.class, key);
    }

    long number(String key) {
        return as(Long.class, key);
    }

    boolean bool(String key) {
        return as(Boolean.class, key);
    }

    Optional<String> optionalString(String key) {
        return has(key) ? Optional.of(string(key)) : Optional.empty();
    }

    OptionalInt optionalInt(String key) {
        return has(key) ? OptionalInt.of(Math.toIntExact(number(key))) : OptionalInt.empty();
    }

    <T> Optional<T> optionalObject(String key, Function<JsonValue, T> conversion) {
        return has(key) ? Optional.of(conversion.apply(object(fields.get(key)))) : Optional.empty();
    }

    <T> List<T> objects(String key, Function<JsonValue, T> conversion) {
        List<T> result = new ArrayList<>();
        for (Object item : as(List.class, key)) {
            result.add(conversion.apply(object(item)));
        }
        return List.copyOf(result);
    }

    /** Empty also where there is no such field. */
    <T> List<T> objectsIfAny(String key, Function<JsonValue, T> conversion) {
        return has(key) ? objects(key, conversion) : List.of();
    }

    List<String> strings(String key) {
        List<String> result = new ArrayList<>();
        for (Object item : as(List.class, key)) {
            result.add(cast(String.class, key, item));
        }
        return List.copyOf(result);
    }

    private boolean has(String key) {
        return fields.containsKey(key) && fields.get(key) != Optional.empty();
    }

    private <T> T as(Class<T> type, String key) {
        return cast(type, key, fields.getOrDefault(key, Optional.empty()));
    }

    private static <T> T cast(Class<T> type, String key, Object value) {
        if (!type.isInstance(value)) {
            throw new IllegalArgumentException(key + " is not a " + type.getSimpleName());
        }
        return type.cast(value);
    }

    @SuppressWarnings("unchecked") // maps are made by map() alone
    private static JsonValue object(Object value) {
        return new JsonValue((Map<String, Object>) cast(Map.class, "value", value));
    }
}
