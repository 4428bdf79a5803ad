package io.drydock.buildkit;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.function.Predicate;

/**
 * The files of a build context, after {@code .dockerignore}.
 *
 * <p>The engine keeps what it received and asks only for files whose size, time or mode differ. So {@link
 * ContextEntry#modified()} has to differ whenever content of the same length may differ.
 */
public interface ContextSource {

    /**
     * Lists folders, files and symbolic links; links are told as links, never followed. Any order will do.
     *
     * @param wanted answers for a path whether it is needed; where it says no to a folder, nothing below is needed, and
     *     the walk need not enter
     */
    List<ContextEntry> entries(Predicate<String> wanted) throws IOException;

    /** Opens a file that {@link #entries} listed. */
    InputStream open(ContextEntry entry) throws IOException;

    /** Whether the file still has the size and time that were listed; asked after it was read. */
    boolean isUnchanged(ContextEntry entry) throws IOException;
}
