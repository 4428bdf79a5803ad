package com.example.visits;

import java.io.IOException;
import java.time.Clock;

/** Starts the guest book and ends it in order when the process is asked to (SIGTERM). */
final class Main {

    private static final int PORT = 8080;

    private Main() {}

    public static void main(String[] args) throws IOException {
        Settings settings = Settings.from(System.getenv());
        PostgresVisits visits = new PostgresVisits(settings.database());
        visits.createSchema();
        RedisHits hits = new RedisHits(settings.redisHost(), settings.redisPort());
        Page page = new Page(settings.branch(), settings.commit());
        WebServer server = new WebServer(PORT, new Routes(visits, hits, page, Clock.systemUTC()));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            server.close();
            hits.close();
            System.out.println("Stopped.");
        }));
        System.out.println("Ready on port " + PORT + ".");
    }
}
