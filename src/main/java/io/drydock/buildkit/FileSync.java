package io.drydock.buildkit;

import io.drydock.model.DrydockException;
import io.drydock.model.Outcome;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Sends folders to the engine: {@code moby.filesync.v1.FileSync/DiffCopy}, the protocol of Go's {@code fsutil}.
 *
 * <p>It lists what there is; the engine compares with what it kept from the last build and asks for the rest by index
 * into that list. So an unchanged tree sends nothing, and nothing outside the list can be asked for.
 */
final class FileSync implements GrpcHandler {

    static final String METHOD = "/moby.filesync.v1.FileSync/DiffCopy";

    private final Map<String, ContextSource> folders;
    private final AtomicLong bytesSent = new AtomicLong();
    private final AtomicLong filesSent = new AtomicLong();
    private final AtomicReference<DrydockException> failure = new AtomicReference<>();

    /** @param folders what can be asked for, by the name the engine uses ({@code context}, {@code dockerfile}) */
    FileSync(Map<String, ContextSource> folders) {
        this.folders = Map.copyOf(folders);
    }

    /** Bytes of file content sent so far; what the listing takes is not counted. */
    long bytesSent() {
        return bytesSent.get();
    }

    long filesSent() {
        return filesSent.get();
    }

    /** Why a transfer failed on our side: the engine tells it only in its own words. */
    Optional<DrydockException> failure() {
        return Optional.ofNullable(failure.get());
    }

    @Override
    public void handle(GrpcCall call) throws GrpcStatusException, IOException, InterruptedException {
        String name = call.metadata("dir-name").stream().findFirst().orElse("");
        ContextSource source = folders.get(name);
        if (source == null) {
            throw new GrpcStatusException(GrpcStatusException.NOT_FOUND, "no folder is shared as " + name);
        }
        List<String> paths = new ArrayList<>(call.metadata("followpaths"));
        paths.addAll(call.metadata("include-patterns"));
        FileTransfer transfer = new FileTransfer(call, source, list(source, paths));
        try {
            transfer.run(bytesSent::addAndGet, filesSent::incrementAndGet);
        } catch (ContextReadException e) {
            throw failed(e.getMessage(), e);
        }
    }

    private List<ContextEntry> list(ContextSource source, List<String> paths) throws GrpcStatusException {
        try {
            return Selection.select(source, paths);
        } catch (IOException e) {
            throw failed("it cannot be listed: " + e.getMessage(), e);
        }
    }

    private GrpcStatusException failed(String why, IOException cause) {
        failure.compareAndSet(
                null,
                new DrydockException(
                        Outcome.BUILD_FAILED,
                        "The build context could not be sent",
                        why,
                        List.of("Build again when nothing writes into the context, or name the file in .dockerignore"),
                        cause));
        return new GrpcStatusException(GrpcStatusException.UNKNOWN, why);
    }
}
