package io.drydock.setup;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Base images: pulled where a registry gives them, else stand-ins made from Debian's packages. What is there is kept. */
final class Images {

    private static final String LABEL = "io.drydock.stand-in";
    private static final Pattern RECIPE = Pattern.compile("\"" + Pattern.quote(LABEL) + "\"\\s*:\\s*\"([^\"]*)\"");

    private final Http engine;
    private final Script script;

    Images(Http engine, Script script) {
        this.engine = engine;
        this.script = script;
    }

    /** Those that are not there, and stand-ins that were made by another recipe than today's. */
    List<String> missing(List<String> wanted) throws IOException, InterruptedException {
        List<String> missing = new ArrayList<>();
        String recipe = "";
        for (String image : wanted) {
            Reply reply = engine.get("/images/" + image + "/json");
            Matcher label = RECIPE.matcher(reply.text());
            if (reply.status() != 200) {
                missing.add(image);
            } else if (label.find() && Script.runsHere()) {
                recipe = recipe.isEmpty() ? script.output("stand-ins", "--recipe") : recipe;
                if (!label.group(1).equals(recipe)) {
                    missing.add(image);
                }
            }
        }
        return missing;
    }

    void provide(List<String> wanted) throws IOException, InterruptedException {
        List<String> missing = new ArrayList<>(wanted);
        for (String image : wanted) {
            Optional<String> refusal = pull(image);
            if (refusal.isPresent()) {
                // One refusal speaks for all: a registry that is cut off must not cost minutes.
                SetUp.say("Images: " + image + " was not pulled: " + refusal.get());
                standIn(missing, refusal.get());
                return;
            }
            missing.remove(image);
            SetUp.say("Images: " + image + " was pulled.");
        }
    }

    private Optional<String> pull(String image) {
        int colon = image.lastIndexOf(':');
        String path = "/images/create?fromImage=" + image.substring(0, colon) + "&tag=" + image.substring(colon + 1);
        try {
            return engine.post(path, "", new Http.Patience(12, 180)).refusal();
        } catch (IOException e) {
            return Optional.of(Http.reason(e));
        }
    }

    /** Has images made and loads them while they are packed, all in one archive: the engine keeps a common layer once. */
    private void standIn(List<String> missing, String reason) throws IOException, InterruptedException {
        Refusal nothing = new Refusal(
                "These images were neither pulled nor made: " + String.join(" ", missing),
                "the registry's answer was \"" + reason + "\"; "
                        + (Script.runsHere() ? "why none was made stands above" : "stand-ins are made on Debian only"),
                "let the engine reach a registry, or load these images yourself",
                "mvn verify -Pengine");
        if (!Script.runsHere()) {
            throw nothing;
        }
        Process maker = script.start("stand-ins", missing.toArray(String[]::new));
        try (InputStream archive = maker.getInputStream()) {
            byte[] start = archive.readNBytes(1);
            if (start.length == 0) {
                throw nothing;
            }
            InputStream whole = new SequenceInputStream(new ByteArrayInputStream(start), archive);
            Reply reply = engine.upload("/images/load", whole, new Http.Patience(300, 300));
            reply.refusal().ifPresent(why -> {
                throw new Refusal("The engine did not load the stand-ins", why, "mvn verify -Pengine");
            });
        }
        if (maker.waitFor() != 0) {
            throw nothing;
        }
        SetUp.say("Images: stand-ins made (label " + LABEL + "): " + String.join(" ", missing));
    }
}
