package io.drydock.dockerfile;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Reads a folder's tree, links not followed, folders that hold nothing wanted not entered. */
final class ContextWalk {

    private static final int WINDOWS_MODE = 0755;
    private static final int LINK_MODE = 0777;

    private final Path root;
    private final Selection selection;
    private final boolean unix;

    ContextWalk(Path root, Selection selection) {
        this.root = root;
        this.selection = selection;
        this.unix = root.getFileSystem().supportedFileAttributeViews().contains("unix");
    }

    /** All wanted entries, and the folders above them, in no particular order. */
    List<ContextEntry> entries() {
        List<ContextEntry> found = new ArrayList<>();
        walk("", found);
        return found;
    }

    private void walk(String folder, List<ContextEntry> found) {
        for (String path : children(folder)) {
            boolean wanted = selection.takes(path);
            Optional<ContextEntry> read = wanted || selection.mayTakeBelow(path) ? entry(path) : Optional.empty();
            read.ifPresent(entry -> {
                int before = found.size();
                if (entry.isDirectory() && selection.mayTakeBelow(path)) {
                    walk(path, found);
                }
                // A folder that is not wanted itself is still needed above something that is.
                if (wanted || found.size() > before) {
                    found.add(entry);
                }
            });
        }
    }

    private List<String> children(String folder) {
        List<String> paths = new ArrayList<>();
        try (DirectoryStream<Path> children = Files.newDirectoryStream(root.resolve(folder))) {
            children.forEach(
                    child -> paths.add(Paths.join(folder, child.getFileName().toString())));
        } catch (IOException | DirectoryIteratorException e) {
            throw Problem.reading(folder.isEmpty() ? root.toString() : folder, reason(e), e);
        }
        return paths;
    }

    private Optional<ContextEntry> entry(String path) {
        Path file = root.resolve(path);
        String names = "isRegularFile,isDirectory,isSymbolicLink,size,lastModifiedTime";
        try {
            Map<String, Object> attributes =
                    Files.readAttributes(file, unix ? "unix:mode," + names : names, LinkOption.NOFOLLOW_LINKS);
            int mode = unix ? (int) attributes.get("mode") & 07777 : WINDOWS_MODE;
            long mtime = ((FileTime) attributes.get("lastModifiedTime")).to(TimeUnit.NANOSECONDS);
            if ((boolean) attributes.get("isSymbolicLink")) {
                String target = Files.readSymbolicLink(file).toString();
                String portable = unix ? target : target.replace('\\', '/');
                return Optional.of(new ContextEntry(path, ContextEntry.Type.SYMLINK, LINK_MODE, 0, mtime, portable));
            }
            if ((boolean) attributes.get("isDirectory")) {
                return Optional.of(new ContextEntry(path, ContextEntry.Type.DIRECTORY, mode, 0, mtime, ""));
            }
            long size = (long) attributes.get("size");
            return (boolean) attributes.get("isRegularFile")
                    ? Optional.of(new ContextEntry(path, ContextEntry.Type.FILE, mode, size, mtime, ""))
                    : Optional.empty();
        } catch (IOException e) {
            throw Problem.reading(path, reason(e), e);
        }
    }

    /** Why a file could not be read, as the end of a sentence that begins with its name. */
    static String reason(Exception e) {
        Throwable cause = e instanceof DirectoryIteratorException ? e.getCause() : e;
        if (cause instanceof NoSuchFileException) {
            return "vanished while it was read";
        }
        return cause instanceof AccessDeniedException
                ? "may not be read by this user"
                : "could not be read (" + cause.getMessage() + ")";
    }
}
