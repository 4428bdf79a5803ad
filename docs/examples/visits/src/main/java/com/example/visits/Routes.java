package com.example.visits;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.json.JSONObject;

/** Which request is answered how. */
final class Routes {

    private static final int SHOWN = 50;
    private static final int LARGEST_BODY = 64 * 1024;
    private static final Pattern BOOK = Pattern.compile("(?:^|&)book=([^&]*)");

    private final Visits visits;
    private final Hits hits;
    private final Page page;
    private final Clock clock;

    Routes(Visits visits, Hits hits, Page page, Clock clock) {
        this.visits = visits;
        this.hits = hits;
        this.page = page;
        this.clock = clock;
    }

    Response answer(HttpExchange exchange) throws IOException {
        String request = exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
        String book = book(exchange);
        return switch (request) {
            case "GET /" -> Response.html(page.render(visits.latest(book, SHOWN), hits.count(book)));
            case "GET /api/visits" -> Response.json(200, VisitJson.write(visits.latest(book, SHOWN)));
            case "POST /api/visits" -> sign(book, exchange);
            case "GET /health" -> health();
            default -> Response.error(404, "There is no " + request + ".");
        };
    }

    private Response sign(String book, HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readNBytes(LARGEST_BODY);
        Visit visit = VisitJson.read(new String(body, StandardCharsets.UTF_8), clock.instant());
        visits.add(book, visit);
        return Response.json(201, VisitJson.write(visit));
    }

    private Response health() {
        visits.check();
        hits.check();
        return Response.json(200, new JSONObject().put("status", "UP"));
    }

    /** {@code ?book=name} opens another guest book than the main one. */
    private static String book(HttpExchange exchange) {
        String query = exchange.getRequestURI().getRawQuery();
        Matcher book = BOOK.matcher(query == null ? "" : query);
        return book.find() ? URLDecoder.decode(book.group(1), StandardCharsets.UTF_8) : "main";
    }
}
