package io.drydock.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A Markdown file of this project.
 *
 * @param path where it is, from the project's folder
 * @param text all of it
 */
record Document(Path path, String text) {

    private static final Pattern XML = Pattern.compile("(?ms)^```xml\\R(.*?)^```");
    private static final Pattern CODE = Pattern.compile("(?ms)^```.*?^```");
    private static final Pattern LINK = Pattern.compile("\\[[^\\]]*\\]\\(([^)\\s]+)\\)");

    /** The project's documents for users; the example and the schema of outputs have texts of their own. */
    static List<Document> all() {
        try (Stream<Path> docs = Files.list(Path.of("docs"))) {
            return Stream.concat(
                            Stream.of("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "SECURITY.md")
                                    .map(Path::of),
                            docs.filter(path -> path.toString().endsWith(".md")).sorted())
                    .map(Document::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Document read(Path path) {
        try {
            return new Document(path, Files.readString(path, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What stands in its {@code xml} blocks. */
    List<String> xml() {
        return XML.matcher(text).results().map(block -> block.group(1)).toList();
    }

    /** The targets of its links, those to the web left out. */
    List<String> links() {
        return LINK.matcher(CODE.matcher(text).replaceAll(""))
                .results()
                .map(link -> link.group(1))
                .filter(link -> !link.contains("://"))
                .toList();
    }

    /** What a pattern finds in it. */
    List<String> find(Pattern pattern) {
        return pattern.matcher(text).results().map(MatchResult::group).toList();
    }

    /** The anchors that its headings have on GitHub. */
    List<String> anchors() {
        return Pattern.compile("(?m)^#+ (.*)$")
                .matcher(CODE.matcher(text).replaceAll(""))
                .results()
                .map(heading -> heading.group(1)
                        .toLowerCase(java.util.Locale.ROOT)
                        .replaceAll("[^\\p{L}\\p{N} _-]", "")
                        .replace(' ', '-'))
                .toList();
    }

    @Override
    public String toString() {
        return path.toString();
    }
}
