package io.drydock.dockerfile;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/**
 * Streams a context as a POSIX tar: names of any length and script, owner 0:0, times in whole seconds as Docker's
 * CLI.
 */
final class ContextTar {

    private ContextTar() {}

    static void write(BuildContext context, OutputStream out) throws IOException {
        TarArchiveOutputStream tar = new TarArchiveOutputStream(out, StandardCharsets.UTF_8.name());
        tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
        tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
        tar.setAddPaxHeadersForNonAsciiNames(true);
        for (ContextEntry entry : context.entries()) {
            tar.putArchiveEntry(header(entry));
            if (entry.isFile()) {
                try (InputStream content = context.open(entry)) {
                    content.transferTo(tar);
                }
            }
            tar.closeArchiveEntry();
        }
        // Not closed: that would close the caller's stream.
        tar.finish();
        tar.flush();
    }

    private static TarArchiveEntry header(ContextEntry entry) {
        TarArchiveEntry header = switch (entry.type()) {
            case FILE -> new TarArchiveEntry(entry.path(), TarConstants.LF_NORMAL);
            case DIRECTORY -> new TarArchiveEntry(entry.path() + "/", TarConstants.LF_DIR);
            case SYMLINK -> new TarArchiveEntry(entry.path(), TarConstants.LF_SYMLINK);
        };
        header.setLinkName(entry.linkTarget());
        header.setMode(entry.mode());
        header.setSize(entry.size());
        header.setModTime(TimeUnit.SECONDS.toMillis(TimeUnit.NANOSECONDS.toSeconds(entry.mtime())));
        header.setIds(0, 0);
        header.setNames("", "");
        return header;
    }
}
