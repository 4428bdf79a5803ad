package io.drydock.buildkit;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** A context in memory that counts what is opened, and can change behind the listing's back. */
final class MemoryContext implements ContextSource {

    static final Instant TIME = Instant.ofEpochSecond(1_600_000_000, 123_456_789);

    final List<String> opened = new ArrayList<>();
    final Map<String, byte[]> contents = new LinkedHashMap<>();
    private final List<ContextEntry> entries = new ArrayList<>();
    boolean touched;
    boolean vanishing;

    MemoryContext file(String path, String content) {
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        contents.put(path, bytes);
        entries.add(ContextEntry.file(path, 0644, bytes.length, TIME));
        return this;
    }

    MemoryContext folder(String path, int permissions) {
        entries.add(new ContextEntry(path, ContextEntry.Kind.FOLDER, permissions, 0, TIME, ""));
        return this;
    }

    MemoryContext link(String path, String target) {
        entries.add(new ContextEntry(path, ContextEntry.Kind.LINK, 0777, 0, TIME, target));
        return this;
    }

    @Override
    public List<ContextEntry> entries(Predicate<String> wanted) {
        return entries.stream().filter(entry -> wanted.test(entry.path())).toList();
    }

    @Override
    public InputStream open(ContextEntry entry) throws NoSuchFileException {
        opened.add(entry.path());
        if (!contents.containsKey(entry.path())) {
            throw new NoSuchFileException("/secret/place/" + entry.path());
        }
        return new ByteArrayInputStream(contents.get(entry.path()));
    }

    @Override
    public boolean isUnchanged(ContextEntry entry) throws NoSuchFileException {
        if (vanishing) {
            throw new NoSuchFileException("/secret/place/" + entry.path());
        }
        return !touched;
    }
}
