package io.drydock.demo;

import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

/** What the reader sees. */
final class Printer {

    private final PrintStream out;
    private int steps;

    Printer(PrintStream out) {
        this.out = out;
    }

    void title(String text) {
        out.println(text);
    }

    void step(String text) {
        out.println();
        out.println(++steps + ". " + text);
    }

    void line(String text) {
        out.println(("   " + text).stripTrailing());
    }

    void lines(List<String> lines) {
        lines.forEach(this::line);
    }

    void commit(Commit commit) {
        line("%-18s %s  %s".formatted(commit.branch(), commit.sha7(), commit.subject()));
    }

    /** What the plugin says while it works. */
    void progress(String text) {
        line("  | " + text);
    }

    void build(Build build) {
        line("%-18s %s  %-12s  %9s  %s"
                .formatted(
                        build.commit().branch(),
                        build.commit().sha7(),
                        build.outcome(),
                        time(build.duration()),
                        build.url())
                .stripTrailing());
    }

    static String time(Duration duration) {
        if (duration.toMinutes() > 0) {
            return duration.toMinutes() + " min " + duration.toSecondsPart() + " s";
        }
        return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
    }

    static String bytes(OptionalLong bytes) {
        return bytes.isEmpty() ? "not measured" : String.format(Locale.ROOT, "%.1f kB", bytes.getAsLong() / 1000.0);
    }

    static String ratio(Duration first, Duration next) {
        return String.format(Locale.ROOT, "%.1f", (double) first.toMillis() / next.toMillis());
    }
}
