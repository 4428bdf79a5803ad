package com.example.visits;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** All that the app is told from outside, and it is told by environment variables only. */
record Settings(
        String redisHost,
        int redisPort,
        String postgresUrl,
        String postgresUser,
        String postgresPassword,
        String branch,
        String commit) {

    private static final int ANSWER_SECONDS = 5;

    /** @throws IllegalArgumentException naming every variable that is missing or wrong */
    static Settings from(Map<String, String> environment) {
        List<String> wrong = new ArrayList<>();
        for (String name : List.of("REDIS_HOST", "POSTGRES_USER", "POSTGRES_PASSWORD")) {
            if (environment.getOrDefault(name, "").isBlank()) {
                wrong.add(name + " is not set");
            }
        }
        if (!environment.containsKey("POSTGRES_URL") && !environment.containsKey("POSTGRES_HOST")) {
            wrong.add("neither POSTGRES_URL nor POSTGRES_HOST is set");
        }
        int redisPort = port("REDIS_PORT", 6379, environment, wrong);
        int postgresPort = port("POSTGRES_PORT", 5432, environment, wrong);
        if (!wrong.isEmpty()) {
            throw new IllegalArgumentException("Cannot start: " + String.join("; ", wrong) + ".");
        }
        String defaultUrl = "jdbc:postgresql://" + environment.get("POSTGRES_HOST") + ":" + postgresPort + "/visits";
        return new Settings(
                environment.get("REDIS_HOST"),
                redisPort,
                environment.getOrDefault("POSTGRES_URL", defaultUrl),
                environment.get("POSTGRES_USER"),
                environment.get("POSTGRES_PASSWORD"),
                environment.getOrDefault("VISITS_BRANCH", "unknown"),
                environment.getOrDefault("VISITS_COMMIT", "unknown"));
    }

    /** A connection for each request is enough here; a busier app would put a pool in between. */
    DataSource database() {
        PGSimpleDataSource database = new PGSimpleDataSource();
        database.setUrl(postgresUrl);
        database.setUser(postgresUser);
        database.setPassword(postgresPassword);
        database.setConnectTimeout(ANSWER_SECONDS);
        database.setSocketTimeout(ANSWER_SECONDS);
        return database;
    }

    private static int port(String name, int usual, Map<String, String> environment, List<String> wrong) {
        String text = environment.getOrDefault(name, Integer.toString(usual));
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            wrong.add(name + " is not a number: " + text);
            return usual;
        }
    }
}
