package com.example.visits;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.UUID;
import redis.clients.jedis.RedisClient;

/**
 * A guest book of a test's own. The services that tests talk to are those of the branch: the app that already runs
 * there keeps its data in them, and so will the one under test once it has passed. So a test never touches the main
 * book, and what it wrote is gone at its end.
 */
final class TestBook implements AutoCloseable {

    private final Settings settings = Settings.from(System.getenv());
    private final String name = "test-" + UUID.randomUUID();

    String name() {
        return name;
    }

    Settings settings() {
        return settings;
    }

    @Override
    public void close() throws SQLException {
        try (Connection connection = settings.database().getConnection();
                PreparedStatement delete = connection.prepareStatement("DELETE FROM visits WHERE book = ?")) {
            delete.setString(1, name);
            delete.executeUpdate();
        }
        try (RedisClient redis = RedisClient.create(settings.redisHost(), settings.redisPort())) {
            redis.del("hits:" + name);
        }
    }
}
