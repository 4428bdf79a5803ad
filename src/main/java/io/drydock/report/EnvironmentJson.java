package io.drydock.report;

import io.drydock.model.DrydockException;
import io.drydock.model.result.RunResult;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The file {@code environment.json}: what a run came to, for machines.
 *
 * <p>Its keys are described in {@code docs/environment-json.md}. The file is also how a later goal, in this Maven run
 * or another, learns what earlier ones did: what is read is what was written.
 */
public final class EnvironmentJson {

    /** Version of the file's schema; a change that would break a reader raises it. */
    static final int SCHEMA = 1;

    private final Redactor redactor;

    /**
     * @param redactor applied to all free text: the failure, URLs and what failed tests said. Names, ids and addresses
     *     are written as they are, or nothing could be found by them
     */
    public EnvironmentJson(Redactor redactor) {
        this.redactor = redactor;
    }

    /**
     * Replaces the file at once, so that a reader never sees half of it.
     *
     * @throws DrydockException where it cannot be written
     */
    public void write(Path file, RunResult result) {
        OutputFile.replace(file, new ResultWriter(redactor).write(result));
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @return empty where there is no such file, or it is damaged or of another schema: then the run starts anew
     * @throws DrydockException where the file is there but cannot be read
     */
    public Optional<RunResult> read(Path file) {
        try {
            return ResultReader.read(new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw OutputFile.failure(
                    "Cannot read " + file, file.toAbsolutePath().getParent(), e);
        }
    }
}
