package io.drydock.config;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a file of variables, {@code NAME=value} a line, as Compose does: blank lines and comments are passed over,
 * values may be quoted, a name alone stands for this process's variable. Messages never show a value.
 */
final class EnvFile {

    private static final Pattern LINE = Pattern.compile("(?:export\\s+)?([^\\s=#]+)\\s*(?:=\\s*(.*))?");
    private static final Pattern SINGLE = Pattern.compile("'([^']*)'\\s*(#.*)?");
    private static final Pattern DOUBLE = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"\\s*(#.*)?");

    private EnvFile() {}

    /**
     * The variables of a file.
     *
     * @param env this process's environment
     * @throws IllegalArgumentException with the number of the first wrong line, or where the file cannot be read
     */
    static Map<String, String> read(Path file, Map<String, String> env) {
        Map<String, String> variables = new LinkedHashMap<>();
        int number = 0;
        try {
            for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
                number++;
                String text = line.replace("\uFEFF", "").strip();
                if (!text.isEmpty() && !text.startsWith("#")) {
                    add(text, file.getFileName() + ":" + number, env, variables);
                }
            }
        } catch (IOException e) {
            throw new IllegalArgumentException(Parser.quoted(file.toString()) + " cannot be read: " + e, e);
        }
        return variables;
    }

    private static void add(String text, String where, Map<String, String> env, Map<String, String> variables) {
        Matcher line = LINE.matcher(text);
        if (!line.matches()) {
            throw new IllegalArgumentException(where + " is not NAME=value");
        }
        Optional<String> value = line.group(2) == null
                ? Optional.ofNullable(env.get(line.group(1)))
                : Optional.of(unquoted(line.group(2), where));
        value.ifPresent(given -> variables.put(line.group(1), given));
    }

    private static String unquoted(String text, String where) {
        Matcher single = SINGLE.matcher(text);
        if (single.matches()) {
            return single.group(1);
        }
        Matcher quoted = DOUBLE.matcher(text);
        if (quoted.matches()) {
            return quoted.group(1).replaceAll("(?<!\\\\)\\\\n", "\n").replaceAll("\\\\([\"\\\\$])", "$1");
        }
        if (text.startsWith("'") || text.startsWith("\"")) {
            throw new IllegalArgumentException(where + " has a quote that is never closed on its line");
        }
        return text.replaceFirst("(^|\\s+)#.*", "");
    }
}
