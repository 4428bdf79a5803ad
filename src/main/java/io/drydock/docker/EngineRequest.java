package io.drydock.docker;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A request of the Docker Engine API.
 *
 * @param purpose what it is for, in words that follow "could not": {@code create container web}
 * @param method GET, POST, PUT or DELETE
 * @param path path and query, without the API version
 * @param headers further headers; their values are in no message, since one of them bears credentials
 * @param body what is sent along
 */
record EngineRequest(String purpose, String method, String path, Map<String, String> headers, Optional<Body> body) {

    static final String LENGTH = "Content-Length";

    /** Writes a request's body; whatever its length, none of it is held in memory. */
    @FunctionalInterface
    interface Body {
        void writeTo(OutputStream out) throws IOException;
    }

    static EngineRequest get(String purpose, String path) {
        return new EngineRequest(purpose, "GET", path, Map.of(), Optional.empty());
    }

    static EngineRequest post(String purpose, String path) {
        return new EngineRequest(purpose, "POST", path, Map.of(), Optional.empty());
    }

    static EngineRequest put(String purpose, String path) {
        return new EngineRequest(purpose, "PUT", path, Map.of(), Optional.empty());
    }

    static EngineRequest delete(String purpose, String path) {
        return new EngineRequest(purpose, "DELETE", path, Map.of(), Optional.empty());
    }

    EngineRequest query(String name, String value) {
        String next = path + (path.contains("?") ? "&" : "?") + name + "=" + encode(value);
        return new EngineRequest(purpose, method, next, headers, body);
    }

    EngineRequest query(String name, Optional<String> value) {
        return value.map(text -> query(name, text)).orElse(this);
    }

    /** Asks only for objects that bear all these labels; an empty value asks for the key alone. */
    EngineRequest labelled(Map<String, String> labels) {
        if (labels.isEmpty()) {
            return this;
        }
        Iterable<String> wanted = new TreeMap<>(labels)
                .entrySet().stream()
                        .map(label ->
                                label.getValue().isEmpty() ? label.getKey() : label.getKey() + "=" + label.getValue())
                        .toList();
        return query("filters", Json.compact(Map.of("label", wanted)));
    }

    /** The engine takes a name for a regular expression of Go's that may be found anywhere, and tries it without the leading slash too. */
    EngineRequest named(Collection<String> names) {
        String any = names.stream().map(Pattern::quote).collect(Collectors.joining("|", "^(", ")$"));
        return query("filters", Json.compact(Map.of("name", List.of(any))));
    }

    EngineRequest header(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new EngineRequest(purpose, method, path, more, body);
    }

    EngineRequest json(Map<String, ?> tree) {
        byte[] text = Json.write(tree);
        return header(LENGTH, Integer.toString(text.length)).body("application/json", out -> out.write(text));
    }

    EngineRequest body(String contentType, Body content) {
        EngineRequest typed = header("Content-Type", contentType);
        return new EngineRequest(purpose, method, path, typed.headers, Optional.of(content));
    }

    /** A name as one part of a path; the slashes of an image's name stay. */
    static String part(String name) {
        return encode(name).replace("%2F", "/").replace("%3A", ":").replace("%40", "@");
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** Method and path without the query, for messages. */
    @Override
    public String toString() {
        return method + " " + path.replaceFirst("\\?.*", "");
    }
}
