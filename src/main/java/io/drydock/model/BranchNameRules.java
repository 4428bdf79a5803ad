package io.drydock.model;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * What git allows as a branch name: the rules of git-check-ref-format(1), those of {@code --branch} included.
 *
 * <p>Text that UTF-8 cannot express is refused as well: two such names would be one.
 */
final class BranchNameRules {

    private static final String FORBIDDEN = " ~^:?*[\\";

    private BranchNameRules() {}

    /** Says what is wrong with a name; empty if nothing is. */
    static Optional<String> fault(String name) {
        if (name.isEmpty()) {
            return Optional.of("it is empty");
        }
        if (name.equals("@") || name.equals("HEAD")) {
            return Optional.of("git keeps it for itself");
        }
        if (name.startsWith("-")) {
            return Optional.of("it begins with a dash");
        }
        if (name.endsWith(".")) {
            return Optional.of("it ends with a dot");
        }
        if (name.contains("..") || name.contains("@{")) {
            return Optional.of("it holds \"..\" or \"@{\"");
        }
        return characterFault(name).or(() -> componentFault(name));
    }

    private static Optional<String> characterFault(String name) {
        boolean control = name.chars().anyMatch(c -> c < ' ' || c == 0x7f);
        if (control) {
            return Optional.of("it holds a control character");
        }
        if (name.chars().anyMatch(c -> FORBIDDEN.indexOf(c) >= 0)) {
            return Optional.of("it holds a space or one of ~ ^ : ? * [ \\");
        }
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(name)) {
            return Optional.of("it cannot be written in UTF-8");
        }
        return Optional.empty();
    }

    private static Optional<String> componentFault(String name) {
        for (String component : name.split("/", -1)) {
            if (component.isEmpty()) {
                return Optional.of("it begins or ends with a slash or holds two in a row");
            }
            if (component.startsWith(".") || component.endsWith(".lock")) {
                return Optional.of("a part of it begins with a dot or ends with \".lock\"");
            }
        }
        return Optional.empty();
    }

    /** Makes a refused name harmless for a console: control characters become {@code ?}. */
    static String printable(String name) {
        return name.replaceAll("\\p{Cntrl}", "?");
    }
}
