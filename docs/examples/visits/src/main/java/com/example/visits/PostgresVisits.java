package com.example.visits;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** Guest book entries in PostgreSQL. */
final class PostgresVisits implements Visits {

    private static final int ANSWER_SECONDS = 2;

    // Two instances may start at the same moment (the old and the new version during a deployment), and
    // PostgreSQL's IF NOT EXISTS alone is not safe then: the lock is held until the transaction ends.
    private static final String SCHEMA = """
            BEGIN;
            SELECT pg_advisory_xact_lock(7150);
            CREATE TABLE IF NOT EXISTS visits (
              id      bigserial PRIMARY KEY,
              book    text NOT NULL,
              name    text NOT NULL,
              message text NOT NULL,
              time    timestamptz NOT NULL);
            CREATE INDEX IF NOT EXISTS visits_of_book ON visits (book, id DESC);
            COMMIT""";

    private final DataSource database;

    PostgresVisits(DataSource database) {
        this.database = database;
    }

    /** Makes the table unless it is there. */
    void createSchema() {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(SCHEMA);
        } catch (SQLException e) {
            throw new StoreException("PostgreSQL: " + e.getMessage(), e);
        }
    }

    @Override
    public void add(String book, Visit visit) {
        try (Connection connection = database.getConnection();
                PreparedStatement insert = connection.prepareStatement(
                        "INSERT INTO visits (book, name, message, time) VALUES (?, ?, ?, ?)")) {
            insert.setString(1, book);
            insert.setString(2, visit.name());
            insert.setString(3, visit.message());
            insert.setObject(4, visit.time().atOffset(ZoneOffset.UTC));
            insert.executeUpdate();
        } catch (SQLException e) {
            throw new StoreException("PostgreSQL: " + e.getMessage(), e);
        }
    }

    @Override
    public List<Visit> latest(String book, int limit) {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(
                        "SELECT name, message, time FROM visits WHERE book = ? ORDER BY id DESC LIMIT ?")) {
            select.setString(1, book);
            select.setInt(2, limit);
            try (ResultSet rows = select.executeQuery()) {
                List<Visit> visits = new ArrayList<>();
                while (rows.next()) {
                    OffsetDateTime time = rows.getObject(3, OffsetDateTime.class);
                    visits.add(new Visit(rows.getString(1), rows.getString(2), time.toInstant()));
                }
                return visits;
            }
        } catch (SQLException e) {
            throw new StoreException("PostgreSQL: " + e.getMessage(), e);
        }
    }

    @Override
    public void check() {
        try (Connection connection = database.getConnection()) {
            if (!connection.isValid(ANSWER_SECONDS)) {
                throw new StoreException("PostgreSQL: no answer within " + ANSWER_SECONDS + " s");
            }
        } catch (SQLException e) {
            throw new StoreException("PostgreSQL: " + e.getMessage(), e);
        }
    }
}
