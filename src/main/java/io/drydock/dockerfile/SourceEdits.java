package io.drydock.dockerfile;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Changes to the lines of a Dockerfile, collected by their original numbers and applied together. */
final class SourceEdits {

    private final List<String> lines;
    private final Map<Integer, List<String>> before = new HashMap<>();
    private final Map<Integer, String> replaced = new HashMap<>();
    private final Set<Integer> removed = new HashSet<>();

    SourceEdits(List<String> lines) {
        this.lines = lines;
    }

    String line(int number) {
        return replaced.getOrDefault(number, lines.get(number - 1));
    }

    void insertBefore(int number, List<String> added) {
        before.computeIfAbsent(number, n -> new ArrayList<>()).addAll(added);
    }

    void replace(int number, String text) {
        replaced.put(number, text);
    }

    void remove(int first, int last) {
        for (int number = first; number <= last; number++) {
            removed.add(number);
        }
    }

    String text() {
        StringBuilder out = new StringBuilder();
        for (int number = 1; number <= lines.size() + 1; number++) {
            before.getOrDefault(number, List.of())
                    .forEach(line -> out.append(line).append('\n'));
            if (number <= lines.size() && !removed.contains(number)) {
                out.append(line(number)).append('\n');
            }
        }
        return out.toString();
    }
}
