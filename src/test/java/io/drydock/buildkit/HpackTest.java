package io.drydock.buildkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.message.BasicHeader;
import org.apache.hc.core5.http2.hpack.HPackEncoder;
import org.apache.hc.core5.util.ByteArrayBuffer;
import org.junit.jupiter.api.Test;

class HpackTest {

    private final Hpack hpack = new Hpack();

    @Test
    void decodesTheLiteralExamplesOfRfc7541AppendixC2() throws Exception {
        assertThat(decode("400a637573746f6d2d6b65790d637573746f6d2d686561646572"))
                .isEqualTo(Map.of("custom-key", List.of("custom-header")));
        assertThat(decode("040c2f73616d706c652f70617468")).isEqualTo(Map.of(":path", List.of("/sample/path")));
        assertThat(decode("100870617373776f726406736563726574")).isEqualTo(Map.of("password", List.of("secret")));
        assertThat(decode("82")).isEqualTo(Map.of(":method", List.of("GET")));
    }

    @Test
    void decodesTheRequestsOfAppendixC3OnOneConnection() throws Exception {
        assertRequests(
                "828684410f7777772e6578616d706c652e636f6d",
                "828684be58086e6f2d6361636865",
                "828785bf400a637573746f6d2d6b65790c637573746f6d2d76616c7565");
    }

    @Test
    void decodesTheHuffmanCodedRequestsOfAppendixC4OnOneConnection() throws Exception {
        assertRequests(
                "828684418cf1e3c2e5f23a6ba0ab90f4ff",
                "828684be5886a8eb10649cbf",
                "828785bf408825a849e95ba97d7f8925a849e95bb8e8b4bf");
    }

    private void assertRequests(String first, String second, String third) throws Exception {
        assertThat(decode(first))
                .containsEntry(":scheme", List.of("http"))
                .containsEntry(":authority", List.of("www.example.com"));
        assertThat(decode(second))
                .containsEntry(":authority", List.of("www.example.com"))
                .containsEntry("cache-control", List.of("no-cache"));
        assertThat(decode(third))
                .containsEntry(":path", List.of("/index.html"))
                .containsEntry(":authority", List.of("www.example.com"))
                .containsEntry("custom-key", List.of("custom-value"));
    }

    @Test
    void decodesWhatAnotherEncoderMadeOfRandomHeaders() throws Exception {
        HPackEncoder encoder = new HPackEncoder(4096, StandardCharsets.UTF_8);
        Random random = new Random(42);
        for (int i = 0; i < 300; i++) {
            List<Header> headers = new ArrayList<>();
            Map<String, List<String>> expected = new LinkedHashMap<>();
            for (int n = random.nextInt(12); n >= 0; n--) {
                Header header = new BasicHeader("x-" + random.nextInt(20), randomText(random));
                headers.add(header);
                expected.computeIfAbsent(header.getName(), name -> new ArrayList<>())
                        .add(header.getValue());
            }
            ByteArrayBuffer block = new ByteArrayBuffer(512);
            encoder.encodeHeaders(block, headers, random.nextBoolean());

            assertThat(hpack.decode(block.toByteArray())).isEqualTo(expected);
        }
    }

    @Test
    void encodesLiteralsOfAnyLengthSoThatTheyDecodeAgain() throws Exception {
        for (int length : new int[] {0, 1, 126, 127, 128, 254, 255, 16_000}) {
            Map<String, String> fields = Map.of("grpc-message", "x".repeat(length));

            assertThat(hpack.decode(Hpack.literals(fields)))
                    .isEqualTo(Map.of("grpc-message", List.of("x".repeat(length))));
        }
        assertThat(hpack.decode(Hpack.responseHead()))
                .isEqualTo(Map.of(":status", List.of("200"), "content-type", List.of("application/grpc")));
    }

    @Test
    void refusesAnIndexThatNamesNothing() {
        assertRefused("80");
        assertRefused("be");
        assertRefused("ffffffffff7f");
    }

    @Test
    void refusesStringsAndNumbersThatAreCutOff() {
        assertRefused("400a6375");
        assertRefused("40");
        assertRefused("ff");
        assertRefused("ffffffffffffffffff");
    }

    @Test
    void refusesAHuffmanCodeThatEndsInTheMiddle() {
        assertRefused("0085ffffffffff00");
    }

    @Test
    void refusesADynamicTableLargerThanAgreed() {
        assertRefused("3fffffff7f");
    }

    @Test
    void refusesAFewBytesThatUnpackToMuch() {
        ByteArrayOutputStream bomb = new ByteArrayOutputStream();
        bomb.write(0x40);
        bomb.write(1);
        bomb.write('n');
        bomb.writeBytes(new byte[] {0x7f, (byte) 0xa1, 0x1e}); // 4,000 bytes
        bomb.writeBytes("v".repeat(4000).getBytes(StandardCharsets.US_ASCII));
        for (int i = 0; i < 60_000; i++) {
            bomb.write(0xbe); // that header again, 240 MB in all
        }

        assertThatThrownBy(() -> hpack.decode(bomb.toByteArray())).isInstanceOf(Http2Exception.class);
    }

    @Test
    void answersAnyRandomInputWithHeadersOrAnError() {
        Random random = new Random(3);
        for (int i = 0; i < 5_000; i++) {
            byte[] block = new byte[random.nextInt(30)];
            random.nextBytes(block);
            try {
                new Hpack().decode(block);
            } catch (Http2Exception e) {
                assertThat(e.code()).isEqualTo(Http2Exception.COMPRESSION_ERROR);
            }
        }
    }

    private Map<String, List<String>> decode(String hex) throws Http2Exception {
        return hpack.decode(HexFormat.of().parseHex(hex));
    }

    private void assertRefused(String hex) {
        assertThatThrownBy(() -> decode(hex)).isInstanceOf(Http2Exception.class);
    }

    private static String randomText(Random random) {
        StringBuilder text = new StringBuilder();
        for (int n = random.nextInt(80); n > 0; n--) {
            text.append((char) (' ' + random.nextInt(95)));
        }
        return text.toString();
    }
}
