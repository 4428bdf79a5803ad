package io.drydock.docker;

import io.drydock.engine.BuildException;
import io.drydock.engine.BuildRequest;
import io.drydock.engine.EngineException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Builds with the engine's classic builder: the context goes up as a tar while it is being written, lines come back.
 *
 * <p>Never asks for newer base images: what is on the engine is what the build was planned with.
 */
final class ClassicBuild {

    private static final int BAD_REQUEST = 400;

    /** The name of a Dockerfile that is not in the context as it stands. */
    static final String OWN_NAME = ".drydock.Dockerfile";

    private final EngineClient client;

    ClassicBuild(EngineClient client) {
        this.client = client;
    }

    /**
     * @return the image's id, or the name of it that the builder told
     */
    String run(BuildRequest build, Consumer<String> output) {
        EngineRequest request = request(build);
        try {
            return client.read(request, body -> follow(body, request, new BuildLog(output)));
        } catch (EngineException e) {
            if (e.status() == BAD_REQUEST) {
                throw new BuildException("The Dockerfile cannot be built", e.why(), List.of("check the Dockerfile"));
            }
            throw e;
        }
    }

    private static EngineRequest request(BuildRequest build) {
        String name = build.tags().isEmpty() ? "an image" : build.tags().get(0);
        EngineRequest request = EngineRequest.post("build " + name, "/build")
                .query("dockerfile", build.dockerfile().path().orElse(OWN_NAME))
                .query("labels", Json.compact(build.labels()))
                .query("buildargs", Json.compact(build.buildArgs()))
                .query("target", build.target())
                .query("nocache", build.noCache() ? "1" : "0")
                .query("rm", "1")
                .query("forcerm", "1");
        for (String tag : build.tags()) {
            request = request.query("t", tag);
        }
        return request.body("application/x-tar", build.archive(OWN_NAME)::writeTar);
    }

    private String follow(InputStream body, EngineRequest request, BuildLog log) throws IOException {
        for (Iterator<Json> events = Json.stream(body); events.hasNext(); ) {
            Json event = events.next();
            Optional<String> error = StatusLines.error(event);
            if (error.isPresent()) {
                log.end();
                throw log.failure(request.purpose(), error.get());
            }
            event.at("aux", "ID").optional().ifPresent(log::built);
            log.text(event.at("stream").text());
        }
        log.end();
        return log.image()
                .orElseThrow(() -> EngineErrors.inStream(client.address(), request, "the builder named no image"));
    }
}
