package io.drydock.probe;

import io.drydock.model.spec.Wait;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The first exchange of a server's own protocol: an open port is not yet a server that answers.
 *
 * <p>Each ends as soon as the server has said that it takes clients; none logs in or changes anything.
 */
enum Handshake {
    /** RESP: {@code PING}; a server that wants a password answers, too. {@code LOADING} and {@code MASTERDOWN} do not count. */
    REDIS {
        @Override
        Optional<String> talk(DataInputStream in, OutputStream out) throws IOException {
            out.write("PING\r\n".getBytes(StandardCharsets.US_ASCII));
            String line = line(in);
            return line.startsWith("+PONG") || line.startsWith("-NOAUTH") || line.startsWith("-NOPERM")
                    ? Optional.empty()
                    : Optional.of(line);
        }
    },
    /** PostgreSQL protocol 3.0, start-up message, as {@code pg_isready} does it: SQLSTATE 57P03 means "still starting". */
    POSTGRES {
        @Override
        Optional<String> talk(DataInputStream in, OutputStream out) throws IOException {
            out.write(Wire.postgresStartup());
            int type = in.readUnsignedByte();
            if (type != 'E') {
                return type == 'R' ? Optional.empty() : Optional.of("an answer of type " + (char) type);
            }
            String error = new String(in.readNBytes(Math.max(0, in.readInt() - 4)), StandardCharsets.UTF_8);
            return error.contains("C57P0")
                    ? Optional.of(error.replace('\0', ' ').strip())
                    : Optional.empty();
        }
    },
    /** MySQL protocol: the greeting. It is answered with a log-in that is refused, lest the server count an aborted one. */
    MYSQL {
        @Override
        Optional<String> talk(DataInputStream in, OutputStream out) throws IOException {
            byte[] greeting = Wire.mysqlPacket(in);
            if (greeting.length == 0 || greeting[0] == (byte) 0xff) {
                return Optional.of("an error instead of a greeting");
            }
            out.write(Wire.mysqlLogin());
            Wire.mysqlPacket(in);
            return Optional.empty();
        }
    },
    /** AMQP 0-9-1: the protocol header is answered by {@code Connection.Start}, a method frame. */
    RABBITMQ {
        @Override
        Optional<String> talk(DataInputStream in, OutputStream out) throws IOException {
            out.write(new byte[] {'A', 'M', 'Q', 'P', 0, 0, 9, 1});
            return in.readUnsignedByte() == 1 ? Optional.empty() : Optional.of("no AMQP 0-9-1");
        }
    },
    /** MongoDB's {@code hello} command. */
    MONGO {
        @Override
        Optional<String> talk(DataInputStream in, OutputStream out) throws IOException {
            out.write(Wire.mongoHello());
            in.readLong();
            int answered = Integer.reverseBytes(in.readInt());
            return answered == Wire.REQUEST && Integer.reverseBytes(in.readInt()) == Wire.MONGO_MESSAGE
                    ? Optional.empty()
                    : Optional.of("no answer to hello");
        }
    },
    /** Memcached's text protocol: {@code version}. */
    MEMCACHED {
        @Override
        Optional<String> talk(DataInputStream in, OutputStream out) throws IOException {
            out.write("version\r\n".getBytes(StandardCharsets.US_ASCII));
            String line = line(in);
            return line.startsWith("VERSION") ? Optional.empty() : Optional.of(line);
        }
    },
    /** NATS: the server speaks first, {@code INFO {...}}. */
    NATS {
        @Override
        Optional<String> talk(DataInputStream in, OutputStream out) throws IOException {
            String line = line(in);
            return line.startsWith("INFO") ? Optional.empty() : Optional.of(line);
        }
    },
    /** Kafka's {@code ApiVersions} request. */
    KAFKA {
        @Override
        Optional<String> talk(DataInputStream in, OutputStream out) throws IOException {
            out.write(Wire.kafkaApiVersions());
            in.readInt();
            return in.readInt() == Wire.REQUEST ? Optional.empty() : Optional.of("no answer to ApiVersions");
        }
    },
    /** Elasticsearch answers over HTTP: itself, or that a password is wanted. */
    ELASTICSEARCH {
        @Override
        Optional<String> talk(DataInputStream in, OutputStream out) throws IOException {
            out.write("GET / HTTP/1.0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            String line = line(in);
            return line.contains(" 200") || line.contains(" 401") ? Optional.empty() : Optional.of(line);
        }
    };

    private static final int CONNECT_MS = 1000;
    private static final Duration ANSWER = Duration.ofSeconds(2);
    private static final int LINE_LIMIT = 1024;

    private static final Map<Wait.Protocol, Handshake> BY_PROTOCOL = Map.of(
            Wait.Protocol.REDIS, REDIS,
            Wait.Protocol.POSTGRES, POSTGRES,
            Wait.Protocol.MYSQL, MYSQL,
            Wait.Protocol.RABBITMQ, RABBITMQ,
            Wait.Protocol.MONGO, MONGO,
            Wait.Protocol.MEMCACHED, MEMCACHED,
            Wait.Protocol.NATS, NATS,
            Wait.Protocol.KAFKA, KAFKA,
            Wait.Protocol.ELASTICSEARCH, ELASTICSEARCH);

    static Handshake of(Wait.Protocol protocol) {
        return BY_PROTOCOL.get(protocol);
    }

    /** Connects and asks once; empty where the server takes clients, else what it said. */
    Optional<String> shake(InetSocketAddress address) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(address, CONNECT_MS);
            return talk(new DataInputStream(new TimedInput(socket, ANSWER)), socket.getOutputStream());
        }
    }

    abstract Optional<String> talk(DataInputStream in, OutputStream out) throws IOException;

    private static String line(DataInputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (OptionalInt c = next(in); c.isPresent() && line.length() < LINE_LIMIT; c = next(in)) {
            line.append((char) c.getAsInt());
        }
        return line.isEmpty() ? "the connection was closed" : line.toString().strip();
    }

    private static OptionalInt next(DataInputStream in) throws IOException {
        int c = in.read();
        return c < 0 || c == '\n' ? OptionalInt.empty() : OptionalInt.of(c);
    }
}
