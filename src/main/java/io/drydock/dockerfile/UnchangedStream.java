package io.drydock.dockerfile;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.concurrent.TimeUnit;

/** The content of a file that fails by its name when the file is no longer what its entry says. */
final class UnchangedStream extends FilterInputStream {

    private final Path file;
    private final ContextEntry entry;
    private long count;

    private UnchangedStream(InputStream in, Path file, ContextEntry entry) {
        super(in);
        this.file = file;
        this.entry = entry;
    }

    static InputStream open(Path file, ContextEntry entry) {
        try {
            return new UnchangedStream(Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS), file, entry);
        } catch (IOException e) {
            throw Problem.reading(entry.path(), ContextWalk.reason(e), e);
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
        try {
            int read = super.read(buffer, offset, length);
            count += Math.max(read, 0);
            if (count > entry.size() || read < 0 && changed()) {
                throw Problem.reading(entry.path(), "changed while it was read", null);
            }
            return read;
        } catch (IOException e) {
            throw Problem.reading(entry.path(), ContextWalk.reason(e), e);
        }
    }

    @Override
    public long skip(long n) throws IOException {
        return n <= 0 ? 0 : Math.max(read(new byte[(int) Math.min(n, 8192)]), 0);
    }

    private boolean changed() throws IOException {
        BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        return count != entry.size() || now.lastModifiedTime().to(TimeUnit.NANOSECONDS) != entry.mtime();
    }
}
