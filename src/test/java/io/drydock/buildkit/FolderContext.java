package io.drydock.buildkit;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** A folder on disk, without some files at its top. */
final class FolderContext implements ContextSource {

    private final Path root;
    private final Set<String> ignored;

    FolderContext(Path root, String... ignored) {
        this.root = root;
        this.ignored = Set.of(ignored);
    }

    @Override
    public List<ContextEntry> entries(Predicate<String> wanted) throws IOException {
        List<ContextEntry> entries = new ArrayList<>();
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
                if (folder.equals(root)) {
                    return FileVisitResult.CONTINUE;
                }
                return visitFile(folder, attributes) == FileVisitResult.CONTINUE && isWanted(folder)
                        ? FileVisitResult.CONTINUE
                        : FileVisitResult.SKIP_SUBTREE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (isWanted(file)) {
                    entries.add(entry(file, attributes));
                }
                return FileVisitResult.CONTINUE;
            }

            private boolean isWanted(Path file) {
                String path = root.relativize(file).toString();
                return !ignored.contains(path) && wanted.test(path);
            }
        });
        return entries;
    }

    private ContextEntry entry(Path file, BasicFileAttributes attributes) throws IOException {
        int mode = (int) Files.getAttribute(file, "unix:mode", LinkOption.NOFOLLOW_LINKS) & 07777;
        String path = root.relativize(file).toString();
        FileTime time = attributes.lastModifiedTime();
        if (attributes.isSymbolicLink()) {
            String target = Files.readSymbolicLink(file).toString();
            return new ContextEntry(path, ContextEntry.Kind.LINK, mode, 0, time.toInstant(), target);
        }
        return attributes.isDirectory()
                ? new ContextEntry(path, ContextEntry.Kind.FOLDER, mode, 0, time.toInstant(), "")
                : ContextEntry.file(path, mode, attributes.size(), time.toInstant());
    }

    @Override
    public InputStream open(ContextEntry entry) throws IOException {
        return Files.newInputStream(root.resolve(entry.path()), LinkOption.NOFOLLOW_LINKS);
    }

    @Override
    public boolean isUnchanged(ContextEntry entry) throws IOException {
        Path file = root.resolve(entry.path());
        return Files.size(file) == entry.size()
                && Files.getLastModifiedTime(file).toInstant().equals(entry.modified());
    }
}
