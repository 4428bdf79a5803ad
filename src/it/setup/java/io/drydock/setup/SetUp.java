package io.drydock.setup;

import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The set-up of the profile {@code engine}. */
final class SetUp {

    private static final String LABEL = "io.drydock.stand-in";
    private static final Pattern RECIPE = Pattern.compile("\"" + Pattern.quote(LABEL) + "\"\\s*:\\s*\"([^\"]*)\"");
    /** A registry that is cut off without a word must not cost minutes. */
    private static final int FIRST_WORD = 12;

    private final List<String> images;
    private final Map<String, String> environment;
    private final Host host = Host.find();
    private final Http engine = new Http(host);

    SetUp(List<String> images, String mavenHome, String work) {
        this.images = images;
        this.environment = Map.of("JAVA_HOME", System.getProperty("java.home"), "MAVEN_HOME", mavenHome, "WORK", work);
    }

    void run() throws IOException, InterruptedException {
        Optional<String> silence = host.silence();
        if (silence.isPresent()) {
            say("Engine: none answers at " + host + " (" + silence.get() + ").");
            install(silence.get());
        } else if (host.opaque()) {
            say("Engine: " + host + " is used as it is; its images are left to its own pulls.");
            return;
        } else {
            say("Engine: " + version() + " answers at " + host + ". It is used, nothing is installed.");
            script("start-engine", "repair").start().waitFor();
        }
        List<String> missing = missing();
        if (missing.isEmpty()) {
            say("Images: all " + images.size() + " are there.");
        } else {
            provide(missing);
        }
        if (silence.isPresent() || !missing.isEmpty()) {
            prove();
        }
    }

    private void install(String reason) throws IOException, InterruptedException {
        if (host.chosen() || File.separatorChar == '\\' || !Files.isExecutable(Path.of("/usr/bin/dpkg"))) {
            throw new Refusal(
                    "No Docker engine answers at " + host,
                    reason + "; "
                            + (host.chosen()
                                    ? "another one is not put in its place"
                                    : "one is installed on Debian only"),
                    host.chosen() ? "start it, or unset " + host.origin() : "install and start Docker",
                    "mvn verify -Pengine");
        }
        if (script("start-engine", "install").inheritIO().start().waitFor() != 0) {
            System.exit(1);
        }
        host.silence().ifPresent(still -> {
            throw new Refusal("The engine that was started does not answer", still, "tail /var/log/dockerd.log");
        });
        say("Engine: " + version() + " answers at " + host + ".");
    }

    /** Images that are not there, and stand-ins of another recipe than today's. */
    private List<String> missing() throws IOException, InterruptedException {
        List<String> missing = new ArrayList<>();
        String recipe = "";
        for (String image : images) {
            Reply reply = engine.get("/images/" + image + "/json");
            Matcher label = RECIPE.matcher(reply.text());
            if (reply.status() != 200) {
                missing.add(image);
            } else if (label.find() && Files.isExecutable(Path.of("/usr/bin/dpkg"))) {
                recipe = recipe.isEmpty() ? recipe() : recipe;
                if (!label.group(1).equals(recipe)) {
                    missing.add(image);
                }
            }
        }
        return missing;
    }

    private void provide(List<String> wanted) throws IOException, InterruptedException {
        say("Images: pulling " + String.join(" ", wanted) + "; what no registry gives is made from Debian's packages.");
        List<String> missing = new ArrayList<>(wanted);
        String reason = "";
        for (String image : wanted) {
            Optional<String> refusal = pull(image);
            if (refusal.isPresent()) {
                reason = refusal.get();
                say("Images: " + image + " was not pulled: " + reason);
                break;
            }
            missing.remove(image);
            say("Images: " + image + " pulled.");
        }
        if (!missing.isEmpty()) {
            standIn(missing, reason);
        }
    }

    private Optional<String> pull(String image) {
        int colon = image.lastIndexOf(':');
        String path = "/images/create?fromImage=" + image.substring(0, colon) + "&tag=" + image.substring(colon + 1);
        try {
            return engine.post(path, "", FIRST_WORD).refusal();
        } catch (IOException e) {
            return Optional.of(Http.reason(e));
        }
    }

    /** Has images made under these names and loads them while they are packed; the engine shares their common layers. */
    private void standIn(List<String> missing, String reason) throws IOException, InterruptedException {
        Process maker = script("stand-ins", missing.toArray(String[]::new)).start();
        Reply reply;
        try (InputStream archive = maker.getInputStream()) {
            byte[] start = archive.readNBytes(1);
            if (start.length == 0) {
                maker.waitFor();
                throw new Refusal(
                        "These images are neither pulled nor made: " + String.join(" ", missing),
                        "the registry said \"" + reason + "\"; why none was made stands above",
                        "make a registry reachable for the engine, or load the images yourself",
                        "mvn verify -Pengine");
            }
            reply = engine.upload(
                    "/images/load", new SequenceInputStream(new ByteArrayInputStream(start), archive), 300);
        }
        Optional<String> refusal = reply.refusal();
        if (maker.waitFor() != 0 || refusal.isPresent()) {
            String why = refusal.orElse("making them ended before its end, see above");
            throw new Refusal("The stand-in images were not loaded", why, "mvn verify -Pengine");
        }
        say("Images: stand-ins made and loaded, labelled " + LABEL + ": " + String.join(" ", missing));
    }

    /** Runs a container on the default network and one on a network made for it: both need a sound host. */
    private void prove() throws IOException {
        String name = "drydock-set-up";
        engine.delete("/containers/" + name + "?force=1");
        engine.delete("/networks/" + name);
        must(engine.post("/networks/create", "{\"Name\":\"" + name + "\",\"CheckDuplicate\":true}", 60));
        try {
            for (String network : List.of("bridge", name)) {
                String container = "{\"Image\":\"" + images.get(0) + "\",\"Entrypoint\":[\"true\"],\"Cmd\":[],"
                        + "\"HostConfig\":{\"NetworkMode\":\"" + network + "\"}}";
                must(engine.post("/containers/create?name=" + name, container, 60));
                must(engine.post("/containers/" + name + "/start", "", 60));
                engine.post("/containers/" + name + "/wait", "", 60);
                engine.delete("/containers/" + name + "?force=1&v=1");
            }
        } finally {
            engine.delete("/containers/" + name + "?force=1&v=1");
            engine.delete("/networks/" + name);
        }
        say("Proof: a container ran on the default network and on one of its own.");
    }

    private static void must(Reply reply) {
        reply.refusal().ifPresent(why -> {
            throw new Refusal(
                    "The engine answers but cannot run a container",
                    why,
                    "tail /var/log/dockerd.log    where it was started here");
        });
    }

    private String version() throws IOException {
        Reply reply = engine.get("/version");
        String number = String.join("", reply.all("\"Version\":\"([^\"]*)\",\"ApiVersion\""));
        return "Docker " + number + " (API " + String.join("", reply.all("\"ApiVersion\":\"([^\"]*)\"")) + ")";
    }

    private String recipe() throws IOException, InterruptedException {
        Process process = script("stand-ins", "--recipe").start();
        String recipe = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        process.waitFor();
        return recipe;
    }

    /** One of the scripts beside this file. What it has to tell goes to its standard error, which is the build's. */
    private ProcessBuilder script(String name, String... arguments) {
        List<String> command = new ArrayList<>(List.of("bash", "src/it/setup/" + name));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().putAll(environment);
        return builder;
    }

    private static void say(String line) {
        System.out.println(line);
        System.out.flush();
    }
}
