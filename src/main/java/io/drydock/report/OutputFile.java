package io.drydock.report;

import io.drydock.model.DrydockException;
import io.drydock.model.Outcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** Writes a file so that a reader sees the old content or the new one, never a part. */
final class OutputFile {

    private OutputFile() {}

    /**
     * Replaces the file, making its folder where needed. Characters that UTF-8 cannot say, halves of pairs, become
     * question marks.
     *
     * @throws DrydockException where that cannot be done; what was there before then stays
     */
    static void replace(Path file, String content) {
        Path target = file.toAbsolutePath();
        try {
            Files.createDirectories(target.getParent());
            Path temporary = temporary(target);
            try {
                Files.write(temporary, content.getBytes(StandardCharsets.UTF_8));
                move(temporary, target);
            } finally {
                Files.deleteIfExists(temporary);
            }
        } catch (IOException e) {
            throw failure("Cannot write " + file, target.getParent(), e);
        }
    }

    /** What is told when a file of ours cannot be written or read. */
    static DrydockException failure(String what, Path folder, IOException e) {
        String reason = e.getClass().getSimpleName() + (e.getMessage() == null ? "" : ": " + e.getMessage());
        return new DrydockException(
                Outcome.CONFIG_ERROR,
                what,
                reason,
                List.of("Make sure that " + folder + " is a folder that can be written to, on a disk with space left"),
                e);
    }

    /** Not by {@code Files.createTempFile}: that one is its owner's alone, and a CI server's user wants to read it. */
    private static Path temporary(Path target) {
        long number = ThreadLocalRandom.current().nextLong();
        return target.resolveSibling("." + target.getFileName() + "." + Long.toHexString(number) + ".tmp");
    }

    private static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
