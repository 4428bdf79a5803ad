package io.drydock.config;

import io.drydock.model.DrydockException;
import io.drydock.model.Outcome;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Collects what is wrong with a configuration, so that all of it is told at once. */
final class Mistakes {

    private final Set<String> lines = new LinkedHashSet<>();

    /**
     * Notes one mistake.
     *
     * @param where XML path, property or file and line
     * @param what the offending text, and what would be right
     */
    void add(String where, String what) {
        lines.add((where + ": " + what).replaceAll("\\p{Cntrl}+", " "));
    }

    boolean isEmpty() {
        return lines.isEmpty();
    }

    /**
     * Ends the reading where anything was noted.
     *
     * @throws DrydockException of outcome {@code CONFIG_ERROR}, with a line for each mistake
     */
    void throwIfAny() {
        if (lines.isEmpty()) {
            return;
        }
        String what = "The configuration has " + (lines.size() == 1 ? "a mistake" : lines.size() + " mistakes");
        throw new DrydockException(
                Outcome.CONFIG_ERROR,
                what,
                String.join("\n", lines),
                List.of("correct the <configuration> of drydock-maven-plugin, or the -D options, as said above"));
    }
}
