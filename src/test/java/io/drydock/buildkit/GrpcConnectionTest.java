package io.drydock.buildkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class GrpcConnectionTest {

    private final CompletableFuture<Throwable> woken = new CompletableFuture<>();
    private EnginePeer engine;

    @BeforeEach
    void connect() throws IOException {
        engine = new EnginePeer(Map.of(
                "/echo",
                        call -> {
                            for (Optional<byte[]> m = call.receive(); m.isPresent(); m = call.receive()) {
                                call.send(m.get());
                            }
                        },
                "/big", call -> call.send(new byte[100_000]),
                "/refuse",
                        call -> {
                            throw new GrpcStatusException(5, "not here: 100% gone, \u00e9");
                        },
                "/broken",
                        call -> {
                            throw new IllegalStateException("bug");
                        },
                "/metadata",
                        call -> call.send(
                                String.join("|", call.metadata("followpaths")).getBytes("UTF-8")),
                "/wait",
                        call -> {
                            try {
                                call.receive();
                            } catch (IOException e) {
                                woken.complete(e);
                            }
                        }));
    }

    @AfterEach
    void disconnect() throws IOException {
        engine.close();
    }

    @Test
    void answersEachMessageAndEndsWithStatusZero() throws Exception {
        engine.call(1, "/echo");
        engine.message(1, "one".getBytes());
        engine.message(1, new byte[0]);
        engine.end(1);

        EnginePeer.Answer answer = engine.answer(1);

        assertThat(answer.messages()).containsExactly("one".getBytes(), new byte[0]);
        assertThat(answer.headers)
                .containsEntry(":status", List.of("200"))
                .containsEntry("content-type", List.of("application/grpc"))
                .containsEntry("grpc-status", List.of("0"));
    }

    @Test
    void putsAMessageTogetherFromFramesCutAnywhere() throws Exception {
        byte[] framed = EnginePeer.framed("a message in pieces".getBytes());
        engine.call(1, "/echo");
        for (byte b : framed) {
            engine.frames.write(Frame.DATA, 0, 1, new byte[] {b});
        }
        engine.end(1);

        assertThat(engine.answer(1).messages()).containsExactly("a message in pieces".getBytes());
    }

    @Test
    void keepsGivingCreditForWhatHandlersTake() throws Exception {
        engine.call(1, "/echo");
        for (int i = 0; i < 100; i++) {
            engine.message(1, new byte[10_000]);
            int granted = 0;
            while (granted < 10_005) {
                Frame credit = engine.next(Frame.WINDOW_UPDATE);
                granted +=
                        credit.stream() == 1 ? ByteBuffer.wrap(credit.payload()).getInt() : 0;
            }
            engine.frames.writeCredit(0, 10_005);
            engine.frames.writeCredit(1, 10_005);
        }
        engine.end(1);

        assertThat(engine.answer(1).status()).isEqualTo("0");
    }

    @Test
    void stripsPaddingAndPriority() throws Exception {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        head.write(3);
        head.writeBytes(new byte[5]);
        head.writeBytes(engine.headerBlock("/echo"));
        head.writeBytes(new byte[3]);
        engine.frames.write(Frame.HEADERS, Frame.END_HEADERS | Frame.PADDED | Frame.PRIORITY, 1, head.toByteArray());
        byte[] message = EnginePeer.framed("x".getBytes());
        byte[] data = new byte[1 + message.length + 9];
        data[0] = 9;
        System.arraycopy(message, 0, data, 1, message.length);
        engine.frames.write(Frame.DATA, Frame.END_STREAM | Frame.PADDED, 1, data);

        assertThat(engine.answer(1).messages()).containsExactly("x".getBytes());
    }

    @Test
    void joinsHeadersThatAreContinued() throws Exception {
        byte[] block = engine.headerBlock(
                "/metadata", "followpaths", "a%2Fb", "followpaths", "c+d", "followpaths-encoded", "1");
        engine.frames.write(Frame.HEADERS, Frame.END_STREAM, 1, block, 0, 3);
        engine.frames.write(Frame.CONTINUATION, 0, 1, block, 3, 5);
        engine.frames.write(Frame.CONTINUATION, Frame.END_HEADERS, 1, block, 8, block.length - 8);

        assertThat(engine.answer(1).messages()).containsExactly("a/b|c d".getBytes());
    }

    @Test
    void tellsStatusAndMessageOfARefusal() throws Exception {
        engine.call(1, "/refuse");

        assertThat(engine.answer(1).headers)
                .containsEntry("grpc-status", List.of("5"))
                .containsEntry("grpc-message", List.of("not%20here%3A%20100%25%20gone%2C%20%C3%A9"));
    }

    @Test
    void answersUnknownMethodsWithUnimplementedAndFailuresWithUnknown() throws Exception {
        engine.call(1, "/moby.filesync.v1.Auth/FetchToken");
        assertThat(engine.answer(1).status()).isEqualTo("12");
        engine.call(3, "/broken");
        assertThat(engine.answer(3).status()).isEqualTo("2");
    }

    @Test
    void sendsNoMoreThanTheWindowAllows() throws Exception {
        engine.call(1, "/big");
        int received = 0;
        while (received < 65_535) {
            received += engine.next(Frame.DATA).payload().length;
        }
        engine.frames.write(Frame.PING, 0, 0, new byte[8]);
        assertThat(engine.frames.read())
                .hasValueSatisfying(f -> assertThat(f.type()).isEqualTo(Frame.PING));
        assertThat(received).isEqualTo(65_535);

        engine.frames.writeCredit(0, 65_535);
        engine.frames.writeCredit(1, 65_535);
        assertThat(engine.answer(1).status()).isEqualTo("0");
    }

    @Test
    void obeysAnInitialWindowFromSettings() throws Exception {
        engine.frames.write(Frame.SETTINGS, 0, 0, new byte[] {0, 4, 0, 0, 0, 10});
        engine.call(1, "/big");

        assertThat(engine.next(Frame.DATA).payload()).hasSize(10);
    }

    @Test
    void acknowledgesSettingsAndPings() throws Exception {
        Frame settings = engine.next(Frame.SETTINGS);
        assertThat(settings.has(Frame.ACK)).isFalse();
        assertThat(engine.next(Frame.SETTINGS).has(Frame.ACK)).isTrue();

        engine.frames.write(Frame.PING, 0, 0, "12345678".getBytes());
        assertThat(engine.next(Frame.PING).payload()).isEqualTo("12345678".getBytes());
    }

    @Test
    void wakesAHandlerWhoseCallIsReset() throws Exception {
        engine.call(1, "/wait");
        engine.frames.write(Frame.RST_STREAM, 0, 1, new byte[4]);

        assertThat(woken.get(5, TimeUnit.SECONDS)).isInstanceOf(IOException.class);
    }

    @Test
    void wakesHandlersWhenTheConnectionEnds() throws Exception {
        engine.call(1, "/wait");
        engine.frames.write(Frame.PING, 0, 0, new byte[8]);
        engine.next(Frame.PING);
        engine.close();

        assertThat(woken.get(5, TimeUnit.SECONDS)).isNotNull();
    }

    @Test
    void refusesTheCallThatIsOneTooMany() throws Exception {
        for (int i = 0; i < 65; i++) {
            engine.call(1 + 2 * i, "/wait");
        }

        assertThat(engine.next(Frame.RST_STREAM).stream()).isEqualTo(129);
    }

    @Test
    void ignoresFramesOfTypesToCome() throws Exception {
        engine.frames.write(0xbe, 0xff, 77, new byte[20]);
        engine.call(1, "/refuse");

        assertThat(engine.answer(1).status()).isEqualTo("5");
    }

    @Test
    void endsTheConnectionOnAFrameThatIsTooLong() throws Exception {
        engine.raw(new byte[] {0, 0x40, 1, Frame.DATA, 0, 0, 0, 0, 1});
        assertThat(engine.goAwayCode()).isEqualTo(Http2Exception.FRAME_SIZE_ERROR);
    }

    @Test
    void endsTheConnectionOnFramesOfTheWrongLength() throws Exception {
        engine.frames.write(Frame.PING, 0, 0, new byte[7]);
        assertThat(engine.goAwayCode()).isEqualTo(Http2Exception.FRAME_SIZE_ERROR);
    }

    @Test
    void endsTheConnectionOnSettingsThatAreCutOff() throws Exception {
        engine.frames.write(Frame.SETTINGS, 0, 0, new byte[5]);
        assertThat(engine.goAwayCode()).isEqualTo(Http2Exception.FRAME_SIZE_ERROR);
    }

    @Test
    void endsTheConnectionOnDataForAStreamThatNeverWas() throws Exception {
        engine.message(5, new byte[1]);
        assertThat(engine.goAwayCode()).isEqualTo(Http2Exception.PROTOCOL_ERROR);
    }

    @Test
    void endsTheConnectionOnAServersStream() throws Exception {
        engine.call(2, "/echo");
        assertThat(engine.goAwayCode()).isEqualTo(Http2Exception.PROTOCOL_ERROR);
    }

    @Test
    void endsTheConnectionWhenHeadersAreInterrupted() throws Exception {
        engine.frames.write(Frame.HEADERS, 0, 1, engine.headerBlock("/echo"));
        engine.frames.write(Frame.PING, 0, 0, new byte[8]);
        assertThat(engine.goAwayCode()).isEqualTo(Http2Exception.PROTOCOL_ERROR);
    }

    @Test
    void endsTheConnectionOnHeadersWithoutEnd() throws Exception {
        engine.frames.write(Frame.HEADERS, 0, 1, new byte[16_384]);
        for (int i = 0; i < 16; i++) {
            engine.frames.write(Frame.CONTINUATION, 0, 1, new byte[16_384]);
        }
        assertThat(engine.goAwayCode()).isEqualTo(Http2Exception.PROTOCOL_ERROR);
    }

    @Test
    void endsTheConnectionOnPaddingLongerThanItsFrame() throws Exception {
        engine.call(1, "/echo");
        engine.frames.write(Frame.DATA, Frame.PADDED, 1, new byte[] {9, 0, 0});
        assertThat(engine.goAwayCode()).isEqualTo(Http2Exception.PROTOCOL_ERROR);
    }

    @Test
    void endsTheConnectionOnAMessageTooLongOrCompressed() throws Exception {
        engine.call(1, "/echo");
        engine.frames.write(Frame.DATA, 0, 1, new byte[] {0, 0, 1, 0, 0});
        assertThat(engine.goAwayCode()).isEqualTo(Http2Exception.PROTOCOL_ERROR);

        try (EnginePeer other = new EnginePeer(Map.of("/echo", GrpcCall::receive))) {
            other.call(1, "/echo");
            other.frames.write(Frame.DATA, 0, 1, new byte[] {1, 0, 0, 0, 0});
            assertThat(other.goAwayCode()).isEqualTo(Http2Exception.PROTOCOL_ERROR);
        }
    }

    @Test
    void endsTheConnectionWhenThePeerSendsBeyondItsWindow() throws Exception {
        try (EnginePeer idle = new EnginePeer(Map.of("/idle", call -> Thread.sleep(20_000)))) {
            idle.call(1, "/idle");
            for (int i = 0; i < 7; i++) {
                idle.message(1, new byte[10_000]);
            }
            assertThat(idle.goAwayCode()).isEqualTo(Http2Exception.FLOW_CONTROL_ERROR);
        }
    }

    @Test
    void endsTheConnectionOnHeadersThatDoNotDecode() throws Exception {
        engine.frames.write(Frame.HEADERS, Frame.END_HEADERS, 1, new byte[] {(byte) 0xff, (byte) 0xff});
        assertThat(engine.goAwayCode()).isEqualTo(Http2Exception.COMPRESSION_ERROR);
        assertThat(engine.failure.get(5, TimeUnit.SECONDS)).isInstanceOf(Http2Exception.class);
    }

    @Test
    void saysThatAConnectionEndedInsideAFrame() {
        byte[] recorded = recording();
        byte[] cut = new byte[200];
        System.arraycopy(recorded, 0, cut, 0, cut.length);

        assertThatThrownBy(() -> replay(cut, Map.of())).isInstanceOf(EOFException.class);
    }

    @Test
    void refusesAPeerThatDoesNotSpeakHttp2() {
        assertThatThrownBy(() -> replay("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(), Map.of()))
                .isInstanceOf(Http2Exception.class);
    }

    @Test
    void understandsTheCallsThatAnEngineMadeDuringABuild() throws Exception {
        List<String> calls = Collections.synchronizedList(new ArrayList<>());
        GrpcHandler files = call -> calls.add(call.metadata("dir-name") + " " + call.metadata("followpaths"));
        GrpcHandler secrets = call -> {
            ProtoReader request = new ProtoReader(call.request());
            request.next();
            calls.add("secret " + request.text());
        };
        GrpcHandler health = call -> calls.add("health of " + call.request().length + " bytes");

        InputStream untilAllCalled = new SequenceInputStream(new ByteArrayInputStream(recording()), new InputStream() {
            @Override
            public int read() throws IOException {
                for (int i = 0; i < 100 && calls.size() < 5; i++) {
                    pause();
                }
                return -1;
            }
        });

        serve(
                untilAllCalled,
                Map.of(FileSync.METHOD, files, SessionServices.SECRET, secrets, SessionServices.HEALTH, health));

        assertThat(calls)
                .contains(
                        "[dockerfile] [Dockerfile, Dockerfile.dockerignore, dockerfile]",
                        "[context] [.dockerignore]",
                        "[context] [app.txt]");
        assertThat(calls).contains("secret token");
    }

    @Test
    void survivesAnyDamageToARecordedConnection() {
        byte[] recorded = recording();
        Random random = new Random(5);
        for (int i = 0; i < 300; i++) {
            byte[] damaged = recorded.clone();
            for (int n = random.nextInt(4); n >= 0; n--) {
                damaged[24 + random.nextInt(damaged.length - 24)] = (byte) random.nextInt();
            }
            try {
                replay(damaged, Map.of(FileSync.METHOD, GrpcCall::receive));
            } catch (IOException expected) {
                assertThat(expected.getMessage()).isNotEmpty();
            }
        }
    }

    private static void replay(byte[] recorded, Map<String, GrpcHandler> handlers) throws IOException {
        serve(new ByteArrayInputStream(recorded), handlers);
    }

    private static void serve(InputStream in, Map<String, GrpcHandler> handlers) throws IOException {
        new GrpcConnection(new TestStream(in, OutputStream.nullOutputStream(), in), handlers).serve();
    }

    private static void pause() {
        try {
            Thread.sleep(20);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static byte[] recording() {
        try (InputStream in = GrpcConnectionTest.class.getResourceAsStream("session-20.10.24.bin")) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
