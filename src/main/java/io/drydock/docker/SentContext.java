package io.drydock.docker;

import io.drydock.buildkit.ContextEntry;
import io.drydock.buildkit.ContextSource;
import io.drydock.dockerfile.BuildContext;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** A build context as BuildKit asks for it. */
final class SentContext implements ContextSource {

    private final BuildContext context;
    private final Map<String, io.drydock.dockerfile.ContextEntry> listed = new HashMap<>();

    SentContext(BuildContext context) {
        this.context = context;
    }

    @Override
    public synchronized List<ContextEntry> entries(Predicate<String> wanted) {
        List<io.drydock.dockerfile.ContextEntry> entries = context.only(wanted).entries();
        entries.forEach(entry -> listed.put(entry.path(), entry));
        return entries.stream().map(SentContext::sent).toList();
    }

    private static ContextEntry sent(io.drydock.dockerfile.ContextEntry entry) {
        ContextEntry.Kind kind = entry.isFile()
                ? ContextEntry.Kind.FILE
                : entry.isDirectory() ? ContextEntry.Kind.FOLDER : ContextEntry.Kind.LINK;
        return new ContextEntry(
                entry.path(),
                kind,
                entry.mode(),
                entry.size(),
                Instant.ofEpochSecond(0, entry.mtime()),
                entry.linkTarget());
    }

    @Override
    public synchronized InputStream open(ContextEntry entry) throws IOException {
        return context.open(listed.get(entry.path()));
    }

    @Override
    public boolean isUnchanged(ContextEntry entry) {
        return true;
    }
}
