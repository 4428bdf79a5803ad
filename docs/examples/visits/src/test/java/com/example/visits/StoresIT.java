package com.example.visits;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The stores on a real PostgreSQL and a real Redis. */
class StoresIT {

    private final TestBook book = new TestBook();
    private final Settings settings = book.settings();
    private final PostgresVisits visits = new PostgresVisits(settings.database());
    private final RedisHits hits = new RedisHits(settings.redisHost(), settings.redisPort());

    @BeforeEach
    void createSchema() {
        visits.createSchema();
    }

    @AfterEach
    void cleanUp() throws Exception {
        hits.close();
        book.close();
    }

    @Test
    void returnsTheNewestEntriesFirst() {
        Visit first = new Visit("Ada", "Hello", Instant.parse("2026-03-01T12:00:00.123456Z"));
        Visit second = new Visit("Zoë", "O'Brien \"was\" here; DROP TABLE visits", Instant.parse("2026-03-02T12:00:00Z"));
        Visit third = new Visit("Grace", "你好 🚢", Instant.parse("2026-03-03T12:00:00Z"));
        for (Visit visit : List.of(first, second, third)) {
            visits.add(book.name(), visit);
        }

        assertEquals(List.of(third, second, first), visits.latest(book.name(), 10));
        assertEquals(List.of(third, second), visits.latest(book.name(), 2));
    }

    @Test
    void leavesAnExistingSchemaAlone() {
        visits.add(book.name(), new Visit("Ada", "Hello", Instant.EPOCH));

        visits.createSchema();

        assertEquals(1, visits.latest(book.name(), 10).size());
    }

    @Test
    void countsEachBookFromOne() {
        assertEquals(1, hits.count(book.name()));
        assertEquals(2, hits.count(book.name()));
    }

    @Test
    void checksPassWhileBothAnswer() {
        assertDoesNotThrow(visits::check);
        assertDoesNotThrow(hits::check);
    }

    @Test
    void saysWhichStoreCannotBeReached() {
        try (RedisHits nowhere = new RedisHits(settings.redisHost(), 1)) {
            StoreException e = assertThrows(StoreException.class, nowhere::check);
            assertTrue(e.getMessage().startsWith("Redis: "), e.getMessage());
        }
    }
}
