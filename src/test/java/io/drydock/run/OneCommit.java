package io.drydock.run;

import io.drydock.config.ConfigReader;
import io.drydock.config.Input;
import io.drydock.config.Node;
import io.drydock.engine.Engine;
import io.drydock.event.Event;
import io.drydock.event.EventSink;
import io.drydock.model.App;
import io.drydock.model.Branch;
import io.drydock.model.Commit;
import io.drydock.model.Environment;
import io.drydock.model.GitState;
import io.drydock.model.spec.Configuration;
import io.drydock.plan.Renewal;
import io.drydock.plan.Target;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** A commit of an app on branch {@code x}, whose image builds of several processes are to make. */
final class OneCommit {

    static final Commit COMMIT = Commit.of("b".repeat(40));

    final List<String> told = new CopyOnWriteArrayList<>();
    final String app;
    private final Path folder;
    private final Map<String, String> properties;
    private final EventSink events = event -> told.add(
            event instanceof Event.Note note
                    ? note.text()
                    : event instanceof Event.Warning warning ? "WARN " + warning.text() : event.toString());

    OneCommit(String app, Path folder, String dockerfile) throws IOException {
        this(app, folder, dockerfile, Map.of());
    }

    /** @param more properties, besides the app's name */
    OneCommit(String app, Path folder, String dockerfile, Map<String, String> more) throws IOException {
        this.app = app;
        this.folder = folder.toRealPath();
        Map<String, String> all = new HashMap<>(more);
        all.put("docker.app", app);
        this.properties = Map.copyOf(all);
        Files.writeString(folder.resolve("Dockerfile"), dockerfile);
    }

    Environment environment() {
        return Environment.of(App.of(app), Branch.of("x"), Optional.empty());
    }

    String image() {
        return environment().image(COMMIT).toString();
    }

    Target target() {
        return target(COMMIT);
    }

    /** The same for another commit. */
    Target target(Commit commit) {
        Configuration configuration = ConfigReader.read(new Input(
                Node.of("configuration"), properties, Map.of(), Map.of(), folder, folder.resolve("target"), app));
        return new Target(configuration, git(folder, commit), environment(), Map.of(), "test", "2026-01-01T00:00:00Z");
    }

    /** A commit of branch {@code x} in a repository without a remote. */
    static GitState git(Path folder, Commit commit) {
        return new GitState(
                folder,
                Path.of(""),
                Branch.of("x"),
                "test",
                commit,
                false,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false,
                Optional.empty());
    }

    /** The image goals of one process. */
    ImageGoals goals(Engine engine) {
        Job job = new Job(
                target(),
                engine,
                events,
                container -> OutputStream.nullOutputStream(),
                ServiceSecrets.NONE,
                host -> Optional.empty());
        ImageRunner images = new ImageRunner(
                job,
                sha -> {
                    throw new AssertionError("nothing is exported here");
                },
                new ImageRunner.Surroundings(
                        folder.resolve("target"), folder.resolve("target/docker"), Map.of(), Optional.empty()));
        return new ImageGoals(
                job,
                new RunState(),
                new Workflow.Options(
                        Optional.empty(), Renewal.AS_NEEDED, false, false, true, false, false, Optional.empty(), false),
                images);
    }
}
