package io.drydock.buildkit;

import io.drydock.model.DrydockException;
import io.drydock.model.Outcome;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Consumer;

/**
 * Builds one image with the engine's BuildKit.
 *
 * <p>How is decided before anything is built, and never changed after a failure: with a session where the engine gives
 * one; else with the context as a tar; else not at all, and the caller may use the classic builder. A tar build has no
 * credentials, so base images that are missing have to be pulled before.
 */
public final class BuildKitBuild implements Closeable {

    private static final String TAR = "application/x-tar";
    private static final BuildEvent.WayChosen SESSION =
            new BuildEvent.WayChosen("BuildKit with a session", "the engine gives one");

    private final EngineFacts engine;
    private final SessionTransport sessions;
    private final BuildPost post;
    private Optional<RunningBuild> running = Optional.empty();
    private boolean closed;

    public BuildKitBuild(EngineFacts engine, SessionTransport sessions, BuildPost post) {
        this.engine = engine;
        this.sessions = sessions;
        this.post = post;
    }

    /** Why an engine cannot build with BuildKit at all; empty where it can. */
    public static Optional<String> notAvailable(EngineFacts engine) {
        return BuilderRules.againstBuildKit(engine, BuildOptions.tagged());
    }

    /**
     * Builds and waits for the end; called once per object.
     *
     * @param listener told of progress, on one thread that is not the caller's
     * @throws BuildFailedException if the build ran and failed
     * @throws DrydockException BUILD_FAILED if the context could not be read; ENGINE_ERROR if the engine refused or
     *     the connection to it broke
     * @throws InterruptedException if the thread was interrupted; the engine has been told to stop
     * @throws CancellationException if {@link #close()} was called
     */
    public BuildResult run(BuildKitRequest request, Consumer<BuildEvent> listener) throws InterruptedException {
        Optional<String> against = BuilderRules.againstBuildKit(engine, request.options());
        if (against.isPresent()) {
            return new BuildResult.NotAvailable(against.get());
        }
        String dockerfile =
                request.dockerfileName().substring(request.dockerfileName().lastIndexOf('/') + 1);
        FileSync files = new FileSync(
                Map.of("context", request.context(), "dockerfile", new MemoryFile(dockerfile, request.dockerfile())));
        Session session;
        try {
            session = Session.open(sessions, request.sharedKey(), handlers(request, files));
        } catch (IOException e) {
            return runWithTar(request, listener, "the engine gives no session: " + e.getMessage());
        }
        String path = BuildQuery.withSession(request.options(), dockerfile, session.id());
        RunningBuild build = new RunningBuild(Optional.of(session), redaction(request), listener);
        try {
            BuildResult result = await(build, path, Optional.empty(), SESSION);
            listener.accept(new BuildEvent.ContextSent(files.filesSent(), files.bytesSent()));
            return result;
        } catch (DrydockException e) {
            throw files.failure().orElse(e);
        }
    }

    private static Map<String, GrpcHandler> handlers(BuildKitRequest request, FileSync files) {
        return Map.of(
                FileSync.METHOD, files,
                SessionServices.CREDENTIALS, SessionServices.credentials(request.credentials()),
                SessionServices.SECRET, SessionServices.secrets(request.secrets()));
    }

    private BuildResult runWithTar(BuildKitRequest request, Consumer<BuildEvent> listener, String noSession)
            throws InterruptedException {
        Optional<String> against = BuilderRules.againstTar(engine, request);
        if (against.isPresent()) {
            return new BuildResult.NotAvailable(noSession + "; " + against.get());
        }
        String path = BuildQuery.withTar(request.options(), request.dockerfileName());
        RunningBuild build = new RunningBuild(Optional.empty(), redaction(request), listener);
        return await(
                build, path, Optional.of(request.tar()), new BuildEvent.WayChosen("BuildKit with a tar", noSession));
    }

    private static Redaction redaction(BuildKitRequest request) {
        return new Redaction(request.secrets().values());
    }

    private BuildResult await(RunningBuild build, String path, Optional<BuildPost.Body> body, BuildEvent.WayChosen way)
            throws InterruptedException {
        FutureTask<String> task = new FutureTask<>(() -> build.follow(way, () -> post.post(path, body, TAR)));
        Thread reader = new Thread(task, "buildkit-build");
        reader.setDaemon(true);
        try (build) {
            register(build);
            reader.start();
            return new BuildResult.Built(task.get());
        } catch (InterruptedException e) {
            reader.interrupt();
            throw e;
        } catch (ExecutionException e) {
            throw translated(e.getCause());
        }
    }

    private synchronized void register(RunningBuild build) {
        if (closed) {
            throw cancelled();
        }
        running = Optional.of(build);
    }

    private RuntimeException translated(Throwable cause) {
        if (isClosed()) {
            return cancelled();
        }
        if (cause instanceof RuntimeException known) {
            return known;
        }
        if (cause instanceof Error broken) {
            throw broken;
        }
        String what = cause instanceof EngineRefusalException
                ? "The engine refused to build the image"
                : "The image build could not be followed to its end";
        return new DrydockException(
                Outcome.ENGINE_ERROR, what, String.valueOf(cause.getMessage()), List.of("mvn docker:doctor"), cause);
    }

    private static CancellationException cancelled() {
        return new CancellationException("the image build was cancelled");
    }

    private synchronized boolean isClosed() {
        return closed;
    }

    /** Stops the build, from any thread; a build that has ended stays as it is. */
    @Override
    public void close() {
        Optional<RunningBuild> build;
        synchronized (this) {
            closed = true;
            build = running;
        }
        build.ifPresent(RunningBuild::close);
    }
}
