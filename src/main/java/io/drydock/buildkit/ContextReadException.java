package io.drydock.buildkit;

import java.io.IOException;
import java.nio.file.NoSuchFileException;

/** A file of the context cannot be read, or is not what was listed any more; the message names it. */
final class ContextReadException extends IOException {

    private static final long serialVersionUID = 1L;

    ContextReadException(ContextEntry entry, String why) {
        super(entry.path() + " " + why);
    }

    ContextReadException(ContextEntry entry, IOException cause) {
        super(entry.path() + " " + reason(cause), cause);
    }

    private static String reason(IOException cause) {
        return cause instanceof NoSuchFileException
                ? "vanished while the context was sent"
                : "cannot be read: " + cause.getMessage();
    }
}
