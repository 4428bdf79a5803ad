package io.drydock.buildkit;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A build under way: the answer to {@code /build} as it is read, and the session beside it.
 *
 * <p>{@link #close()}, from any thread, drops both connections; the engine then stops the build.
 */
final class RunningBuild implements AutoCloseable {

    private final Optional<Session> session;
    private final Consumer<BuildEvent> listener;
    private final BuildProgress progress;
    private final Redaction redaction;
    private InputStream answer = InputStream.nullInputStream();
    private boolean closed;

    RunningBuild(Optional<Session> session, Redaction redaction, Consumer<BuildEvent> listener) {
        this.session = session;
        this.redaction = redaction;
        this.listener = event -> {
            if (!isClosed()) {
                listener.accept(event);
            }
        };
        this.progress = new BuildProgress(this.listener, redaction);
    }

    /** Sends the build's request. */
    interface Start {
        InputStream start() throws IOException;
    }

    /**
     * Starts the build and reads the answer to its end.
     *
     * @return the image's id
     * @throws BuildFailedException if the engine says that the build failed
     * @throws EngineRefusalException if the engine did not start the build
     * @throws IOException if the answer breaks off or makes no sense
     */
    String follow(BuildEvent.WayChosen way, Start request) throws IOException {
        listener.accept(way);
        InputStream stream = request.start();
        attach(stream);
        BuildOutput output = new BuildOutput(stream);
        Optional<String> image = Optional.empty();
        Optional<String> failure = Optional.empty();
        for (Optional<BuildOutput.Message> next = output.next(); next.isPresent(); next = output.next()) {
            BuildOutput.Message message = next.get();
            if (message instanceof BuildOutput.Trace trace) {
                progress.accept(TraceDecoder.decode(trace.status()));
            } else if (message instanceof BuildOutput.Image built) {
                image = Optional.of(built.id());
            } else if (message instanceof BuildOutput.Failure failed) {
                failure = failure.or(() -> Optional.of(failed.reason()));
            } else if (message instanceof BuildOutput.Refusal refusal) {
                throw new EngineRefusalException(redaction.apply(refusal.reason()));
            }
        }
        if (failure.isPresent()) {
            throw failed(failure.get());
        }
        return image.orElseThrow(() -> new IOException("the engine's answer ended before it named an image"));
    }

    private BuildFailedException failed(String reason) {
        return progress.failed()
                .map(BuildFailedException::inStep)
                .orElseGet(() -> BuildFailedException.outsideSteps(redaction.apply(reason)));
    }

    /** Remembers the answer, to close it; where that was asked for in the meantime, does it now. */
    private void attach(InputStream stream) throws IOException {
        synchronized (this) {
            answer = stream;
        }
        if (isClosed()) {
            stream.close();
            throw new IOException("the build was cancelled");
        }
    }

    private synchronized boolean isClosed() {
        return closed;
    }

    @Override
    public void close() {
        InputStream stream;
        synchronized (this) {
            closed = true;
            stream = answer;
        }
        session.ifPresent(RunningBuild::closeQuietly);
        closeQuietly(stream);
    }

    private static void closeQuietly(Closeable connection) {
        try {
            connection.close();
        } catch (IOException e) {
            // It is gone, which is all that was wanted.
        }
    }
}
