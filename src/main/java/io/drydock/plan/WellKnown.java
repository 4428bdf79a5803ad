package io.drydock.plan;

import io.drydock.model.spec.Wait;
import io.drydock.model.spec.Wait.Protocol;
import io.drydock.model.state.ImageConfig;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** What is known of well-known images: the protocol by which they are proven ready, and its usual port. */
public final class WellKnown {

    private record Server(Protocol protocol, int port) {}

    private static final Map<String, Server> SERVERS = Map.ofEntries(
            Map.entry("redis", new Server(Protocol.REDIS, 6379)),
            Map.entry("valkey", new Server(Protocol.REDIS, 6379)),
            Map.entry("postgres", new Server(Protocol.POSTGRES, 5432)),
            Map.entry("postgis", new Server(Protocol.POSTGRES, 5432)),
            Map.entry("mysql", new Server(Protocol.MYSQL, 3306)),
            Map.entry("mariadb", new Server(Protocol.MYSQL, 3306)),
            Map.entry("rabbitmq", new Server(Protocol.RABBITMQ, 5672)),
            Map.entry("mongo", new Server(Protocol.MONGO, 27017)),
            Map.entry("memcached", new Server(Protocol.MEMCACHED, 11211)),
            Map.entry("nats", new Server(Protocol.NATS, 4222)),
            Map.entry("elasticsearch", new Server(Protocol.ELASTICSEARCH, 9200)),
            Map.entry("opensearch", new Server(Protocol.ELASTICSEARCH, 9200)),
            Map.entry("kafka", new Server(Protocol.KAFKA, 9092)));

    private WellKnown() {}

    /**
     * The main port: the configured one, else the usual one of a well-known image, else the lowest that the image exposes.
     *
     * <p>The usual one comes before the lowest, since that is a side door of some servers: RabbitMQ's lowest is its port
     * mapper's, 4369, which no client speaks to.
     *
     * @param imageName last part of the image's path
     */
    public static OptionalInt port(OptionalInt configured, String imageName, ImageConfig image) {
        if (configured.isPresent()) {
            return configured;
        }
        Server server = SERVERS.get(imageName);
        boolean usual = server != null
                && (image.tcpPorts().isEmpty() || image.tcpPorts().contains(server.port()));
        return usual ? OptionalInt.of(server.port()) : image.lowestPort();
    }

    /**
     * The waits where none are configured: a built-in probe for a well-known image, else its healthcheck, else its port, else
     * running.
     */
    public static List<Wait> waits(List<Wait> configured, String imageName, ImageConfig image, OptionalInt port) {
        if (!configured.isEmpty()) {
            return configured;
        }
        Optional<Wait> answers = Optional.ofNullable(SERVERS.get(imageName))
                .map(server -> new Wait.Answers(server.protocol(), probePort(server, image, port)));
        if (answers.isPresent()) {
            return List.of(answers.get());
        }
        if (image.healthcheck().isPresent()) {
            return List.of(new Wait.Healthy());
        }
        return List.of(port.isPresent() ? new Wait.Tcp(port.getAsInt()) : new Wait.Running());
    }

    private static int probePort(Server server, ImageConfig image, OptionalInt port) {
        return image.tcpPorts().contains(server.port()) ? server.port() : port.orElse(server.port());
    }
}
