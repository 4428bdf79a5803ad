package io.drydock.buildkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.ProtocolException;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ProtobufTest {

    @Test
    void writesTheBytesOfTheEncodingGuide() {
        // https://protobuf.dev/programming-guides/encoding/: field 1 = 150, field 2 = "testing"
        byte[] message = new ProtoWriter().number(1, 150).text(2, "testing").toBytes();

        assertThat(message).containsExactly(0x08, 0x96, 0x01, 0x12, 0x07, 't', 'e', 's', 't', 'i', 'n', 'g');
    }

    @Test
    void leavesOutZeroAndEmptyTextButKeepsAnEmptyMessage() {
        byte[] message =
                new ProtoWriter().number(1, 0).text(2, "").bytes(3, new byte[0]).toBytes();

        assertThat(message).containsExactly(0x1a, 0x00);
    }

    @Test
    void readsBackWhatItWroteForAnyNumberAndBytes() throws Exception {
        Random random = new Random(7);
        for (int i = 0; i < 2_000; i++) {
            long number = random.nextLong() >>> random.nextInt(64) | 1;
            byte[] bytes = new byte[random.nextInt(300)];
            random.nextBytes(bytes);
            int field = 1 + random.nextInt(1000);
            ProtoReader reader = new ProtoReader(new ProtoWriter()
                    .number(field, number)
                    .bytes(field + 1, bytes)
                    .toBytes());

            assertThat(reader.next()).isTrue();
            assertThat(reader.field()).isEqualTo(field);
            assertThat(reader.number()).isEqualTo(number);
            assertThat(reader.next()).isTrue();
            assertThat(reader.field()).isEqualTo(field + 1);
            assertThat(reader.bytes()).isEqualTo(bytes);
            assertThat(reader.next()).isFalse();
        }
    }

    @Test
    void passesOverFieldsOfFixedLength() throws Exception {
        ProtoReader reader = new ProtoReader(new byte[] {0x09, 1, 2, 3, 4, 5, 6, 7, 8, 0x15, 1, 2, 3, 4, 0x18, 5});

        for (int i = 0; i < 3; i++) {
            assertThat(reader.next()).isTrue();
        }
        assertThat(reader.field()).isEqualTo(3);
        assertThat(reader.number()).isEqualTo(5);
    }

    @Test
    void refusesALengthBeyondTheMessage() {
        assertMalformed(0x0a, 0x05, 'a');
        assertMalformed(0x0a, 0xff, 0xff, 0xff, 0xff, 0x0f);
        assertMalformed(0x0a, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01);
    }

    @Test
    void refusesANumberThatIsCutOffOrEndless() {
        assertMalformed(0x08);
        assertMalformed(0x08, 0x80);
        assertMalformed(0x08, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80);
    }

    @Test
    void refusesGroupsAndUnknownWireTypes() {
        assertMalformed(0x0b);
        assertMalformed(0x0e);
    }

    @Test
    void refusesToReadAFieldAsWhatItIsNot() throws Exception {
        ProtoReader reader = new ProtoReader(new byte[] {0x08, 0x01});
        reader.next();

        assertThatThrownBy(reader::text).isInstanceOf(ProtocolException.class);
        assertThatThrownBy(reader::message).isInstanceOf(ProtocolException.class);
    }

    @Test
    void answersAnyRandomInputWithFieldsOrAProtocolException() {
        Random random = new Random(11);
        for (int i = 0; i < 5_000; i++) {
            byte[] input = new byte[random.nextInt(40)];
            random.nextBytes(input);
            try {
                TraceDecoder.decode(input);
            } catch (ProtocolException expected) {
                assertThat(expected).hasMessageNotContaining("null");
            }
        }
    }

    private static void assertMalformed(int... bytes) {
        byte[] input = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            input[i] = (byte) bytes[i];
        }
        ProtoReader reader = new ProtoReader(input);
        assertThatThrownBy(reader::next).isInstanceOf(ProtocolException.class);
    }
}
