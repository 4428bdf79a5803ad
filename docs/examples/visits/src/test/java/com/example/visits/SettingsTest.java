package com.example.visits;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SettingsTest {

    private final Map<String, String> environment = new HashMap<>(Map.of(
            "REDIS_HOST", "10.0.0.2",
            "POSTGRES_HOST", "10.0.0.3",
            "POSTGRES_USER", "visits",
            "POSTGRES_PASSWORD", "secret"));

    @Test
    void usesTheUsualPortsAndTheDatabaseVisits() {
        Settings settings = Settings.from(environment);

        assertEquals(6379, settings.redisPort());
        assertEquals("jdbc:postgresql://10.0.0.3:5432/visits", settings.postgresUrl());
    }

    @Test
    void prefersTheUrlOverHostAndPort() {
        environment.put("POSTGRES_URL", "jdbc:postgresql://db/other");

        assertEquals("jdbc:postgresql://db/other", Settings.from(environment).postgresUrl());
    }

    @Test
    void tellsEverythingThatIsMissingOrWrongAtOnce() {
        Map<String, String> wrong = Map.of("REDIS_PORT", "many", "POSTGRES_URL", "jdbc:postgresql://db/visits");

        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> Settings.from(wrong));

        assertEquals(
                "Cannot start: REDIS_HOST is not set; POSTGRES_USER is not set; POSTGRES_PASSWORD is not set; "
                        + "REDIS_PORT is not a number: many.",
                e.getMessage());
    }
}
