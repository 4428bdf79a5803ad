package io.drydock.setup;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** The set-up of the profile {@code engine}: says what it will do, does it, and proves that containers run. */
final class SetUp {

    private static final Http.Patience MINUTE = new Http.Patience(60, 60);
    private static final String LOG_HINT = "tail /var/log/dockerd.log    where the engine was started by this set-up";

    private final List<String> wanted;
    private final Script script;
    private final Host host = Host.find();
    private final Http engine = new Http(host);

    SetUp(List<String> wanted, Script script) {
        this.wanted = wanted;
        this.script = script;
    }

    void run() throws IOException, InterruptedException {
        Optional<String> silence = host.silence();
        if (silence.isPresent()) {
            install(silence.get());
        } else if (host.opaque()) {
            say("Engine: " + host + " is used as it is, and its images are left to its own pulls.");
            return;
        } else {
            say("Engine: " + version() + " answers at " + host + ". It is used, nothing is installed.");
            if (Script.runsHere()) {
                script.succeeds("start-engine", "repair");
            }
        }
        Images images = new Images(engine, script);
        List<String> missing = images.missing(wanted);
        if (missing.isEmpty()) {
            say("Images: all " + wanted.size() + " are there.");
        } else {
            say("Images: " + String.join(" ", missing) + " will be pulled or, where no registry gives them, made from"
                    + " Debian's packages.");
            images.provide(missing);
        }
        if (silence.isPresent() || !missing.isEmpty()) {
            prove();
        }
    }

    private void install(String reason) throws IOException, InterruptedException {
        if (host.chosen()) {
            throw new Refusal(
                    "No Docker engine answers at " + host,
                    reason + "; this one was chosen, so no other is put in its place",
                    "start it, or unset what chose it (" + host.origin() + ")",
                    "mvn verify -Pengine");
        }
        if (!Script.runsHere()) {
            throw new Refusal(
                    "No Docker engine answers at " + host,
                    reason + "; this set-up installs one on Debian and its kin only",
                    "install Docker and start it",
                    "mvn verify -Pengine");
        }
        say("Engine: none answers at " + host + " (" + reason + ").");
        say("Engine: Docker's will be installed from Debian's packages, as far as it is missing, and started.");
        if (!script.succeeds("start-engine", "install")) {
            throw new Refusal("No engine could be started", "the reason stands above", "mvn verify -Pengine");
        }
        awaitAnswer();
        say("Engine: " + version() + " answers at " + host + ".");
    }

    private void awaitAnswer() throws InterruptedException {
        long end = System.nanoTime() + 30_000_000_000L;
        Optional<String> silence = host.silence();
        while (silence.isPresent() && System.nanoTime() < end) {
            Thread.sleep(200);
            silence = host.silence();
        }
        silence.ifPresent(reason -> {
            throw new Refusal("The engine that was started does not answer", reason, LOG_HINT);
        });
    }

    /** Runs a container on the default network and one on a network made for it: both need a sound host. */
    private void prove() throws IOException {
        String name = "drydock-set-up";
        discard(name);
        must(engine.post("/networks/create", "{\"Name\":\"" + name + "\",\"CheckDuplicate\":true}", MINUTE));
        try {
            for (String network : List.of("bridge", name)) {
                String container = "{\"Image\":\"" + wanted.get(0) + "\",\"Entrypoint\":[\"true\"],\"Cmd\":[],"
                        + "\"HostConfig\":{\"NetworkMode\":\"" + network + "\"}}";
                must(engine.post("/containers/create?name=" + name, container, MINUTE));
                must(engine.post("/containers/" + name + "/start", "", MINUTE));
                must(engine.post("/containers/" + name + "/wait", "", MINUTE));
                engine.delete("/containers/" + name + "?force=1&v=1");
            }
        } finally {
            discard(name);
        }
        say("Proof: a container ran on the default network, and one on a network of its own.");
    }

    private void discard(String name) throws IOException {
        engine.delete("/containers/" + name + "?force=1&v=1");
        engine.delete("/networks/" + name);
    }

    private static void must(Reply reply) {
        reply.refusal().ifPresent(why -> {
            throw new Refusal("The engine answers but runs no container", why, LOG_HINT);
        });
    }

    private String version() throws IOException {
        Reply reply = engine.get("/version");
        String api = String.join("", reply.all("\"ApiVersion\":\"([^\"]*)\""));
        return "Docker " + String.join("", reply.all("\"Version\":\"([^\"]*)\",\"ApiVersion\"")) + " (API " + api + ")";
    }

    static void say(String line) {
        System.out.println(line);
        System.out.flush();
    }
}
