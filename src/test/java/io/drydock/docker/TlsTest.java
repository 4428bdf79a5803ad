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
import java.security.KeyStore;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An engine behind TLS that wants a client's certificate, with keys made for the occasion. */
class TlsTest {

    private static final char[] PASSWORD = "occasion".toCharArray();
    private static final int PKCS8_HEADER = 26;

    @TempDir
    private static Path made;

    @TempDir
    private Path certs;

    private static KeyStore store;
    private static SSLServerSocket server;
    private static final CountDownLatch SILENT = new CountDownLatch(1);

    @BeforeAll
    static void start() throws Exception {
        Path file = made.resolve("keys.p12");
        new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "k",
                        "-keyalg",
                        "RSA",
                        "-keysize",
                        "2048",
                        "-dname",
                        "CN=engine",
                        "-validity",
                        "2",
                        "-ext",
                        "san=ip:127.0.0.1",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        new String(PASSWORD))
                .inheritIO()
                .start()
                .waitFor();
        store = KeyStore.getInstance(file.toFile(), PASSWORD);
        server = (SSLServerSocket) serverContext().getServerSocketFactory().createServerSocket(0);
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
        files(true, true);
        assertThat(DockerEngine.open(address(true)).state().version()).isEqualTo("20.10.24");

        files(true, false);
        assertThat(DockerEngine.open(address(true)).state().version()).isEqualTo("20.10.24");
    }

    @Test
    void anEngineOfAnUnknownAuthorityIsRefusedUnlessTheContextSkipsVerifying() throws Exception {
        files(false, true);

        EngineException e = catchThrowableOfType(EngineException.class, () -> DockerEngine.open(address(true)));

        assertThat(e.kind()).isEqualTo(Kind.UNREACHABLE);
        assertThat(e.next()).anyMatch(line -> line.contains("DOCKER_CERT_PATH"));
        assertThat(DockerEngine.open(address(false)).state().version()).isEqualTo("20.10.24");
    }

    @Test
    void withoutAClientsCertificateTheEngineRefuses() throws Exception {
        files(true, true);
        Files.delete(certs.resolve("key.pem"));

        EngineException e = catchThrowableOfType(EngineException.class, () -> DockerEngine.open(address(true)));

        assertThat(e.kind()).isEqualTo(Kind.UNREACHABLE);
    }

    @Test
    void aPortWithoutTlsIsToldAsSuch() throws Exception {
        files(true, true);
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
        files(true, true);
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

    private void files(boolean authority, boolean pkcs8) throws Exception {
        byte[] certificate = store.getCertificate("k").getEncoded();
        byte[] key = store.getKey("k", PASSWORD).getEncoded();
        pem("cert.pem", "CERTIFICATE", certificate);
        if (authority) {
            pem("ca.pem", "CERTIFICATE", certificate);
        }
        if (pkcs8) {
            pem("key.pem", "PRIVATE KEY", key);
        } else {
            pem("key.pem", "RSA PRIVATE KEY", Arrays.copyOfRange(key, PKCS8_HEADER, key.length));
        }
    }

    private void pem(String file, String type, byte[] der) throws IOException {
        String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        Files.writeString(
                certs.resolve(file), "-----BEGIN " + type + "-----\n" + text + "\n-----END " + type + "-----\n");
    }

    private static SSLContext serverContext() throws Exception {
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, PASSWORD);
        KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
        trusted.load(null, PASSWORD);
        trusted.setCertificateEntry("client", store.getCertificate("k"));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), new SecureRandom());
        return context;
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
