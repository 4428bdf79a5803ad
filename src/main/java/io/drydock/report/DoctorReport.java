package io.drydock.report;

import java.util.ArrayList;
import java.util.List;

/** What was looked at, as a table, and below it what is wrong with the command that mends it. */
public final class DoctorReport {

    private final List<List<String>> rows = new ArrayList<>();
    private final List<String> troubles = new ArrayList<>();

    /**
     * Adds what was found.
     *
     * @param trouble what is wrong with it; empty text: nothing
     * @param remedies commands that mend it
     */
    public void add(String topic, String found, String trouble, List<String> remedies) {
        rows.add(List.of(trouble.isEmpty() ? "" : "!", Ansi.plain(topic), Ansi.plain(firstLine(found))));
        if (!trouble.isEmpty()) {
            troubles.addAll(trouble.lines().map(line -> "! " + Ansi.plain(line)).toList());
            remedies.forEach(remedy -> troubles.add("    " + Ansi.plain(remedy)));
        }
    }

    private static String firstLine(String text) {
        return text.lines().findFirst().orElse("");
    }

    /** The lines of the table. */
    public List<String> table() {
        return TextTable.lines(List.of("", "LOOKED AT", "FOUND"), rows);
    }

    /** The lines about what is wrong; none where nothing is. */
    public List<String> troubles() {
        return List.copyOf(troubles);
    }
}
