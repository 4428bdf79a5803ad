package com.example.visits;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.json.JSONArray;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The running app, over HTTP, as its users meet it. */
@Tag("acceptance")
class AcceptanceIT {

    private final Http http = new Http(System.getenv("APP_URL"));
    private final TestBook book = new TestBook();
    private final String query = "?book=" + book.name();

    @AfterEach
    void cleanUp() throws Exception {
        book.close();
    }

    @Test
    void isHealthy() throws Exception {
        assertEquals(200, http.get("/health").statusCode());
    }

    @Test
    void showsAGuestWhatTheySigned() throws Exception {
        http.post("/api/visits" + query, "{\"name\": \"Ada\", \"message\": \"Hello, world\"}");

        String page = http.get("/" + query).body();

        assertTrue(page.contains("<b>Ada</b>: Hello, world"), page);
        assertTrue(page.contains(Page.counter(1)), page);
    }

    @Test
    void offersTheSameEntriesAsJson() throws Exception {
        http.post("/api/visits" + query, "{\"name\": \"Ada\", \"message\": \"Hello\"}");
        http.post("/api/visits" + query, "{\"name\": \"Grace\", \"message\": \"Hi\"}");

        JSONArray visits = new JSONArray(http.get("/api/visits" + query).body());

        assertEquals(2, visits.length());
        assertEquals("Grace", visits.getJSONObject(0).getString("name"));
    }
}
