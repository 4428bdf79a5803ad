package io.drydock.buildkit;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A path that the engine asks for, name by name, with the wildcards of Go's {@code filepath.Match} in each; {@code **}
 * stands for all that follows.
 */
record PathPattern(List<String> names) {

    static PathPattern parse(String path) {
        return new PathPattern(split(path));
    }

    /** Whether the path is asked for, lies in something asked for, or is a folder on the way to it. */
    boolean reaches(String path) {
        List<String> other = split(path);
        return startsLike(other, Math.min(names.size(), other.size()));
    }

    /** Whether the path is what is asked for, or a folder on the way to it. */
    boolean leadsThrough(String path) {
        List<String> other = split(path);
        return other.size() <= names.size() && startsLike(other, other.size());
    }

    /**
     * What is asked for when the path, a link on the way, points elsewhere: its target, then the names that are left.
     * An absolute target starts at the context's root, and none leaves it, as in the engine's own view.
     */
    PathPattern through(String link, String target) {
        List<String> at = split(link);
        List<String> result = new ArrayList<>(target.startsWith("/") ? List.of() : at.subList(0, at.size() - 1));
        for (String name : target.split("/")) {
            if (name.equals("..")) {
                result = result.subList(0, Math.max(0, result.size() - 1));
            } else if (!name.isEmpty() && !name.equals(".")) {
                result.add(name);
            }
        }
        result.addAll(names.subList(at.size(), names.size()));
        return new PathPattern(List.copyOf(result));
    }

    private boolean startsLike(List<String> other, int count) {
        for (int i = 0; i < count; i++) {
            if (names.get(i).equals("**")) {
                return true;
            }
            if (!matches(names.get(i), other.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static List<String> split(String path) {
        List<String> names = new ArrayList<>();
        for (String name : path.split("/")) {
            if (!name.isEmpty() && !name.equals(".")) {
                names.add(name);
            }
        }
        return List.copyOf(names);
    }

    /** On a pattern that does not parse, true: a file too many is sent rather than one too few. */
    private static boolean matches(String pattern, String name) {
        if (pattern.equals(name)) {
            return true;
        }
        if (pattern.chars().noneMatch(c -> "*?[\\".indexOf(c) >= 0)) {
            return false;
        }
        try {
            return Pattern.compile(regex(pattern), Pattern.DOTALL).matcher(name).matches();
        } catch (PatternSyntaxException e) {
            return true;
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
}
