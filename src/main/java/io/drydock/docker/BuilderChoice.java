package io.drydock.docker;

import io.drydock.buildkit.BuildEvent;
import io.drydock.buildkit.BuildKitBuild;
import io.drydock.buildkit.BuildKitRequest;
import io.drydock.buildkit.BuildOptions;
import io.drydock.buildkit.BuildResult;
import io.drydock.buildkit.Login;
import io.drydock.dockerfile.BuildKitFeature;
import io.drydock.dockerfile.Dockerfile;
import io.drydock.engine.BuildException;
import io.drydock.engine.BuildRequest;
import io.drydock.engine.BuiltImage;
import io.drydock.model.spec.ImageSpec;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Takes BuildKit where the engine offers it and it is not refused, else the classic builder, and says which and why. */
final class BuilderChoice {

    static final String CLASSIC = "classic";
    static final String BUILDKIT = "buildkit";

    private final EngineClient client;
    private final FactsOnce facts;

    BuilderChoice(EngineClient client, FactsOnce facts) {
        this.client = client;
        this.facts = facts;
    }

    BuiltImage build(BuildRequest request, Consumer<String> output) throws InterruptedException {
        if (request.builder() == ImageSpec.Builder.CLASSIC) {
            return classic(request, output, "the configuration asks for it");
        }
        BuildKitTransport transport = new BuildKitTransport(client);
        try (BuildKitBuild build = new BuildKitBuild(facts.get(), transport, transport)) {
            BuildResult result = build.run(buildKit(request), event -> render(event, output));
            if (result instanceof BuildResult.Built built) {
                return new BuiltImage(built.imageId(), BUILDKIT);
            }
            String reason = ((BuildResult.NotAvailable) result).reason();
            if (request.builder() == ImageSpec.Builder.BUILDKIT) {
                throw new BuildException(
                        "The image cannot be built with BuildKit",
                        reason,
                        List.of("-Ddocker.image.builder=auto takes the classic builder here"));
            }
            return classic(request, output, reason);
        }
    }

    private BuiltImage classic(BuildRequest request, Consumer<String> output, String reason) {
        if (!request.secrets().isEmpty()) {
            throw new BuildException(
                    "The image cannot be built",
                    "its <secrets> need BuildKit, and the classic builder is used: " + reason,
                    List.of(
                            facts.podman()
                                    ? "build on Docker's engine, or without <secrets>: podman has none behind Docker's API"
                                    : "-Ddocker.image.builder=auto",
                            "mvn docker:doctor"));
        }
        if (!facts.podman()) {
            requireClassic(request, reason);
        }
        output.accept("builder: classic (" + reason + ")");
        return new BuiltImage(new ClassicBuild(client).run(request, output), CLASSIC);
    }

    /** Said before anything is sent: of a heredoc, Docker's classic builder only says that its lines are unknown instructions. */
    private static void requireClassic(BuildRequest request, String reason) {
        Optional<BuildKitFeature> needed =
                Dockerfile.parse(request.dockerfile().text()).needsBuildKit();
        if (needed.isPresent()) {
            throw new BuildException(
                    "The image cannot be built",
                    "line " + needed.get().line() + " of its Dockerfile has "
                            + needed.get().feature() + ", which needs BuildKit, and the classic builder is used: "
                            + reason,
                    List.of("-Ddocker.image.builder=auto", "mvn docker:doctor"));
        }
    }

    private static BuildKitRequest buildKit(BuildRequest request) {
        BuildOptions options = new BuildOptions(
                request.tags(),
                request.labels(),
                request.buildArgs(),
                request.target(),
                Optional.empty(),
                Optional.empty(),
                request.noCache(),
                false);
        String name = request.dockerfile().path().orElse(ClassicBuild.OWN_NAME);
        return new BuildKitRequest(
                options,
                name,
                request.dockerfile().text().getBytes(StandardCharsets.UTF_8),
                new SentContext(request.context()),
                () -> TarPipe.of(request.archive(ClassicBuild.OWN_NAME)),
                request.sharedKey(),
                request.secrets(),
                host -> request.credentials().apply(host).map(c -> new Login(c.username(), c.password())));
    }

    private static void render(BuildEvent event, Consumer<String> output) {
        if (event instanceof BuildEvent.WayChosen way) {
            output.accept("builder: " + way.way() + " (" + way.reason() + ")");
        } else if (event instanceof BuildEvent.StepStarted started) {
            output.accept(prefix(started.step()) + started.step().name());
        } else if (event instanceof BuildEvent.StepCached cached) {
            output.accept(prefix(cached.step()) + cached.step().name());
            output.accept(prefix(cached.step()) + "CACHED");
        } else if (event instanceof BuildEvent.StepDone done) {
            output.accept(
                    prefix(done.step()) + "DONE " + seconds(done.duration().toMillis()));
        } else if (event instanceof BuildEvent.StepFailed failed) {
            output.accept(prefix(failed.step()) + "ERROR " + failed.error());
        } else if (event instanceof BuildEvent.StepLog log) {
            output.accept(prefix(log.step()) + log.line());
        } else if (event instanceof BuildEvent.ContextSent sent) {
            output.accept("context: " + sent.files() + " files, " + sent.bytes() + " bytes sent");
        }
    }

    private static String prefix(BuildEvent.Step step) {
        return "#" + step.number() + " ";
    }

    private static String seconds(long millis) {
        return millis / 1000 + "." + millis % 1000 / 100 + " s";
    }
}
