package io.drydock.run;

import io.drydock.engine.Engine;
import io.drydock.model.DrydockException;
import io.drydock.model.Outcome;
import io.drydock.model.spec.FileSpec;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** Copies files into containers as a tar, so that it works on engines far away, too. */
final class FilesIn {

    private FilesIn() {}

    static void copy(Engine engine, String container, FileSpec file) {
        Path tar = null;
        try {
            tar = Files.createTempFile("drydock-files", ".tar");
            pack(file, tar);
            try (InputStream in = Files.newInputStream(tar)) {
                engine.containers().copyIn(container, "/", in);
            }
        } catch (IOException e) {
            throw new DrydockException(
                    Outcome.CONFIG_ERROR,
                    "files of a service cannot be copied",
                    file.from() + ": " + e.getMessage(),
                    List.of("check <files><file><from>"),
                    e);
        } finally {
            delete(tar);
        }
    }

    private static void pack(FileSpec file, Path tar) throws IOException {
        String to = file.to().substring(1);
        try (TarArchiveOutputStream out = new TarArchiveOutputStream(Files.newOutputStream(tar))) {
            out.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
            for (Path path : files(file.from())) {
                String relative = file.from().relativize(path).toString().replace('\\', '/');
                add(out, path, relative.isEmpty() ? to : to + "/" + relative);
            }
        }
    }

    static List<Path> files(Path from) throws IOException {
        try (Stream<Path> walk = Files.walk(from)) {
            return walk.sorted().toList();
        }
    }

    private static void add(TarArchiveOutputStream out, Path path, String name) throws IOException {
        boolean folder = Files.isDirectory(path);
        TarArchiveEntry entry = new TarArchiveEntry(folder ? name + "/" : name);
        entry.setMode(folder || Files.isExecutable(path) ? 0755 : 0644);
        entry.setModTime(Files.getLastModifiedTime(path));
        entry.setSize(folder ? 0 : Files.size(path));
        out.putArchiveEntry(entry);
        if (!folder) {
            Files.copy(path, out);
        }
        out.closeArchiveEntry();
    }

    private static void delete(Path tar) {
        try {
            if (tar != null) {
                Files.deleteIfExists(tar);
            }
        } catch (IOException e) {
            tar.toFile().deleteOnExit();
        }
    }
}
