package io.drydock.docker;

import io.drydock.model.DrydockException;
import io.drydock.model.Outcome;
import io.drydock.model.Sha256;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;

/** A file that is written once, with the hash of its content, and gone when it is closed. */
final class ScratchFile extends OutputStream {

    private static final int BUFFER = 256 * 1024;

    private final Path file;
    private final OutputStream out;
    private final MessageDigest digest = Sha256.newDigest();

    private ScratchFile(Path file, OutputStream out) {
        this.file = file;
        this.out = out;
    }

    /**
     * @param folder where it is; made where it is not there
     * @throws DrydockException where it cannot be written; so do the writing methods
     */
    static ScratchFile in(Path folder) {
        try {
            Path file = Files.createTempFile(Files.createDirectories(folder), "layer", ".tar");
            return new ScratchFile(file, new BufferedOutputStream(Files.newOutputStream(file), BUFFER));
        } catch (IOException e) {
            throw failed(folder, e);
        }
    }

    @Override
    public void write(int b) {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int count) {
        digest.update(bytes, from, count);
        try {
            out.write(bytes, from, count);
        } catch (IOException e) {
            throw failed(file, e);
        }
    }

    /**
     * Ends the writing; asked once.
     *
     * @return the SHA-256 of what was written, in hexadecimal digits
     */
    String end() {
        try {
            out.close();
            return HexFormat.of().formatHex(digest.digest());
        } catch (IOException e) {
            throw failed(file, e);
        }
    }

    /** Bytes of the file. */
    long size() throws IOException {
        return Files.size(file);
    }

    void copyTo(OutputStream to) throws IOException {
        Files.copy(file, to);
    }

    @Override
    public void close() {
        try (out) {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            file.toFile().deleteOnExit();
        }
    }

    private static DrydockException failed(Path path, IOException cause) {
        return new DrydockException(
                Outcome.CONFIG_ERROR,
                "the merged layer could not be written",
                path + ": " + cause.getMessage(),
                List.of("make room there: it takes as much as the layer"),
                cause);
    }
}
