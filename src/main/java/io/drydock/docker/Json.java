package io.drydock.docker;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A JSON value (RFC 8259), read leniently: what is absent or of another type reads as empty, as 0 or as false.
 *
 * <p>A tree over Jackson's streaming parser. Jackson's own ObjectMapper would do the same for some hundred milliseconds
 * of class loading, which is more than all questions to the engine take together.
 */
final class Json {

    private static final JsonFactory FACTORY = new JsonFactory();
    /** The value that is not there. */
    static final Json ABSENT = new Json(Optional.empty());

    private final Optional<Object> value;

    private Json(Optional<Object> value) {
        this.value = value;
    }

    /** Reads the one value of a text; what is not JSON reads as absent. */
    static Json parse(byte[] text) {
        try {
            return parseStrictly(text);
        } catch (IOException e) {
            return ABSENT;
        }
    }

    /** Reads the one value of a text. */
    static Json parseStrictly(byte[] text) throws IOException {
        try (JsonParser parser = FACTORY.createParser(text)) {
            return parser.nextToken() == null ? ABSENT : new Json(read(parser));
        }
    }

    /** Reads values that follow each other, each as soon as it is complete. */
    static Iterator<Json> stream(InputStream in) throws IOException {
        JsonParser parser = FACTORY.createParser(in);
        return new Iterator<>() {
            private boolean ahead;

            @Override
            public boolean hasNext() {
                try {
                    ahead = ahead || parser.nextToken() != null;
                    return ahead;
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }

            @Override
            public Json next() {
                if (!hasNext()) {
                    throw new java.util.NoSuchElementException();
                }
                ahead = false;
                try {
                    return new Json(read(parser));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        };
    }

    /** Writes a tree of maps, lists, strings, numbers and booleans. */
    static byte[] write(Object tree) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (JsonGenerator generator = FACTORY.createGenerator(out)) {
            write(generator, tree);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    static String compact(Object tree) {
        return new String(write(tree), StandardCharsets.UTF_8);
    }

    private static Optional<Object> read(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> {
                Map<String, Json> fields = new LinkedHashMap<>();
                while (parser.nextToken() != JsonToken.END_OBJECT) {
                    String name = parser.currentName();
                    parser.nextToken();
                    fields.put(name, new Json(read(parser)));
                }
                yield Optional.of(fields);
            }
            case START_ARRAY -> {
                List<Json> items = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    items.add(new Json(read(parser)));
                }
                yield Optional.of(items);
            }
            case VALUE_STRING -> Optional.of(parser.getText());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> Optional.of(parser.getNumberValue());
            case VALUE_TRUE -> Optional.of(true);
            case VALUE_FALSE -> Optional.of(false);
            default -> Optional.empty();
        };
    }

    private static void write(JsonGenerator generator, Object tree) throws IOException {
        if (tree instanceof Json json) {
            if (json.present()) {
                write(generator, json.value.get());
            } else {
                generator.writeNull();
            }
        } else if (tree instanceof Map<?, ?> map) {
            generator.writeStartObject();
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                generator.writeFieldName(String.valueOf(entry.getKey()));
                write(generator, entry.getValue());
            }
            generator.writeEndObject();
        } else if (tree instanceof Iterable<?> items) {
            generator.writeStartArray();
            for (Object item : items) {
                write(generator, item);
            }
            generator.writeEndArray();
        } else if (tree instanceof Boolean bool) {
            generator.writeBoolean(bool);
        } else if (tree instanceof Number number) {
            generator.writeNumber(number.longValue());
        } else {
            generator.writeString(String.valueOf(tree));
        }
    }

    /** The value at a path of field names. */
    Json at(String... names) {
        Json here = this;
        for (String name : names) {
            here = here.value.orElse("") instanceof Map<?, ?> map && map.get(name) instanceof Json child
                    ? child
                    : ABSENT;
        }
        return here;
    }

    boolean present() {
        return value.isPresent();
    }

    String text() {
        return value.orElse("") instanceof String text ? text : "";
    }

    /** The text, empty where it is absent or has no characters. */
    Optional<String> optional() {
        return Optional.of(text()).filter(text -> !text.isEmpty());
    }

    long number() {
        return value.orElse(0) instanceof Number number ? number.longValue() : 0;
    }

    boolean bool() {
        return value.orElse(false) instanceof Boolean bool && bool;
    }

    List<Json> items() {
        if (!(value.orElse("") instanceof List<?> list)) {
            return List.of();
        }
        return list.stream().map(Json.class::cast).toList();
    }

    List<String> texts() {
        return items().stream().map(Json::text).toList();
    }

    /** The fields of an object, in the text's order. */
    Map<String, Json> fields() {
        if (!(value.orElse("") instanceof Map<?, ?> map)) {
            return Map.of();
        }
        Map<String, Json> fields = new LinkedHashMap<>();
        map.forEach((name, child) -> fields.put((String) name, (Json) child));
        return fields;
    }

    Map<String, String> textFields() {
        return fields().entrySet().stream()
                .collect(
                        Collectors.toMap(Map.Entry::getKey, e -> e.getValue().text(), (a, b) -> b, LinkedHashMap::new));
    }
}
