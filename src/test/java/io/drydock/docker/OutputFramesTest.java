package io.drydock.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class OutputFramesTest {

    @Test
    void bothOutputsArriveWholeAndInOrderHoweverTheConnectionCutsThem() throws IOException {
        Random random = new Random(7);
        for (int round = 0; round < 300; round++) {
            ByteArrayOutputStream wanted = new ByteArrayOutputStream();
            ByteArrayOutputStream stream = new ByteArrayOutputStream();
            for (int frame = random.nextInt(6); frame > 0; frame--) {
                byte[] content = new byte[random.nextInt(40_000)];
                random.nextBytes(content);
                boolean error = random.nextBoolean();
                stream.writeBytes(ByteBuffer.allocate(8)
                        .put(0, (byte) (error ? 2 : 1))
                        .putInt(4, content.length)
                        .array());
                stream.writeBytes(content);
                mark(wanted, error, content);
            }
            ByteArrayOutputStream got = new ByteArrayOutputStream();

            OutputFrames.read(new Dripping(stream.toByteArray(), random), (error, bytes) -> mark(got, error, bytes));

            assertThat(got.toByteArray()).isEqualTo(wanted.toByteArray());
        }
    }

    @Test
    void aStreamThatEndsWithinAFrameIsAnError() {
        byte[] cut = {1, 0, 0, 0, 0, 0, 0, 9, 'a', 'b'};

        assertThatThrownBy(() -> OutputFrames.read(new ByteArrayInputStream(cut), (error, bytes) -> {}))
                .isInstanceOf(EOFException.class);
        assertThatThrownBy(() -> OutputFrames.read(new ByteArrayInputStream(cut, 0, 3), (error, bytes) -> {}))
                .isInstanceOf(EOFException.class);
    }

    @Test
    void aFrameIsHandedOnBeforeTheNextOneCame() {
        byte[] chunk = "b\r\n\1\0\0\0\0\0\0\3hi\n\r\n".getBytes(StandardCharsets.ISO_8859_1);
        InputStream silence = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("waits for more");
            }
        };
        ByteArrayOutputStream got = new ByteArrayOutputStream();
        InputStream body = new HttpBodies.Chunked(
                new SequenceInputStream(new ByteArrayInputStream(chunk, 0, chunk.length - 2), silence));

        assertThatThrownBy(() -> OutputFrames.read(body, (error, bytes) -> got.writeBytes(bytes)))
                .hasMessage("waits for more");

        assertThat(got).hasToString("hi\n");
    }

    private static void mark(ByteArrayOutputStream out, boolean error, byte[] bytes) {
        for (byte b : bytes) {
            out.write(error ? 'E' : 'O');
            out.write(b);
        }
    }

    /** Gives a few bytes at a time, as a slow connection does. */
    private static final class Dripping extends InputStream {
        private final ByteArrayInputStream bytes;
        private final Random random;

        Dripping(byte[] bytes, Random random) {
            this.bytes = new ByteArrayInputStream(bytes);
            this.random = random;
        }

        @Override
        public int read() {
            return bytes.read();
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            return bytes.read(target, offset, Math.min(length, 1 + random.nextInt(5000)));
        }
    }
}
