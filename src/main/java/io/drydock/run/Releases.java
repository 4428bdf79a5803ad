package io.drydock.run;

import io.drydock.engine.Credentials;
import io.drydock.engine.Engine;
import io.drydock.engine.EngineException;
import io.drydock.event.Event;
import io.drydock.event.EventSink;
import io.drydock.model.DrydockException;
import io.drydock.model.Environment;
import io.drydock.model.ImageName;
import io.drydock.model.Outcome;
import io.drydock.model.state.ImageState;
import io.drydock.plan.Ownership;
import io.drydock.plan.Records;
import io.drydock.plan.Target;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Gives this commit's image to others: a name that says it is released, and a place in a registry. */
public final class Releases {

    private final Engine engine;
    private final EventSink events;
    private final Target target;
    private final Function<String, Optional<Credentials>> credentials;

    /**
     * @param credentials a registry's, by its host
     */
    public Releases(
            Engine engine, EventSink events, Target target, Function<String, Optional<Credentials>> credentials) {
        this.engine = engine;
        this.events = events;
        this.target = target;
        this.credentials = credentials;
    }

    /**
     * Finds the image that may be promoted.
     *
     * @param anyBranch whether it may be of another branch than master
     * @throws DrydockException a configuration error, where the commit is not master's, is no commit, or was not verified
     */
    public ImageState promotable(boolean anyBranch) {
        if (!target.git().master() && !anyBranch) {
            throw refused(
                    "branch " + environment().branch() + " is not the master branch",
                    "merge it, and promote from master",
                    "-Ddocker.promote.anyBranch lets other branches through");
        }
        if (target.commit().dirty()) {
            throw refused("the work tree differs from its commit", "git commit, then mvn verify");
        }
        ImageState image = image();
        String reference = environment().image(target.commit()).toString();
        String record = Records.name(environment(), target.commit());
        if (!Records.verified(engine.volumes().find(record), image, reference)) {
            throw refused("no suite has passed with image " + reference, "mvn verify");
        }
        return image;
    }

    private static DrydockException refused(String why, String... next) {
        return new DrydockException(Outcome.CONFIG_ERROR, "the image is not promoted", why, List.of(next));
    }

    /** The image of this commit. */
    public ImageState image() {
        String reference = environment().image(target.commit()).toString();
        ImageState image = engine.images()
                .find(reference)
                .orElseThrow(() -> new DrydockException(
                        Outcome.CONFIG_ERROR,
                        "there is no image of this commit",
                        "image " + reference + " is not on the engine",
                        List.of("mvn verify", "or only the image: mvn package docker:branch-image")));
        Ownership.require(image, reference, environment());
        return image;
    }

    /** The name that it is promoted under. */
    public ImageName promoted(String tag) {
        return environment().tag(tag);
    }

    /** Lets the name point to the image. */
    public void tag(ImageState image, ImageName name) {
        engine.images().tag(image.id(), name);
        events.note("image " + environment().image(target.commit()) + " is " + name);
    }

    /** The name of this commit's image in the registry. */
    public ImageName pushable() {
        if (environment().registry().isEmpty()) {
            throw new DrydockException(
                    Outcome.CONFIG_ERROR,
                    "the image cannot be pushed",
                    "no registry is configured, and it never goes to the engine's default one",
                    List.of("-Ddocker.registry=host[:port][/path]", "or <registry> in the configuration"));
        }
        return environment().image(target.commit());
    }

    /**
     * Pushes a name.
     *
     * @return the digest that it has there
     */
    public String push(ImageName name) throws InterruptedException {
        String host = name.domain().orElse("docker.io");
        return Stopwatch.step(
                events,
                "push " + name,
                () -> push(name, host),
                digest -> digest.isEmpty() ? "pushed" : "pushed as " + name.withoutTag() + "@" + digest);
    }

    private String push(ImageName name, String host) {
        Optional<Credentials> known = credentials.apply(host);
        try {
            return engine.images().push(name, known, line -> events.on(new Event.Output("push", line)));
        } catch (EngineException e) {
            if (e.kind() == EngineException.Kind.INTERRUPTED || e.kind() == EngineException.Kind.UNREACHABLE) {
                throw e;
            }
            throw new DrydockException(
                    Outcome.ENGINE_ERROR,
                    "image " + name + " was not pushed",
                    e.why()
                            + known.map(as -> "\nuser " + as.username() + " was given")
                                    .orElse("\nthere are no credentials for " + host),
                    List.of(
                            "docker login " + host,
                            "or, in Maven's settings.xml: a <server> whose <id> is " + host,
                            "docker push " + name + "    says more of a registry that does not answer"),
                    e);
        }
    }

    private Environment environment() {
        return target.environment();
    }
}
