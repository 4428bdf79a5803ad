package io.drydock.probe;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** The few messages that the handshakes need, byte by byte. */
final class Wire {

    /** By which an answer says what it answers. */
    static final int REQUEST = 1;

    /** {@code OP_MSG}. */
    static final int MONGO_MESSAGE = 2013;

    private Wire() {}

    /** PostgreSQL 3.0 {@code StartupMessage}: length, version, name and value pairs. */
    static byte[] postgresStartup() {
        byte[] pairs = "user\0postgres\0database\0postgres\0\0".getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(8 + pairs.length)
                .putInt(8 + pairs.length)
                .putInt(3 << 16)
                .put(pairs)
                .array();
    }

    /** The payload of a MySQL packet: three bytes of length (least first), one of sequence. */
    static byte[] mysqlPacket(DataInputStream in) throws IOException {
        int length = in.readUnsignedByte() | in.readUnsignedByte() << 8 | in.readUnsignedByte() << 16;
        in.readUnsignedByte();
        return in.readNBytes(length);
    }

    /** {@code HandshakeResponse41} of a user that no server has, without a password. */
    static byte[] mysqlLogin() {
        byte[] user = "drydock-probe\0".getBytes(StandardCharsets.US_ASCII);
        int length = 32 + user.length + 1;
        int protocol41 = 0x200;
        int secureConnection = 0x8000;
        return ByteBuffer.allocate(4 + length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(length | 1 << 24)
                .putInt(protocol41 | secureConnection)
                .putInt(1 << 24)
                .put((byte) 33)
                .put(new byte[23])
                .put(user)
                .put((byte) 0)
                .array();
    }

    /** {@code OP_MSG} with the document {@code {hello: 1, $db: "admin"}}. */
    static byte[] mongoHello() {
        ByteArrayOutputStream document = new ByteArrayOutputStream();
        document.writeBytes(new byte[] {0x10});
        document.writeBytes("hello\0".getBytes(StandardCharsets.US_ASCII));
        document.writeBytes(new byte[] {1, 0, 0, 0, 0x02});
        document.writeBytes("$db\0".getBytes(StandardCharsets.US_ASCII));
        document.writeBytes(new byte[] {6, 0, 0, 0});
        document.writeBytes("admin\0".getBytes(StandardCharsets.US_ASCII));
        document.write(0);
        int size = document.size() + 4;
        return ByteBuffer.allocate(21 + size)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(21 + size)
                .putInt(REQUEST)
                .putInt(0)
                .putInt(MONGO_MESSAGE)
                .putInt(0)
                .put((byte) 0)
                .putInt(size)
                .put(document.toByteArray())
                .array();
    }

    /** Kafka's {@code ApiVersions} request, version 0, without a client id. */
    static byte[] kafkaApiVersions() {
        return ByteBuffer.allocate(14)
                .putInt(10)
                .putShort((short) 18)
                .putShort((short) 0)
                .putInt(REQUEST)
                .putShort((short) -1)
                .array();
    }
}
