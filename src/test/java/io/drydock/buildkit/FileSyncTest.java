package io.drydock.buildkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.drydock.model.DrydockException;
import io.drydock.model.Outcome;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ProtocolException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class FileSyncTest {

    private final MemoryContext context = new MemoryContext()
            .folder("bin", 01755)
            .file("bin/app", "x".repeat(100_000))
            .file("empty", "")
            .link("link", "bin/app");
    private final FileSync files = new FileSync(Map.of("context", context));
    private EnginePeer engine;

    @BeforeEach
    void connect() throws IOException {
        engine = new EnginePeer(Map.of(FileSync.METHOD, files));
    }

    @AfterEach
    void disconnect() throws IOException {
        engine.close();
    }

    @Test
    void listsPathsModesSizesTimesAndLinksAndNoOwner() throws Exception {
        engine.call(1, FileSync.METHOD, "dir-name", "context");
        engine.message(1, packet(3, 0));

        List<byte[]> answer = engine.answer(1).messages();

        long nanos = 1_600_000_000_123_456_789L;
        assertThat(answer).hasSize(6);
        assertThat(answer.get(0)).isEqualTo(stat("bin", 1L << 31 | 1L << 20 | 0755, 0, nanos, ""));
        assertThat(answer.get(1)).isEqualTo(stat("bin/app", 0644, 100_000, nanos, ""));
        assertThat(answer.get(2)).isEqualTo(stat("empty", 0644, 0, nanos, ""));
        assertThat(answer.get(3)).isEqualTo(stat("link", 1L << 27 | 0777, 0, nanos, "bin/app"));
        assertThat(answer.get(4)).isEmpty();
        assertThat(answer.get(5)).isEqualTo(packet(3, 0));
        assertThat(context.opened).isEmpty();
    }

    @Test
    void sendsWhatIsAskedForAndCountsIt() throws Exception {
        engine.call(1, FileSync.METHOD, "dir-name", "context");
        engine.message(1, packet(1, 1));
        engine.message(1, packet(1, 2));
        engine.message(1, packet(3, 0));

        EnginePeer.Answer answer = engine.answer(1);

        assertThat(answer.status()).isEqualTo("0");
        assertThat(content(answer, 1)).isEqualTo(context.contents.get("bin/app"));
        assertThat(content(answer, 2)).isEmpty();
        assertThat(files.filesSent()).isEqualTo(2);
        assertThat(files.bytesSent()).isEqualTo(100_000);
    }

    @Test
    void listsOnlyThePathsThatAreFollowed() throws Exception {
        engine.call(1, FileSync.METHOD, "dir-name", "context", "followpaths", "empty");
        engine.message(1, packet(3, 0));

        assertThat(engine.answer(1).messages()).hasSize(3);
    }

    @Test
    void opensNothingThatItDidNotList() throws Exception {
        engine.call(1, FileSync.METHOD, "dir-name", "context", "include-patterns", "empty");
        engine.message(1, packet(1, 1));

        assertThat(engine.answer(1).status()).isEqualTo("2");
        assertThat(context.opened).isEmpty();
    }

    @Test
    void opensNeitherFoldersNorLinks() throws Exception {
        for (int id : new int[] {0, 3}) {
            int stream = 1 + 2 * id;
            engine.call(stream, FileSync.METHOD, "dir-name", "context");
            engine.message(stream, packet(1, id));
            assertThat(engine.answer(stream).status()).isEqualTo("2");
        }
        assertThat(context.opened).isEmpty();
    }

    @Test
    void sharesNoOtherFolder() throws Exception {
        engine.call(1, FileSync.METHOD, "dir-name", "/etc");

        assertThat(engine.answer(1).status()).isEqualTo("5");
    }

    @Test
    void namesAFileThatVanished() throws Exception {
        context.contents.remove("bin/app");

        assertFailsWith("bin/app vanished while the context was sent");
    }

    @Test
    void namesAFileThatVanishedWhileItWasRead() throws Exception {
        context.vanishing = true;

        assertFailsWith("bin/app vanished while the context was sent");
    }

    @Test
    void namesAFileThatBecameShorter() throws Exception {
        context.contents.put("bin/app", new byte[99_999]);

        assertFailsWith("bin/app changed while the context was sent");
    }

    @Test
    void namesAFileThatBecameLongerAndNeverSendsMoreThanListed() throws Exception {
        context.contents.put("bin/app", new byte[10_000_000]);

        assertFailsWith("bin/app changed while the context was sent");
        assertThat(files.bytesSent()).isLessThanOrEqualTo(100_000);
    }

    @Test
    void namesAFileThatWasTouched() throws Exception {
        context.touched = true;

        assertFailsWith("bin/app changed while the context was sent");
    }

    private void assertFailsWith(String why) throws Exception {
        engine.call(1, FileSync.METHOD, "dir-name", "context");
        engine.message(1, packet(1, 1));

        assertThat(engine.answer(1).headers.get("grpc-message").get(0)).contains("bin%2Fapp");
        for (int i = 0; i < 400 && files.failure().isEmpty(); i++) {
            Thread.sleep(5); // the answer may arrive a moment before the reason is kept
        }
        DrydockException failure = files.failure().orElseThrow();
        assertThat(failure.outcome()).isEqualTo(Outcome.BUILD_FAILED);
        assertThat(failure.why()).isEqualTo(why);
        assertThat(failure.next()).isNotEmpty();
    }

    private static byte[] packet(int type, int id) {
        return new ProtoWriter().number(1, type).number(3, id).toBytes();
    }

    private static byte[] stat(String path, long mode, long size, long nanos, String target) {
        byte[] stat = new ProtoWriter()
                .text(1, path)
                .number(2, mode)
                .number(5, size)
                .number(6, nanos)
                .text(7, target)
                .toBytes();
        return new ProtoWriter().bytes(2, stat).toBytes();
    }

    private static byte[] content(EnginePeer.Answer answer, int wanted) throws ProtocolException {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        List<Integer> lengths = new ArrayList<>();
        for (byte[] message : answer.messages()) {
            ProtoReader fields = new ProtoReader(message);
            long id = 0;
            byte[] data = {};
            boolean isData = false;
            while (fields.next()) {
                switch (fields.field()) {
                    case 1 -> isData = fields.number() == 2;
                    case 3 -> id = fields.number();
                    case 4 -> data = fields.bytes();
                    default -> {}
                }
            }
            if (isData && id == wanted) {
                content.writeBytes(data);
                lengths.add(data.length);
            }
        }
        assertThat(lengths).endsWith(0);
        return content.toByteArray();
    }
}
