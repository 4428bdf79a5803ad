package io.drydock.config;

import io.drydock.model.Branch;
import io.drydock.model.NameKind;
import io.drydock.model.Names;
import io.drydock.model.Subnet;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;

/** Texts with a grammar: names, tags, branches, addresses, users, patterns, choices. */
final class Texts {

    private static final Pattern STAGE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]*");
    private static final Pattern ENV_NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final Pattern VARIABLE = Pattern.compile("[^\\s=]+");
    private static final Pattern SECRET_ID = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]*");
    private static final Pattern TAG = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}");
    private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{7,40}");
    private static final Pattern USER = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]*(:[A-Za-z0-9_][A-Za-z0-9_.-]*)?");
    private static final Pattern METHOD = Pattern.compile("[A-Z]{3,10}");
    private static final Pattern IPV6 = Pattern.compile("(?=.*:.*:)[0-9a-fA-F:.]{2,45}");

    private Texts() {}

    /** Any text. */
    static String any(String text) {
        return text;
    }

    /** Names with commas between them. */
    static List<String> patterns(String text) {
        return Arrays.stream(text.split(","))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .toList();
    }

    /** The name of a service, suite, stage or volume. */
    static Parser<String> name(NameKind kind) {
        return text -> {
            try {
                return Names.requireName(kind, text);
            } catch (IllegalArgumentException e) {
                throw shown(text, e);
            }
        };
    }

    /** Names of services with commas between them, or {@code *} for all. */
    static List<String> serviceNames(String text) {
        return text.equals("*")
                ? List.of(text)
                : Arrays.stream(text.split(",", -1))
                        .map(String::strip)
                        .map(name(NameKind.SERVICE)::parse)
                        .toList();
    }

    /** A stage of the Dockerfile, by its name or number. */
    static String stage(String text) {
        return matching(STAGE, text, "the name of a stage", "write what follows AS in its FROM line");
    }

    /** The name of an environment variable (POSIX, 8.1). */
    static String envName(String text) {
        return matching(ENV_NAME, text, "the name of a variable", "write letters, digits and _, no digit first");
    }

    /** The name of a variable of a container; Docker takes any without = (Elasticsearch's have dots). */
    static String variable(String text) {
        return matching(VARIABLE, text, "the name of a variable", "write it without blanks and =");
    }

    /** The name of the variable that holds a secret. Not shown: it may be the secret itself, put here by mistake. */
    static String secretEnv(String text) {
        if (!ENV_NAME.matcher(text).matches()) {
            throw new IllegalArgumentException(
                    "is not the name of a variable: write the name of the one that holds the secret, never the secret");
        }
        return text;
    }

    /** A container's label; ours are not the user's to set. */
    static String label(String text) {
        if (text.startsWith("io.drydock.")) {
            throw Parser.refused(text, "free to use", "labels that begin with io.drydock. are set by Drydock alone");
        }
        return matching(VARIABLE, text, "a label", "write it without blanks and =");
    }

    static String secretId(String text) {
        return matching(SECRET_ID, text, "the id of a secret", "write letters, digits, _, . and -");
    }

    /** A tag of an image. */
    static String tag(String text) {
        return matching(TAG, text, "an image tag", "write at most 128 letters, digits, _, . and -, no . or - first");
    }

    /** A commit's sha, in full or its beginning. */
    static String commit(String text) {
        return matching(COMMIT, text, "a commit", "write 7 to 40 hex digits");
    }

    /** {@code user[:group]}, names or numbers. */
    static String user(String text) {
        return matching(USER, text, "a user", "write user, user:group, 1000 or 1000:1000");
    }

    static String method(String text) {
        return matching(METHOD, text, "an HTTP method", "write GET, HEAD or POST");
    }

    /** A branch's name, as git-check-ref-format allows it. */
    static String branch(String text) {
        try {
            return Branch.of(text).name();
        } catch (IllegalArgumentException e) {
            throw shown(text, e);
        }
    }

    /** An address of this host that ports are published on. */
    static String bind(String text) {
        if (IPV6.matcher(text).matches()) {
            return text;
        }
        try {
            Subnet.addressOf(text);
        } catch (IllegalArgumentException e) {
            throw Parser.refused(text, "an IP address of this host", "write 127.0.0.1, or 0.0.0.0 for all");
        }
        return text;
    }

    /** A regular expression of {@link Pattern}; {@code ^} and {@code $} meet at lines. */
    static Pattern regex(String text) {
        try {
            return Pattern.compile(text, Pattern.MULTILINE);
        } catch (PatternSyntaxException e) {
            throw Parser.refused(text, "a regular expression", e.getDescription() + " near character " + e.getIndex());
        }
    }

    /** One of a type's constants, in lower case. */
    static <E extends Enum<E>> Parser<E> oneOf(Class<E> type) {
        return text -> Arrays.stream(type.getEnumConstants())
                .filter(constant -> spelled(constant).equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(Parser.quoted(text) + " is not known here: write "
                        + Arrays.stream(type.getEnumConstants())
                                .map(Texts::spelled)
                                .collect(Collectors.joining(" or "))));
    }

    private static String spelled(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    /** The same refusal with the offending text as all messages here show it. */
    private static IllegalArgumentException shown(String text, IllegalArgumentException refusal) {
        return new IllegalArgumentException(
                refusal.getMessage().replace("\"" + text + "\"", Parser.quoted(text)), refusal);
    }

    private static String matching(Pattern grammar, String text, String kind, String right) {
        if (!grammar.matcher(text).matches()) {
            throw Parser.refused(text, kind, right);
        }
        return text;
    }
}
