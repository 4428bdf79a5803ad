package io.drydock.dockerfile;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Reads the tables of Docker's own answers. */
final class Oracle {

    private static final JsonFactory JSON = new JsonFactory();

    private Oracle() {}

    /** The rows of a table, cells in order, without the heading. */
    static Stream<List<String>> rows(String table) throws IOException {
        try (InputStream in = Oracle.class.getResourceAsStream("/oracles/" + table)) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return text.lines().skip(1).map(line -> List.of(line.split("\t", -1)));
        }
    }

    static String string(String json) throws IOException {
        try (JsonParser parser = JSON.createParser(json)) {
            parser.nextToken();
            return parser.getText();
        }
    }

    static List<String> strings(String json) throws IOException {
        List<String> strings = new ArrayList<>();
        try (JsonParser parser = JSON.createParser(json)) {
            parser.nextToken();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                strings.add(parser.getText());
            }
        }
        return strings;
    }
}
