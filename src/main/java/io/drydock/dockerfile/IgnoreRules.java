package io.drydock.dockerfile;

import io.drydock.model.DrydockException;
import io.drydock.model.Outcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a {@code .dockerignore} leaves out of the build context, exactly as Docker's CLI decides
 * (<a href="https://docs.docker.com/build/concepts/context/#dockerignore-files">.dockerignore files</a>): the last
 * line that matches a path or one of its parents wins.
 */
public final class IgnoreRules {

    /** Leaves nothing out. */
    public static final IgnoreRules NONE = new IgnoreRules("", List.of());

    private final String text;
    private final List<IgnorePattern> patterns;

    private IgnoreRules(String text, List<IgnorePattern> patterns) {
        this.text = text;
        this.patterns = List.copyOf(patterns);
    }

    /** Parses a text that messages will call {@code .dockerignore}. */
    public static IgnoreRules parse(String text) {
        return parse(".dockerignore", text);
    }

    /**
     * Parses the lines of an ignore file.
     *
     * @throws DrydockException (CONFIG_ERROR) naming the line of a malformed pattern
     */
    public static IgnoreRules parse(String file, String text) {
        List<IgnorePattern> patterns = new ArrayList<>();
        List<String> lines = text.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            String line =
                    i == 0 && lines.get(i).startsWith("\ufeff") ? lines.get(i).substring(1) : lines.get(i);
            try {
                pattern(line).ifPresent(patterns::add);
            } catch (IllegalArgumentException e) {
                throw Problem.at(file, i + 1, e.getMessage(), "Correct or remove the pattern");
            }
        }
        return new IgnoreRules(text, patterns);
    }

    /**
     * Reads the rules of a context: {@code <Dockerfile>.dockerignore} beside the Dockerfile, else {@code .dockerignore}
     * in the context's root, else none.
     *
     * @throws DrydockException (CONFIG_ERROR) when the file cannot be read or holds a malformed pattern
     */
    public static IgnoreRules read(Path context, Path dockerfile) {
        Path own = dockerfile.resolveSibling(dockerfile.getFileName() + ".dockerignore");
        Path file = Files.isRegularFile(own) ? own : context.resolve(".dockerignore");
        if (!Files.isRegularFile(file)) {
            return NONE;
        }
        try {
            return parse(file.getFileName().toString(), new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new DrydockException(
                    Outcome.CONFIG_ERROR,
                    "An ignore file could not be read",
                    file + ": " + e.getMessage(),
                    List.of(),
                    e);
        }
    }

    /** The text that the rules were parsed from. */
    public String text() {
        return text;
    }

    /**
     * Whether a path is left out.
     *
     * @param path relative to the context, with slashes
     */
    public boolean ignored(String path) {
        String clean = path.replaceAll("/+$", "");
        boolean ignored = false;
        for (IgnorePattern pattern : patterns) {
            // A pattern that would not change the answer need not be compared.
            if (pattern.isException() == ignored && matchesPathOrParent(pattern, clean)) {
                ignored = !ignored;
            }
        }
        return ignored;
    }

    /** Whether a folder is left out with all that could be in it, so that it need not be read at all. */
    public boolean prunes(String folder) {
        return ignored(folder) && patterns.stream().noneMatch(p -> p.isException() && p.couldMatchBelow(folder));
    }

    private static boolean matchesPathOrParent(IgnorePattern pattern, String path) {
        if (pattern.matches(path)) {
            return true;
        }
        for (int slash = path.indexOf('/'); slash > 0; slash = path.indexOf('/', slash + 1)) {
            if (pattern.matches(path.substring(0, slash))) {
                return true;
            }
        }
        return false;
    }

    private static Optional<IgnorePattern> pattern(String line) {
        String stripped = line.strip();
        if (line.startsWith("#") || stripped.isEmpty()) {
            return Optional.empty();
        }
        boolean exception = stripped.startsWith("!");
        String rest = exception ? stripped.substring(1).strip() : stripped;
        if (rest.isEmpty()) {
            throw new IllegalArgumentException("an exception without a pattern");
        }
        return Optional.of(new IgnorePattern(clean(rest), exception));
    }

    /** Go's {@code filepath.Clean}, then without the leading slash: rules are always relative to the context. */
    private static String clean(String pattern) {
        List<String> parts = new ArrayList<>();
        boolean rooted = pattern.startsWith("/");
        for (String part : pattern.split("/")) {
            boolean up = part.equals("..");
            if (up && !parts.isEmpty() && !parts.get(parts.size() - 1).equals("..")) {
                parts.remove(parts.size() - 1);
            } else if (!part.isEmpty() && !part.equals(".") && !(up && rooted)) {
                parts.add(part);
            }
        }
        return parts.isEmpty() ? "." : String.join("/", parts);
    }
}
