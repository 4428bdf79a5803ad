package io.drydock.buildkit;

/** File modes as Go's {@code os.FileMode} has them: the permissions of Unix, the rest in bits of its own. */
final class GoFileMode {

    private static final long FOLDER = 1L << 31;
    private static final long LINK = 1L << 27;
    private static final long SET_USER = 1L << 23;
    private static final long SET_GROUP = 1L << 22;
    private static final long STICKY = 1L << 20;

    private GoFileMode() {}

    static long of(ContextEntry entry) {
        long mode = entry.permissions() & 0777;
        mode |= (entry.permissions() & 04000) != 0 ? SET_USER : 0;
        mode |= (entry.permissions() & 02000) != 0 ? SET_GROUP : 0;
        mode |= (entry.permissions() & 01000) != 0 ? STICKY : 0;
        return switch (entry.kind()) {
            case FILE -> mode;
            case FOLDER -> mode | FOLDER;
            case LINK -> mode | LINK;
        };
    }
}
