package com.example.visits;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Takes requests from the network, hands them to the routes and turns their failures into answers. */
final class WebServer implements AutoCloseable {

    private static final Logger LOG = System.getLogger(WebServer.class.getName());
    private static final int THREADS = 16;
    private static final int GRACE_SECONDS = 5;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    private final AtomicInteger underWay = new AtomicInteger();

    /** @param port 0 for any free one */
    WebServer(int port, Routes routes) throws IOException {
        server = HttpServer.create(new InetSocketAddress(port), 0);
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            underWay.incrementAndGet();
            try (exchange) {
                answer(routes, exchange).send(exchange);
            } finally {
                underWay.decrementAndGet();
            }
        });
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    /** Takes no new request and lets those under way end. JDK 17 waits the whole time it is given, so none if idle. */
    @Override
    public void close() {
        server.stop(underWay.get() == 0 ? 0 : GRACE_SECONDS);
        threads.shutdown();
    }

    private static Response answer(Routes routes, HttpExchange exchange) throws IOException {
        try {
            return routes.answer(exchange);
        } catch (IllegalArgumentException e) {
            return Response.error(400, e.getMessage());
        } catch (StoreException e) {
            LOG.log(Level.WARNING, e.getMessage());
            return Response.error(503, e.getMessage());
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "Request failed: " + exchange.getRequestURI(), e);
            return Response.error(500, "Something went wrong; the log has the details.");
        }
    }
}
