package io.drydock.dockerfile;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/** Reads the tables of Docker's own answers. */
final class Oracle {

    private static final ObjectMapper JSON = new ObjectMapper();

    private Oracle() {}

    /** The rows of a table, cells in order, without the heading. */
    static Stream<List<String>> rows(String table) throws IOException {
        try (InputStream in = Oracle.class.getResourceAsStream("/oracles/" + table)) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return text.lines().skip(1).map(line -> List.of(line.split("\t", -1)));
        }
    }

    static String string(String json) throws IOException {
        return JSON.readValue(json, String.class);
    }

    static List<String> strings(String json) throws IOException {
        return List.of(JSON.readValue(json, String[].class));
    }
}
