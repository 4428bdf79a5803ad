package io.drydock.dockerfile;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;

/**
 * One file, folder or link of a build context.
 *
 * @param path relative to the context, with slashes
 * @param type what it is
 * @param mode permission bits with set-uid, set-gid and sticky ({@code 07777}); 0755 where the host has none (Windows)
 * @param size in bytes; 0 for folders and links
 * @param mtime time of last change, nanoseconds since the epoch
 * @param linkTarget what a link says, as it says it; empty for others
 */
public record ContextEntry(String path, Type type, int mode, long size, long mtime, String linkTarget) {

    /** The order in which BuildKit wants entries: byte order of path parts, a folder before what is in it. */
    public static final Comparator<ContextEntry> ORDER =
            Comparator.comparing(ContextEntry::sortKey, Arrays::compareUnsigned);

    private static final int GO_SETUID = 1 << 23;
    private static final int GO_SETGID = 1 << 22;
    private static final int GO_STICKY = 1 << 20;
    private static final int GO_SYMLINK = 1 << 27;
    private static final int GO_DIRECTORY = 1 << 31;

    /** What an entry is. Sockets, pipes and devices are never part of a context. */
    public enum Type {
        FILE,
        DIRECTORY,
        SYMLINK
    }

    public boolean isFile() {
        return type == Type.FILE;
    }

    public boolean isDirectory() {
        return type == Type.DIRECTORY;
    }

    public boolean isSymlink() {
        return type == Type.SYMLINK;
    }

    /** The mode as Go's {@code os.FileMode}, which BuildKit's file synchronisation speaks; to be read as unsigned. */
    public int goMode() {
        int go = mode & 0777;
        go |= (mode & 04000) != 0 ? GO_SETUID : 0;
        go |= (mode & 02000) != 0 ? GO_SETGID : 0;
        go |= (mode & 01000) != 0 ? GO_STICKY : 0;
        return switch (type) {
            case FILE -> go;
            case DIRECTORY -> go | GO_DIRECTORY;
            case SYMLINK -> go | GO_SYMLINK;
        };
    }

    /** Slashes sort before all else, so that a folder's content follows it before {@code folder-2} does. */
    private byte[] sortKey() {
        return path.replace('/', '\0').getBytes(StandardCharsets.UTF_8);
    }
}
