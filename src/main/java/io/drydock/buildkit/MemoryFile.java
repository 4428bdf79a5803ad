package io.drydock.buildkit;

import io.drydock.model.Sha256;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;

/**
 * A folder with one file that is not on disk: the Dockerfile, which may be a rewritten one.
 *
 * <p>The file's time is made of its content's hash, because the engine tells files apart by size and time alone: the
 * same content is never sent twice, and another content of the same length always is.
 */
final class MemoryFile implements ContextSource {

    private final byte[] content;
    private final ContextEntry entry;

    MemoryFile(String name, byte[] content) {
        this.content = content.clone();
        this.entry = ContextEntry.file(name, 0644, content.length, timeOf(content));
    }

    @Override
    public List<ContextEntry> entries(Predicate<String> wanted) {
        return wanted.test(entry.path()) ? List.of(entry) : List.of();
    }

    @Override
    public InputStream open(ContextEntry listed) {
        return new ByteArrayInputStream(content);
    }

    @Override
    public boolean isUnchanged(ContextEntry listed) {
        return true;
    }

    /** Some time between 1970 and 2038, which every file system can keep. */
    private static Instant timeOf(byte[] content) {
        ByteBuffer hash = ByteBuffer.wrap(Sha256.newDigest().digest(content));
        return Instant.ofEpochSecond(hash.getInt() & Integer.MAX_VALUE, Math.floorMod(hash.getInt(), 1_000_000_000));
    }
}
