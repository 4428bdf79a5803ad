package io.drydock.buildkit;

import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What of a context the engine needs: the paths that the Dockerfile copies, and what links on the way to them point to.
 *
 * <p>Honouring it is what makes a large context cheap. It may take in a folder too many, never a file too few.
 */
final class Selection {

    /** As many links in a row as Linux follows. */
    private static final int MAX_LINKS = 40;

    private final Set<PathPattern> patterns;

    private Selection(Set<PathPattern> patterns) {
        this.patterns = patterns;
    }

    /** Lists what the patterns select, in the engine's order; without patterns, everything. */
    static List<ContextEntry> select(ContextSource source, List<String> paths) throws IOException {
        Selection selection = new Selection(new LinkedHashSet<>());
        paths.forEach(path -> selection.patterns.add(PathPattern.parse(path)));
        List<ContextEntry> entries = source.entries(selection::wants);
        for (int round = 0; round < MAX_LINKS && selection.follow(entries); round++) {
            entries = source.entries(selection::wants);
        }
        return entries.stream().sorted(ContextEntry.ORDER).toList();
    }

    private boolean wants(String path) {
        List<String> names = PathPattern.names(path);
        return patterns.isEmpty() || patterns.stream().anyMatch(pattern -> pattern.reaches(names));
    }

    /** Adds the targets of links that lie on the way to something wanted; whether that was news. */
    private boolean follow(List<ContextEntry> entries) {
        boolean news = false;
        for (ContextEntry entry : entries) {
            if (entry.kind() == ContextEntry.Kind.LINK) {
                List<String> link = PathPattern.names(entry.path());
                for (PathPattern pattern : List.copyOf(patterns)) {
                    news |= pattern.leadsThrough(link) && patterns.add(pattern.through(link, entry.target()));
                }
            }
        }
        return news;
    }
}
