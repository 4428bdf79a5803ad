package io.drydock.buildkit;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** Hides the values of secrets in what a build prints; a value of several lines, line by line. */
final class Redaction {

    /** Shorter lines are parts of ordinary words: hiding them would tell more than it hides. */
    private static final int SHORTEST = 4;

    private final List<String> values;

    Redaction(Collection<byte[]> secrets) {
        this.values = secrets.stream()
                .flatMap(secret -> new String(secret, StandardCharsets.UTF_8).lines())
                .map(String::strip)
                .filter(line -> line.length() >= SHORTEST)
                .distinct()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
    }

    String apply(String text) {
        String result = text;
        for (String value : values) {
            result = result.replace(value, "****");
        }
        return result;
    }
}
