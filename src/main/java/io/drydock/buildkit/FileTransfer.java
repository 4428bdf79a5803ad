package io.drydock.buildkit;

import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.LongConsumer;

/**
 * One folder on its way to the engine ({@code fsutil}'s {@code Packet} and {@code Stat}).
 *
 * <p>Owner and group are not sent, so files belong to root, as with Docker's own client.
 */
final class FileTransfer {

    private static final int REQUEST = 1;
    private static final int DATA = 2;
    private static final int FINISH = 3;
    private static final int ERROR = 4;
    private static final int CHUNK = 32 * 1024;

    private final GrpcCall call;
    private final ContextSource source;
    private final List<ContextEntry> entries;

    FileTransfer(GrpcCall call, ContextSource source, List<ContextEntry> entries) {
        this.call = call;
        this.source = source;
        this.entries = entries;
    }

    /**
     * Sends the list, then what the engine asks for, until the engine says that it has all.
     *
     * @param onBytes told of each piece of content sent
     * @param onFile run after each file
     * @throws ContextReadException if a file cannot be read, vanished or changed since it was listed
     */
    void run(LongConsumer onBytes, Runnable onFile) throws IOException, InterruptedException {
        for (ContextEntry entry : entries) {
            call.send(new ProtoWriter().bytes(2, stat(entry)).toBytes());
        }
        call.send(new byte[0]);
        while (true) {
            Packet packet = Packet.read(call.receive().orElseThrow(() -> new ProtocolException("transfer cut off")));
            switch ((int) packet.type()) {
                case REQUEST -> {
                    sendFile(packet.id(), onBytes);
                    onFile.run();
                }
                case FINISH -> {
                    call.send(new ProtoWriter().number(1, FINISH).toBytes());
                    return;
                }
                case ERROR -> throw new IOException("the engine could not take the files: " + packet.text());
                default -> throw new ProtocolException("unexpected packet of type " + packet.type());
            }
        }
    }

    private static byte[] stat(ContextEntry entry) {
        return new ProtoWriter()
                .text(1, entry.path())
                .number(2, GoFileMode.of(entry))
                .number(5, entry.size())
                .number(6, ChronoUnit.NANOS.between(Instant.EPOCH, entry.modified()))
                .text(7, entry.target())
                .toBytes();
    }

    private void sendFile(long id, LongConsumer onBytes) throws IOException, InterruptedException {
        if (id >= entries.size() || entries.get((int) id).kind() != ContextEntry.Kind.FILE) {
            throw new ProtocolException("the engine asks for file " + id + ", which was not listed");
        }
        ContextEntry entry = entries.get((int) id);
        try (InputStream content = open(entry)) {
            byte[] buffer = new byte[CHUNK];
            long left = entry.size();
            for (int length = read(entry, content, buffer); length >= 0; length = read(entry, content, buffer)) {
                left -= length;
                require(left >= 0, entry);
                call.send(data(id, buffer, length));
                onBytes.accept(length);
            }
            require(left == 0 && unchanged(entry), entry);
        }
        call.send(data(id, new byte[0], 0));
    }

    private boolean unchanged(ContextEntry entry) throws ContextReadException {
        try {
            return source.isUnchanged(entry);
        } catch (IOException e) {
            throw new ContextReadException(entry, e);
        }
    }

    private InputStream open(ContextEntry entry) throws ContextReadException {
        try {
            return source.open(entry);
        } catch (IOException e) {
            throw new ContextReadException(entry, e);
        }
    }

    private static int read(ContextEntry entry, InputStream content, byte[] buffer) throws ContextReadException {
        try {
            return content.read(buffer);
        } catch (IOException e) {
            throw new ContextReadException(entry, e);
        }
    }

    private static void require(boolean asListed, ContextEntry entry) throws ContextReadException {
        if (!asListed) {
            throw new ContextReadException(entry, "changed while the context was sent");
        }
    }

    /** An empty piece ends the file. */
    private static byte[] data(long id, byte[] content, int length) {
        ProtoWriter packet = new ProtoWriter().number(1, DATA).number(3, id);
        return (length == 0 ? packet : packet.bytes(4, content, length)).toBytes();
    }

    private record Packet(long type, long id, String text) {

        static Packet read(byte[] message) throws ProtocolException {
            long type = 0;
            long id = 0;
            String text = "";
            ProtoReader fields = new ProtoReader(message);
            while (fields.next()) {
                switch (fields.field()) {
                    case 1 -> type = fields.number();
                    case 3 -> id = fields.number() & 0xffffffffL;
                    case 4 -> text = fields.text();
                    default -> {}
                }
            }
            return new Packet(type, id, text);
        }
    }
}
