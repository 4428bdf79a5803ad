import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Takes times of what is run, and tells them. */
final class Figures {

    private Figures() {}

    /** What is measured. */
    interface Work {
        Object run() throws Exception;
    }

    static double seconds(Work work) throws Exception {
        long begin = System.nanoTime();
        work.run();
        return (System.nanoTime() - begin) / 1e9;
    }

    static double median(List<Double> values) {
        List<Double> sorted = new ArrayList<>(values);
        Collections.sort(sorted);
        return sorted.get(sorted.size() / 2);
    }

    /** Seconds of several rounds: their median, the least and the most. */
    static void print(String what, List<Double> values) throws IOException {
        System.out.printf(
                Locale.ROOT,
                "%-62s %.2f s (%.2f-%.2f, %d rounds, load %s)%n",
                what,
                median(values),
                Collections.min(values),
                Collections.max(values),
                values.size(),
                load());
    }

    /** The machine's, of the last minute; "?" where it is not told. */
    static String load() throws IOException {
        Path file = Path.of("/proc/loadavg");
        return Files.exists(file) ? Files.readString(file).split(" ")[0] : "?";
    }

    static void ratio(String what, double value) {
        System.out.printf(Locale.ROOT, "%-62s %.2f%n", what, value);
    }

    /** A figure that is to be this at most. */
    static void atMost(double aim, String what, double value, String unit) {
        aim(what, value, unit, "at most " + aim, value <= aim);
    }

    /** A figure that is to be this at least. */
    static void atLeast(double aim, String what, double value, String unit) {
        aim(what, value, unit, "at least " + aim, value >= aim);
    }

    /** A figure that there is an aim for. */
    static void aim(String what, double value, String unit, String aim, boolean met) {
        System.out.printf(
                Locale.ROOT,
                "%-62s %.2f%s (aim: %s, %s)%n",
                what,
                value,
                unit.isEmpty() ? "" : " " + unit,
                aim.replaceFirst("\\.0$", ""),
                met ? "met" : "NOT MET");
    }

    /**
     * Runs a command.
     *
     * @param more environment variables beside those of this process
     * @return the lines that it printed
     * @throws IOException where it failed
     */
    static List<String> run(Path folder, Map<String, String> more, List<String> command) throws Exception {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().putAll(more);
        Process process = builder.start();
        List<String> lines;
        try (BufferedReader in =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            lines = in.lines().toList();
        }
        if (process.waitFor() != 0) {
            throw new IOException(String.join(" ", command) + " failed:\n" + String.join("\n", lines));
        }
        return lines;
    }
}
