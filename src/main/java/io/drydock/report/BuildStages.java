package io.drydock.report;

import io.drydock.model.result.StepTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads from a build's output when each stage of the Dockerfile began and ended. */
final class BuildStages {

    /** BuildKit: {@code #5 [tools 2/3] RUN ...}, then {@code #5 DONE 1.2 s} or {@code #5 ERROR ...}. */
    private static final Pattern BEGUN = Pattern.compile("#(\\d+) \\[(\\S+) \\d+/\\d+\\] .*");

    private static final Pattern ENDED = Pattern.compile("#(\\d+) (DONE|ERROR|CACHED)\\b.*");

    /** The classic builder: {@code Step 4/9 : FROM ... AS tools}; a stage ends where the next begins. */
    private static final Pattern FROM =
            Pattern.compile("(?:Step|STEP) \\d+/\\d+ ?: FROM \\S+(?: AS (\\S+))?", Pattern.CASE_INSENSITIVE);

    private record Span(Instant start, Instant end) {}

    private final String build;
    private final Map<String, String> stageOf = new HashMap<>();
    private final Map<String, Span> spans = new LinkedHashMap<>();
    private String current = "";

    /** @param build the name of the step that builds */
    BuildStages(String build) {
        this.build = build;
    }

    void line(String text, Instant at) {
        Matcher begun = BEGUN.matcher(text);
        Matcher ended = ENDED.matcher(text);
        Matcher from = FROM.matcher(text);
        if (begun.matches()) {
            stageOf.put(begun.group(1), begun.group(2));
            span(begun.group(2), at);
        } else if (ended.matches() && stageOf.containsKey(ended.group(1))) {
            span(stageOf.get(ended.group(1)), at);
        } else if (from.matches()) {
            end(at);
            current = from.group(1) == null ? "stage-" + spans.size() : from.group(1);
            span(current, at);
        }
    }

    private void span(String stage, Instant at) {
        spans.merge(stage, new Span(at, at), (there, more) -> new Span(there.start(), more.end()));
    }

    private void end(Instant at) {
        if (!current.isEmpty()) {
            span(current, at);
        }
    }

    /** The stages, named after the image; none where there is only one, which is the build itself. */
    List<StepTime> steps(Instant endOfBuild) {
        end(endOfBuild);
        List<StepTime> steps = new ArrayList<>();
        if (spans.size() > 1) {
            String image = build.substring(build.lastIndexOf(' ') + 1);
            spans.forEach((stage, span) ->
                    steps.add(new StepTime("stage " + stage + " of " + image, span.start(), span.end())));
        }
        return steps;
    }
}
