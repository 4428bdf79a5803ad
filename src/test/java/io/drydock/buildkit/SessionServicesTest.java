package io.drydock.buildkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class SessionServicesTest {

    private EnginePeer engine;

    @BeforeEach
    void connect() throws IOException {
        engine = new EnginePeer(Map.of(
                SessionServices.HEALTH, SessionServices.health(),
                SessionServices.SECRET,
                        SessionServices.secrets(Map.of("token", "s3cr3t".getBytes(), "none", new byte[0])),
                SessionServices.CREDENTIALS,
                        SessionServices.credentials(host -> host.equals("registry.example.com")
                                ? Optional.of(new Login("me", "pass"))
                                : Optional.empty())));
    }

    @AfterEach
    void disconnect() throws IOException {
        engine.close();
    }

    @Test
    void saysThatItServes() throws Exception {
        assertThat(ask(SessionServices.HEALTH, new byte[0]).messages()).containsExactly(new byte[] {0x08, 0x01});
    }

    @Test
    void givesTheLoginOfAHostAndNothingForAnother() throws Exception {
        assertThat(ask(SessionServices.CREDENTIALS, text("registry.example.com"))
                        .messages())
                .containsExactly(new ProtoWriter().text(1, "me").text(2, "pass").toBytes());
    }

    @Test
    void isAnonymousForAHostWithoutALogin() throws Exception {
        EnginePeer.Answer answer = ask(SessionServices.CREDENTIALS, text("other.example.com"));

        assertThat(answer.messages()).containsExactly(new byte[0]);
        assertThat(answer.status()).isEqualTo("0");
    }

    @Test
    void givesSecretsByTheirIdEmptyOnesToo() throws Exception {
        assertThat(ask(SessionServices.SECRET, text("token")).messages())
                .containsExactly(new ProtoWriter().bytes(1, "s3cr3t".getBytes()).toBytes());
    }

    @Test
    void givesAnEmptySecret() throws Exception {
        assertThat(ask(SessionServices.SECRET, text("none")).messages()).containsExactly(new byte[] {0x0a, 0x00});
    }

    @Test
    void doesNotKnowOtherSecrets() throws Exception {
        assertThat(ask(SessionServices.SECRET, text("other")).headers)
                .containsEntry("grpc-status", List.of("5"))
                .containsEntry("grpc-message", List.of("secret%20other%20is%20not%20configured"));
    }

    @Test
    void answersARequestThatIsNotProtobufWithAnError() throws Exception {
        assertThat(ask(SessionServices.SECRET, new byte[] {0x0a, 0x55}).status())
                .isEqualTo("2");
    }

    private EnginePeer.Answer ask(String method, byte[] request) throws IOException {
        engine.call(1, method);
        engine.message(1, request);
        engine.end(1);
        return engine.answer(1);
    }

    private static byte[] text(String value) {
        return new ProtoWriter().text(1, value).toBytes();
    }
}
