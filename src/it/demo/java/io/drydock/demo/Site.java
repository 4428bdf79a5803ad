package io.drydock.demo;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** A running guest book. */
final class Site {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private final String url;

    Site(String url) {
        this.url = url;
    }

    void sign(String name, String message) {
        String body = "{\"name\": \"%s\", \"message\": \"%s\"}".formatted(name, message);
        send("/api/visits", 201, HttpRequest.newBuilder().POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    String page() {
        return send("/", 200, HttpRequest.newBuilder().GET());
    }

    private String send(String path, int expected, HttpRequest.Builder request) {
        URI uri = URI.create(url + path);
        try {
            HttpResponse<String> answer = CLIENT.send(
                    request.uri(uri).timeout(Duration.ofSeconds(20)).build(), HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != expected) {
                throw new DemoException(uri + " answered " + answer.statusCode() + ": " + answer.body());
            }
            return answer.body();
        } catch (IOException e) {
            throw new DemoException(uri + " does not answer: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DemoException("The demo was interrupted.", e);
        }
    }
}
