package com.example.visits;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The web part alone, with stores in memory. */
class WebServerTest {

    private static final Clock NOON = Clock.fixed(Instant.parse("2026-03-01T12:00:00Z"), ZoneOffset.UTC);

    private final InMemoryVisits visits = new InMemoryVisits();
    private WebServer server;
    private Http http;

    @BeforeEach
    void start() throws Exception {
        server = new WebServer(0, new Routes(visits, new InMemoryHits(), new Page("b", "c"), NOON));
        http = new Http("http://127.0.0.1:" + server.port());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void storesAndReturnsEntries() throws Exception {
        var created = http.post("/api/visits", "{\"name\": \"Ada\", \"message\": \"Hello\"}");
        var list = http.get("/api/visits");

        String entry = "{\"name\":\"Ada\",\"time\":\"2026-03-01T12:00:00Z\",\"message\":\"Hello\"}";
        assertEquals(201, created.statusCode());
        assertEquals(entry, created.body());
        assertEquals("[" + entry + "]", list.body());
    }

    @Test
    void keepsBooksApart() throws Exception {
        http.post("/api/visits?book=blue", "{\"name\": \"Ada\", \"message\": \"Hello\"}");

        assertEquals("[]", http.get("/api/visits?book=red").body());
        assertTrue(http.get("/?book=blue").body().contains("Ada"));
    }

    @Test
    void countsEachLookAtThePage() throws Exception {
        http.get("/");

        assertTrue(http.get("/").body().contains(Page.counter(2)));
    }

    @Test
    void answersBadInputWithTheReason() throws Exception {
        var answer = http.post("/api/visits", "{\"name\": \"Ada\"}");

        assertEquals(400, answer.statusCode());
        assertEquals("{\"error\":\"The message is missing.\"}", answer.body());
    }

    @Test
    void isNotHealthyWithoutItsDatabase() throws Exception {
        assertEquals(200, http.get("/health").statusCode());

        visits.down = true;

        assertEquals(503, http.get("/health").statusCode());
        assertEquals("{\"error\":\"PostgreSQL: down\"}", http.get("/health").body());
    }

    @Test
    void knowsNoOtherPath() throws Exception {
        assertEquals(404, http.get("/admin").statusCode());
    }

    private static final class InMemoryVisits implements Visits {

        private final Map<String, List<Visit>> books = new HashMap<>();
        private boolean down;

        @Override
        public void add(String book, Visit visit) {
            books.computeIfAbsent(book, name -> new ArrayList<>()).add(0, visit);
        }

        @Override
        public List<Visit> latest(String book, int limit) {
            return books.getOrDefault(book, List.of());
        }

        @Override
        public void check() {
            if (down) {
                throw new StoreException("PostgreSQL: down");
            }
        }
    }

    private static final class InMemoryHits implements Hits {

        private long hits;

        @Override
        public long count(String book) {
            return ++hits;
        }

        @Override
        public void check() {}
    }
}
