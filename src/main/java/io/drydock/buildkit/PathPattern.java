package io.drydock.buildkit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A path that the engine asks for, name by name, with the wildcards of Go's {@code filepath.Match} in each; {@code **}
 * stands for all that follows.
 */
final class PathPattern {

    private final List<String> names;
    private final List<Predicate<String>> matchers;

    private PathPattern(List<String> names) {
        this.names = List.copyOf(names);
        this.matchers = names.stream().map(PathPattern::matcher).toList();
    }

    static PathPattern parse(String path) {
        return new PathPattern(names(path));
    }

    /** The names of a path, from the context's root down. */
    static List<String> names(String path) {
        return Arrays.stream(path.split("/"))
                .filter(name -> !name.isEmpty() && !name.equals("."))
                .toList();
    }

    /** Whether the path is asked for, lies in something asked for, or is a folder on the way to it. */
    boolean reaches(List<String> path) {
        return startsLike(path, Math.min(names.size(), path.size()));
    }

    /** Whether the path is what is asked for, or a folder on the way to it. */
    boolean leadsThrough(List<String> path) {
        return path.size() <= names.size() && startsLike(path, path.size());
    }

    /**
     * What is asked for when the path, a link on the way, points elsewhere: its target, then the names that are left.
     * An absolute target starts at the context's root, and none leaves it, as in the engine's own view.
     */
    PathPattern through(List<String> link, String target) {
        List<String> result = new ArrayList<>(target.startsWith("/") ? List.of() : link.subList(0, link.size() - 1));
        for (String name : names(target)) {
            if (!name.equals("..")) {
                result.add(name);
            } else if (!result.isEmpty()) {
                result.remove(result.size() - 1);
            }
        }
        result.addAll(names.subList(link.size(), names.size()));
        return new PathPattern(result);
    }

    private boolean startsLike(List<String> path, int count) {
        for (int i = 0; i < count; i++) {
            if (names.get(i).equals("**")) {
                return true;
            }
            if (!matchers.get(i).test(path.get(i))) {
                return false;
            }
        }
        return true;
    }

    /** Of a pattern that does not parse, one that takes all: a file too many is sent rather than one too few. */
    private static Predicate<String> matcher(String glob) {
        if (glob.chars().noneMatch(c -> "*?[\\".indexOf(c) >= 0)) {
            return glob::equals;
        }
        try {
            return Pattern.compile(regex(glob), Pattern.DOTALL).asMatchPredicate();
        } catch (PatternSyntaxException e) {
            return name -> true;
        }
    }

    private static String regex(String glob) {
        StringBuilder regex = new StringBuilder();
        boolean inClass = false;
        for (int i = 0; i < glob.length(); i++) {
            char c = glob.charAt(i);
            if (c == '\\' && i + 1 < glob.length()) {
                regex.append(quoted(glob.charAt(++i)));
            } else if (inClass) {
                regex.append(c == '^' || c == '-' || c == ']' ? String.valueOf(c) : quoted(c));
                inClass = c != ']';
            } else {
                switch (c) {
                    case '*' -> regex.append(".*");
                    case '?' -> regex.append('.');
                    case '[' -> regex.append('[');
                    default -> regex.append(quoted(c));
                }
                inClass = c == '[';
            }
        }
        return regex.toString();
    }

    private static String quoted(char c) {
        return Character.isLetterOrDigit(c) || Character.isSurrogate(c) ? String.valueOf(c) : "\\" + c;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PathPattern that && names.equals(that.names);
    }

    @Override
    public int hashCode() {
        return names.hashCode();
    }

    @Override
    public String toString() {
        return String.join("/", names);
    }
}
