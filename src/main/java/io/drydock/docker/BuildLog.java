package io.drydock.docker;

import io.drydock.engine.BuildException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Follows what a classic builder prints: whole lines, the step it is at, the last lines, the image. */
final class BuildLog {

    private static final int LAST_LINES = 50;
    /** {@code Step 2/5 : RUN make}; podman writes it in capitals. */
    private static final Pattern STEP = Pattern.compile("(?:Step|STEP) (\\d+/\\d+) ?: (.*)");

    private static final Pattern FROM = Pattern.compile("FROM(?: --\\S+)* (\\S+).*", Pattern.CASE_INSENSITIVE);
    private static final Pattern BUILT = Pattern.compile("Successfully built ([0-9a-f]+)");
    private static final Pattern EXIT_CODE = Pattern.compile(
            "(?:returned a non-zero code:|exit(?:ed)?(?: with)?(?: status| code)?:|exit status) (\\d+)");

    private final Consumer<String> output;
    private final StringBuilder line = new StringBuilder();
    private final Deque<String> last = new ArrayDeque<>();
    private Optional<String> image = Optional.empty();
    private String number = "";
    private String step = "";

    BuildLog(Consumer<String> output) {
        this.output = output;
    }

    /** Takes a piece of output, which may end in mid-line. */
    void text(String piece) {
        line.append(piece);
        for (int end = line.indexOf("\n"); end >= 0; end = line.indexOf("\n")) {
            line(line.substring(0, end));
            line.delete(0, end + 1);
        }
    }

    /** Takes what is left of an unfinished line. */
    void end() {
        text(line.isEmpty() ? "" : "\n");
    }

    void built(String id) {
        image = Optional.of(id);
    }

    Optional<String> image() {
        return image;
    }

    private void line(String text) {
        String clean = text.replaceFirst("\r$", "");
        Matcher begun = STEP.matcher(clean);
        if (begun.matches()) {
            number = begun.group(1);
            step = begun.group(2);
        }
        Matcher success = BUILT.matcher(clean);
        if (success.matches() && image.isEmpty()) {
            built(success.group(1));
        }
        if (!clean.isEmpty()) {
            if (last.size() == LAST_LINES) {
                last.removeFirst();
            }
            last.addLast(clean);
        }
        output.accept(clean);
    }

    /**
     * Tells why the build failed, in the terms of the Dockerfile.
     *
     * @param purpose what was to be done: {@code build NAME}
     * @param words the builder's error
     */
    BuildException failure(String purpose, String words) {
        Matcher from = FROM.matcher(step);
        Matcher exit = EXIT_CODE.matcher(words);
        boolean exited = exit.find();
        if (from.matches() && !exited) {
            String base = from.group(1);
            return new BuildException(
                    "Could not " + purpose,
                    "its base image " + base + " is not on the engine and could not be pulled: " + words,
                    List.of("docker pull " + base, "check the name's spelling in FROM " + base));
        }
        String ended = exited ? "ended with exit code " + exit.group(1) : "failed: " + words;
        String lines = last.isEmpty() ? "" : "\n" + String.join("\n", last);
        return new BuildException(
                "Could not " + purpose, "step " + number + " (" + step + ") " + ended + lines, List.of());
    }
}
