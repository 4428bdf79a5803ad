package io.drydock.mojo;

import io.drydock.report.LogFiles;
import io.drydock.run.LogStore;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.util.function.Predicate;

/** Containers' output in {@code target/docker/logs}. */
record LogFolder(LogFiles files) implements LogStore {

    @Override
    public OutputStream open(String container) throws IOException {
        return files.open(container);
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
