package io.drydock.probe;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drydock.model.spec.Wait;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** When a server's first answer says that it takes clients. */
@Timeout(60)
class HandshakeTest {

    private static Optional<String> shake(Wait.Protocol protocol, String answer) throws IOException {
        return shake(protocol, answer.getBytes(ISO_8859_1));
    }

    private static Optional<String> shake(Wait.Protocol protocol, byte[] answer) throws IOException {
        boolean speaksFirst = protocol == Wait.Protocol.NATS || protocol == Wait.Protocol.MYSQL;
        try (Answering server = speaksFirst ? Answering.at(answer) : Answering.to(answer)) {
            return Handshake.of(protocol).shake(server.address());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "REDIS | +PONG",
                "REDIS | -NOAUTH Authentication required.",
                "REDIS | -NOPERM this user has no permissions",
                "MEMCACHED | VERSION 1.6.18",
                "NATS | INFO {}",
                "ELASTICSEARCH | HTTP/1.0 200 OK",
                "ELASTICSEARCH | HTTP/1.0 401 Unauthorized"
            })
    void aLineSaysThatItTakesClients(Wait.Protocol protocol, String line) throws IOException {
        assertThat(shake(protocol, line + "\r\n")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "REDIS | -LOADING Redis is loading the dataset in memory",
                "REDIS | -MASTERDOWN Link with MASTER is down",
                "MEMCACHED | ERROR",
                "NATS | HTTP/1.1 400 Bad Request",
                "ELASTICSEARCH | HTTP/1.0 503 Service Unavailable"
            })
    void aLineSaysWhyItDoesNotYet(Wait.Protocol protocol, String line) throws IOException {
        assertThat(shake(protocol, line + "\r\n")).contains(line);
    }

    @Test
    void postgresAsksForAPasswordOrRefusesTheLogInOnceItIsUp() throws IOException {
        assertThat(shake(Wait.Protocol.POSTGRES, "R\0\0\0\10\0\0\0\3")).isEmpty();
        assertThat(shake(Wait.Protocol.POSTGRES, error("SFATAL\0C28000\0Mno such user\0\0")))
                .isEmpty();
    }

    @Test
    void postgresThatStartsOrStopsSaysSo() throws IOException {
        assertThat(shake(Wait.Protocol.POSTGRES, error("SFATAL\0C57P03\0Mthe database system is starting up\0\0")))
                .hasValueSatisfying(said -> assertThat(said).contains("starting up"));
    }

    private static String error(String fields) {
        return "E\0\0\0" + (char) (fields.length() + 4) + fields;
    }

    @Test
    void mysqlGreetsAndRabbitMqBeginsItsConversation() throws IOException {
        assertThat(shake(Wait.Protocol.MYSQL, "\5\0\0\0\n5.7\0\1\0\0\2\377")).isEmpty();
        assertThat(shake(Wait.Protocol.MYSQL, "\3\0\0\0\377\25\4")).contains("an error instead of a greeting");
        assertThat(shake(Wait.Protocol.RABBITMQ, "\1\0\0")).isEmpty();
        assertThat(shake(Wait.Protocol.RABBITMQ, "AMQP\0\0\11\1")).contains("no AMQP 0-9-1");
    }

    /** The answers are written as the protocols' descriptions have them; no real server of these two is at hand. */
    @Test
    void mongoAndKafkaAnswerTheRequestThatTheyWereSent() throws IOException {
        String hello = "34000000 01000000 00000000 dd070000 00000000 00 1f000000"
                + "10 68656c6c6f00 01000000 02 24646200 06000000 61646d696e00 00";
        assertThat(HexFormat.of().formatHex(Wire.mongoHello())).isEqualTo(hello.replace(" ", ""));
        assertThat(HexFormat.of().formatHex(Wire.kafkaApiVersions())).isEqualTo("0000000a0012000000000001ffff");

        assertThat(shake(
                        Wait.Protocol.MONGO,
                        hex("26000000 63000000 01000000 dd070000 00000000 00 11000000 01 6f6b00 000000000000f03f 00")))
                .isEmpty();
        assertThat(shake(Wait.Protocol.KAFKA, hex("00000010 00000001 0000 00000001 0012 0000 0003")))
                .isEmpty();
        assertThat(shake(Wait.Protocol.MONGO, "HTTP/1.0 200 OK\r\n\r\n")).contains("no answer to hello");
        assertThat(shake(Wait.Protocol.KAFKA, "HTTP/1.0 200 OK\r\n\r\n")).contains("no answer to ApiVersions");
    }

    private static byte[] hex(String text) {
        return HexFormat.of().parseHex(text.replace(" ", ""));
    }

    /** Of whatever another server answers, none brings the waiting down: it is said, or it is an error of the connection. */
    @ParameterizedTest
    @EnumSource(Wait.Protocol.class)
    void whateverElseIsSaidIsNoCrash(Wait.Protocol protocol) {
        Random random = new Random(7);
        for (int i = 0; i < 40; i++) {
            byte[] junk = new byte[random.nextInt(60)];
            random.nextBytes(junk);
            if (junk.length > 5 && i % 2 == 0) {
                junk[0] = 'E';
                junk[1] = (byte) 0xff;
            }
            try {
                shake(protocol, junk);
            } catch (IOException e) {
                assertThat(e).isNotNull();
            }
        }
    }

    @Test
    void aServerThatSaysAByteNowAndThenKeepsNobodyWaiting() {
        Answering.Talk drip = (in, out) -> {
            for (int i = 0; i < 200; i++) {
                out.write('x');
                out.flush();
                Thread.sleep(100);
            }
        };
        try (Answering server = new Answering(drip)) {
            long begin = System.nanoTime();
            assertThatThrownBy(() -> Handshake.REDIS.shake(server.address()))
                    .isInstanceOf(SocketTimeoutException.class);
            assertThat(System.nanoTime() - begin).isLessThan(4_000_000_000L);
        }
    }
}
