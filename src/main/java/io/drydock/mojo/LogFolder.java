package io.drydock.mojo;

import io.drydock.engine.LogTime;
import io.drydock.report.LogFiles;
import io.drydock.run.FollowedLogs;
import io.drydock.run.LogStore;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;

/** Containers' output in {@code target/docker/logs}. */
record LogFolder(LogFiles files, FollowedLogs followed) implements LogStore {

    @Override
    public OutputStream open(String container) throws IOException {
        return files.open(container);
    }

    @Override
    public OutputStream append(String container) throws IOException {
        return files.append(container);
    }

    @Override
    public Optional<Instant> lastTime(String container) {
        return files.tail(container, 1).stream()
                .flatMap(line -> LogTime.of(line.getBytes(StandardCharsets.UTF_8)).stream())
                .findFirst();
    }

    @Override
    public boolean holds(String container) {
        return Files.isRegularFile(files.file(container));
    }

    @Override
    public void retain(Predicate<String> containers) {
        files.retain(containers);
    }
}
