package io.drydock.report;

import io.drydock.event.LineSplitter;
import io.drydock.model.DrydockException;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The folder {@code target/docker/logs}: a file for each container, with all that it wrote but the secret values.
 *
 * <p>Bytes are written as they come, whatever they are; memory does not grow with them.
 */
public final class LogFiles {

    private static final int BUFFER = 64 * 1024;
    private static final String ENDING = ".log";

    private final Path folder;
    private final Redactor redactor;

    /** @param folder made when the first log is opened */
    public LogFiles(Path folder, Redactor redactor) {
        this.folder = folder;
        this.redactor = redactor;
    }

    /** The file of a container's log. */
    public Path file(String container) {
        if (container.isEmpty() || container.contains("/") || container.contains("\\")) {
            throw new IllegalArgumentException("\"" + container + "\" is not the name of a container");
        }
        return folder.resolve(container + ENDING);
    }

    /**
     * Begins a container's log anew. {@code flush()} brings to the disk what is decided (see {@link Redactor#wrap}).
     *
     * @throws DrydockException where the file cannot be made
     */
    public OutputStream open(String container) {
        return open(container, StandardOpenOption.TRUNCATE_EXISTING);
    }

    /** Opens it to write on at its end. */
    public OutputStream append(String container) {
        Path file = file(container);
        try {
            if (Files.exists(file)) {
                // likewise a new file
                Path copy = Files.createTempFile(folder, container, ".part");
                Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
                Files.move(copy, file, StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            throw OutputFile.failure("Cannot write " + file, folder.toAbsolutePath(), e);
        }
        return open(container, StandardOpenOption.APPEND);
    }

    private OutputStream open(String container, StandardOpenOption how) {
        Path file = file(container);
        try {
            Files.createDirectories(folder);
            if (how == StandardOpenOption.TRUNCATE_EXISTING) {
                // a new file, not the old one emptied: what a failed run keeps may be the same one
                Files.deleteIfExists(file);
            }
            OutputStream out = Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, how);
            return redactor.wrap(new BufferedOutputStream(out, BUFFER));
        } catch (IOException e) {
            throw OutputFile.failure("Cannot write " + file, folder.toAbsolutePath(), e);
        }
    }

    /** The containers that have a log, by name; none where the folder is missing or cannot be read. */
    public List<String> containers() {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(ENDING))
                    .map(name -> name.substring(0, name.length() - ENDING.length()))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    /** Removes the logs of other containers; one that cannot be removed stays. */
    public void retain(Predicate<String> containers) {
        for (String container : containers()) {
            if (!containers.test(container)) {
                try {
                    Files.deleteIfExists(file(container));
                } catch (IOException e) {
                    // it is looked at again by the next run, and harms nobody
                }
            }
        }
    }

    /**
     * The last lines of a container's log, of at most its last 64 KiB.
     *
     * @return none where there is no log or it cannot be read
     */
    public List<String> tail(String container, int most) {
        List<String> lines = new ArrayList<>();
        try (RandomAccessFile file = new RandomAccessFile(file(container).toFile(), "r");
                LineSplitter splitter = new LineSplitter(lines::add)) {
            long from = Math.max(0, file.length() - BUFFER);
            byte[] bytes = new byte[(int) Math.min(BUFFER, file.length() - from)];
            file.seek(from);
            file.readFully(bytes);
            int first = from == 0 ? 0 : new String(bytes, StandardCharsets.ISO_8859_1).indexOf('\n') + 1;
            splitter.write(bytes, first, bytes.length - first);
        } catch (IOException e) {
            return List.of();
        }
        return List.copyOf(lines.subList(Math.max(0, lines.size() - most), lines.size()));
    }
}
