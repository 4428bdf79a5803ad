package io.drydock.buildkit;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http2.hpack.HPackDecoder;
import org.apache.hc.core5.http2.hpack.HPackException;

/**
 * Header compression of HTTP/2 (RFC 7541), one per connection: decodes with httpcore5-h2, encodes plain literals.
 *
 * <p>The dynamic table has the default 4,096 bytes and one list of headers is at most {@link #MAX_LIST_SIZE} long when
 * unpacked, so a few bytes of input cannot become much memory.
 */
final class Hpack {

    static final int MAX_LIST_SIZE = 256 * 1024;

    private static final int TABLE_SIZE = 4096;
    private static final int STATUS_200 = 0x88;

    private final HPackDecoder decoder = new HPackDecoder(TABLE_SIZE, StandardCharsets.UTF_8);

    Hpack() {
        decoder.setMaxListSize(MAX_LIST_SIZE);
    }

    /** Decodes a whole header block into values by name, in order. */
    Map<String, List<String>> decode(byte[] block) throws Http2Exception {
        Map<String, List<String>> headers = new LinkedHashMap<>();
        try {
            for (Header header : decoder.decodeHeaders(ByteBuffer.wrap(block))) {
                headers.computeIfAbsent(header.getName(), name -> new ArrayList<>())
                        .add(header.getValue());
            }
        } catch (HPackException | RuntimeException e) {
            throw new Http2Exception(Http2Exception.COMPRESSION_ERROR, "headers cannot be decoded: " + e.getMessage());
        }
        return headers;
    }

    /** The header block that opens every gRPC answer. */
    static byte[] responseHead() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(STATUS_200);
        literal(out, "content-type", "application/grpc");
        return out.toByteArray();
    }

    /** Fields as literals without indexing (RFC 7541, section 6.2.2), no Huffman code. */
    static byte[] literals(Map<String, String> fields) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        fields.forEach((name, value) -> literal(out, name, value));
        return out.toByteArray();
    }

    private static void literal(ByteArrayOutputStream out, String name, String value) {
        out.write(0);
        string(out, name);
        string(out, value);
    }

    private static void string(ByteArrayOutputStream out, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        length(out, bytes.length);
        out.writeBytes(bytes);
    }

    /** An integer with a prefix of seven bits (RFC 7541, section 5.1). */
    private static void length(ByteArrayOutputStream out, int value) {
        if (value < 0x7f) {
            out.write(value);
            return;
        }
        out.write(0x7f);
        int rest = value - 0x7f;
        while (rest >= 0x80) {
            out.write(rest & 0x7f | 0x80);
            rest >>>= 7;
        }
        out.write(rest);
    }
}
