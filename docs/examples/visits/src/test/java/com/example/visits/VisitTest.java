package com.example.visits;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class VisitTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    @Test
    void takesWhatTheGuestSentAndItsOwnTime() {
        Visit visit = VisitJson.read("{\"name\": \" Ada \", \"message\": \"Hello\", \"time\": \"never\"}", NOON);

        assertEquals(new Visit("Ada", "Hello", NOON), visit);
    }

    @Test
    void refusesAnEntryWithoutName() {
        refuses("{\"message\": \"Hello\"}", "The name is missing.");
    }

    @Test
    void refusesAnEndlessMessage() {
        refuses(
                "{\"name\": \"Ada\", \"message\": \"" + "x".repeat(1001) + "\"}",
                "The message is longer than 1000 characters.");
    }

    @Test
    void refusesWhatIsNotJson() {
        refuses("name=Ada", "The body is not a JSON object.");
    }

    private static void refuses(String body, String message) {
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> VisitJson.read(body, NOON));
        assertEquals(message, e.getMessage());
    }
}
