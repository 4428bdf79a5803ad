package io.drydock.report;

import io.drydock.model.result.StepTime;
import io.drydock.model.result.SuiteResult;
import io.drydock.model.result.TestCounts;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.LongStream;

/** Steps and tests as places on an axis, in percent of its width. */
final class TimelineView {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    /** Distances of ticks in milliseconds, as clocks are read. */
    private static final long[] DISTANCES = {
        1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 30_000, 60_000, 120_000, 300_000, 600_000,
        1_800_000
    };

    private static final int MOST_TICKS = 6;

    /** Percent; a shorter step would not be seen. */
    private static final double NARROWEST = 0.4;

    private TimelineView() {}

    /** From the first begin to the last end; empty where there is no step. */
    static Optional<Duration> total(List<StepTime> steps) {
        Optional<Instant> first = steps.stream().map(StepTime::start).min(Instant::compareTo);
        Optional<Instant> last = steps.stream().map(StepTime::end).max(Instant::compareTo);
        return first.flatMap(start -> last.map(end -> Duration.between(start, end)));
    }

    static String startOf(StepTime step) {
        return TIME.format(step.start());
    }

    /** @return empty where there is no step */
    static Optional<ReportView.Timeline> of(List<StepTime> steps, List<SuiteResult> suites) {
        return total(steps).map(total -> {
            Instant start =
                    steps.stream().map(StepTime::start).min(Instant::compareTo).orElseThrow();
            long length = Math.max(1, total.toMillis());
            List<ReportView.Bar> bars =
                    steps.stream().map(step -> bar(step, start, length, suites)).toList();
            List<String> kinds =
                    bars.stream().map(ReportView.Bar::kind).distinct().toList();
            return new ReportView.Timeline(Durations.human(total), ticks(length), bars, kinds);
        });
    }

    private static ReportView.Bar bar(StepTime step, Instant start, long length, List<SuiteResult> suites) {
        long from = Duration.between(start, step.start()).toMillis();
        long took = Math.max(0, Duration.between(step.start(), step.end()).toMillis());
        double width = Math.max(NARROWEST, 100.0 * took / length);
        double x = Math.min(100.0 * from / length, 100 - width);
        boolean failed = suites.stream()
                .anyMatch(
                        suite -> suite.exitCode().orElse(1) != 0 && step.name().equals("suite " + suite.name()));
        return new ReportView.Bar(
                Ansi.plain(step.name()),
                failed ? "failed" : kind(step.name()),
                failed ? "failed" : "",
                Durations.human(from),
                Durations.human(took),
                percent(Math.max(0, x)),
                percent(width));
    }

    /** By the first word of its name. */
    private static String kind(String step) {
        String word = step.strip().split("\\s", 2)[0].toLowerCase(Locale.ROOT);
        return switch (word) {
            case "build", "stage", "pull", "image" -> "build";
            case "service", "services", "start", "create" -> "service";
            case "suite", "verify" -> "suite";
            case "run", "app", "swap" -> "app";
            default -> "other";
        };
    }

    private static List<ReportView.Tick> ticks(long length) {
        long distance = LongStream.of(DISTANCES)
                .filter(candidate -> length / candidate < MOST_TICKS)
                .findFirst()
                .orElse(length);
        List<ReportView.Tick> ticks = new ArrayList<>();
        for (long at = 0; at <= length; at += distance) {
            double x = 100.0 * at / length;
            ticks.add(new ReportView.Tick(percent(x), label(at), x < 4 ? "start" : x > 94 ? "end" : "middle"));
        }
        return ticks;
    }

    private static String label(long ms) {
        if (ms == 0) {
            return "0";
        }
        return ms % 1000 == 0 && ms < 60_000
                ? ms / 1000 + " s"
                : Durations.human(ms).replace(" 0 s", "");
    }

    /** Passed, failed and skipped tests side by side; none where no test ran. */
    static List<ReportView.Part> parts(TestCounts tests) {
        int bad = tests.failed() + tests.errors();
        List<ReportView.Part> parts = new ArrayList<>();
        double x = 0;
        x = part(parts, "bad", bad, tests.run(), x);
        x = part(parts, "good", tests.run() - bad - tests.skipped(), tests.run(), x);
        part(parts, "skipped", tests.skipped(), tests.run(), x);
        return parts;
    }

    private static double part(List<ReportView.Part> parts, String tone, int count, int all, double x) {
        if (count <= 0) {
            return x;
        }
        double width = 100.0 * count / all;
        parts.add(new ReportView.Part(tone, percent(x), percent(width)));
        return x + width;
    }

    private static String percent(double value) {
        return String.format(Locale.ROOT, "%.2f%%", value);
    }
}
