package com.example.visits;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.json.JSONObject;

/** What is sent back for a request. */
record Response(int status, String type, String body) {

    static Response html(String body) {
        return new Response(200, "text/html; charset=utf-8", body);
    }

    static Response json(int status, Object body) {
        return new Response(status, "application/json", body.toString());
    }

    static Response error(int status, String message) {
        return json(status, new JSONObject().put("error", message));
    }

    void send(HttpExchange exchange) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }
}
