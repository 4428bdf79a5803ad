package io.drydock.run;

import io.drydock.dockerfile.ImageConfig;
import io.drydock.engine.Engine;
import io.drydock.model.Labels;
import io.drydock.model.state.ImageState;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * All that the law speaks of: an image's files outside caches, and its configuration.
 *
 * @param files type, mode, owner, and content or target, by path
 * @param config what containers start with, as text
 */
record ImageTree(Map<String, String> files, String config) {

    /** What the engine itself puts into every container. */
    private static final Predicate<String> ENGINES = path -> path.matches(
            "/?|/\\.dockerenv|/(dev|proc|sys)(/.*)?|/etc/(hosts|hostname|resolv\\.conf|mtab)|/root/\\.m2(/.*)?");

    static ImageTree read(Engine engine, Job job, String reference) {
        String container = engine.containers().create(Looks.at(job.target(), reference));
        try {
            ByteArrayOutputStream tar = new ByteArrayOutputStream();
            engine.containers().copyOut(container, "/", tar);
            return new ImageTree(files(tar.toByteArray()), config(engine, reference));
        } catch (IOException e) {
            throw new AssertionError(e);
        } finally {
            engine.containers().remove(container);
        }
    }

    private static Map<String, String> files(byte[] archive) throws IOException {
        Map<String, String> files = new TreeMap<>();
        TarArchiveInputStream tar =
                new TarArchiveInputStream(new ByteArrayInputStream(archive), StandardCharsets.UTF_8.name());
        for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
            String path = ("/" + entry.getName()).replaceAll("/+", "/").replaceAll("(?<=.)/$", "");
            if (!ENGINES.test(path)) {
                String kind = entry.isDirectory() ? "folder" : entry.isSymbolicLink() ? "link" : "file";
                int content = Arrays.hashCode(tar.readAllBytes());
                files.put(
                        path,
                        kind + " " + Integer.toOctalString(entry.getMode() & 07777) + " " + entry.getLongUserId() + ":"
                                + entry.getLongGroupId() + " " + entry.getLinkName() + " " + content);
            }
        }
        return files;
    }

    private static String config(Engine engine, String reference) {
        ImageState image = engine.images().find(reference).orElseThrow();
        ImageConfig seen = engine.images().buildConfig(reference).orElseThrow();
        Map<String, String> labels = new TreeMap<>(image.labels());
        labels.keySet().removeIf(name -> name.startsWith(Labels.IMAGE_APP.replace("app", "")));
        return image.config() + "\n" + seen + "\n" + labels;
    }
}
