package io.drydock.run;

import io.drydock.engine.EngineException;
import io.drydock.plan.SuiteDefinition;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/** Copies report folders out of a suite's container by the archive call: stopped, killed or out of memory, it works. */
public final class ReportFiles {

    private final Job job;
    private final UnaryOperator<OutputStream> clean;

    /**
     * @param clean takes out of a file what nobody may see
     */
    public ReportFiles(Job job, UnaryOperator<OutputStream> clean) {
        this.job = job;
        this.clean = clean;
    }

    /**
     * Copies all report paths of a suite; what cannot be copied is told as a warning.
     *
     * @param folder emptied first; gets the content of each path, or a path that is a file
     */
    public void copy(String container, SuiteDefinition suite, Path folder) {
        try {
            empty(folder);
            for (String path : suite.spec().reports()) {
                copy(container, suite, path, folder);
            }
        } catch (IOException e) {
            job.events()
                    .warn("reports of suite " + suite.name() + " cannot be written to " + folder + ": "
                            + e.getMessage());
        }
    }

    private void copy(String container, SuiteDefinition suite, String path, Path folder) throws IOException {
        Path tar = Files.createTempFile(folder.toAbsolutePath().getParent(), "reports", ".tar");
        try {
            boolean there;
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(tar))) {
                there = job.engine().containers().copyOut(container, path, out);
            }
            if (there) {
                unpack(tar, folder);
            } else {
                job.events().warn("suite " + suite.name() + " left no reports at " + path);
            }
        } catch (EngineException e) {
            job.events().warn("reports of suite " + suite.name() + " at " + path + " cannot be copied: " + e.why());
        } finally {
            Files.deleteIfExists(tar);
        }
    }

    /** The archive's first name is the path's own last one; what is in it goes into the folder. Links are left out. */
    private void unpack(Path tar, Path folder) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(tar));
                TarArchiveInputStream entries = new TarArchiveInputStream(in)) {
            for (TarArchiveEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
                int slash = entry.getName().indexOf('/');
                String name = slash < 0 ? entry.getName() : entry.getName().substring(slash + 1);
                Path target = folder.resolve(name).normalize();
                if (!target.startsWith(folder) || name.isEmpty()) {
                    continue;
                }
                if (entry.isDirectory()) {
                    Files.createDirectories(target);
                } else if (entry.isFile()) {
                    Files.createDirectories(target.getParent());
                    Files.deleteIfExists(target);
                    try (OutputStream out = clean.apply(new BufferedOutputStream(Files.newOutputStream(target)))) {
                        entries.transferTo(out);
                    }
                }
            }
        }
    }

    private static void empty(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> walk = Files.walk(folder)) {
                for (Path path : walk.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
        Files.createDirectories(folder);
    }
}
