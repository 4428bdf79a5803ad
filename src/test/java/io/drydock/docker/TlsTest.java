package io.drydock.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.drydock.engine.EngineException;
import io.drydock.engine.EngineException.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An engine behind TLS that wants a client's certificate, with keys made for the occasion. */
class TlsTest {

    @TempDir
    private static Path made;

    @TempDir
    private Path certs;

    private static TlsKeys keys;
    private static SSLServerSocket server;
    private static final CountDownLatch SILENT = new CountDownLatch(1);

    @BeforeAll
    static void start() throws Exception {
        keys = TlsKeys.in(made);
        server = (SSLServerSocket) keys.server().getServerSocketFactory().createServerSocket(0);
        server.setNeedClientAuth(true);
        Thread thread = new Thread(TlsTest::serve, "tls-engine");
        thread.setDaemon(true);
        thread.start();
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
    }

    @Test
    void anEngineWithTheRightCertificateIsSpokenToWithAKeyInEitherForm() throws Exception {
        keys.write(certs, true, true);
        assertThat(DockerEngine.open(address(true)).state().version()).isEqualTo("20.10.24");

        keys.write(certs, true, false);
        assertThat(DockerEngine.open(address(true)).state().version()).isEqualTo("20.10.24");
    }

    @Test
    void anEngineOfAnUnknownAuthorityIsRefusedUnlessTheContextSkipsVerifying() throws Exception {
        keys.write(certs, false, true);

        EngineException e = catchThrowableOfType(EngineException.class, () -> DockerEngine.open(address(true)));

        assertThat(e.kind()).isEqualTo(Kind.UNREACHABLE);
        assertThat(e.next()).anyMatch(line -> line.contains("DOCKER_CERT_PATH"));
        assertThat(DockerEngine.open(address(false)).state().version()).isEqualTo("20.10.24");
    }

    @Test
    void withoutAClientsCertificateTheEngineRefuses() throws Exception {
        keys.write(certs, true, true);
        Files.delete(certs.resolve("key.pem"));

        EngineException e = catchThrowableOfType(EngineException.class, () -> DockerEngine.open(address(true)));

        assertThat(e.kind()).isEqualTo(Kind.UNREACHABLE);
    }

    @Test
    void aPortWithoutTlsIsToldAsSuch() throws Exception {
        keys.write(certs, true, true);
        try (ServerSocket plain = new ServerSocket(0)) {
            CompletableFuture<Void> answered = CompletableFuture.runAsync(() -> refuseInClear(plain));
            EngineAddress address = new EngineAddress(
                    "tcp://127.0.0.1:" + plain.getLocalPort(),
                    "DOCKER_HOST",
                    address(true).tls());

            EngineException e = catchThrowableOfType(EngineException.class, () -> DockerEngine.open(address));

            assertThat(e.why()).isEqualTo("what listens there does not speak TLS, which DOCKER_HOST asks for");
            assertThat(e.next()).anyMatch(line -> line.contains("unset DOCKER_TLS_VERIFY"));
            answered.get(5, TimeUnit.SECONDS);
        }
    }

    private static void refuseInClear(ServerSocket plain) {
        try (Socket socket = plain.accept()) {
            socket.getInputStream().read(new byte[4096]);
            socket.getOutputStream().write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void anInterruptEndsACallThatWaitsBehindTls() throws Exception {
        keys.write(certs, true, true);
        DockerEngine engine = DockerEngine.open(address(true));
        CompletableFuture<EngineException> thrown = new CompletableFuture<>();
        Thread waiting = new Thread(() -> thrown.complete(catchThrowableOfType(
                EngineException.class, () -> engine.containers().find("silence"))));
        waiting.start();
        assertThat(SILENT.await(10, TimeUnit.SECONDS)).isTrue();

        waiting.interrupt();

        assertThat(thrown.get(5, TimeUnit.SECONDS).kind()).isEqualTo(Kind.INTERRUPTED);
    }

    private EngineAddress address(boolean verify) {
        return new EngineAddress(
                "tcp://127.0.0.1:" + server.getLocalPort(),
                "the test",
                Optional.of(new EngineAddress.Tls(certs, verify)));
    }

    private static void serve() {
        while (!server.isClosed()) {
            try (SSLSocket socket = (SSLSocket) server.accept()) {
                answer(socket);
            } catch (IOException e) {
                // a client that was refused, or the end of the test
            }
        }
    }

    private static void answer(SSLSocket socket) throws IOException {
        InputStream in = socket.getInputStream();
        String request = HttpHead.line(in);
        while (!HttpHead.line(in).isEmpty()) {
            // headers are of no interest
        }
        if (request.contains("silence")) {
            SILENT.countDown();
            in.read();
            return;
        }
        byte[] body = RecordedEngine.VERSION.getBytes(StandardCharsets.UTF_8);
        String head = "HTTP/1.1 200 OK\r\nContent-Length: " + body.length + "\r\n\r\n";
        socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().write(body);
    }
}
