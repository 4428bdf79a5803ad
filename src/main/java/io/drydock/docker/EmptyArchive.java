package io.drydock.docker;

import io.drydock.model.ImageName;
import io.drydock.model.Sha256;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/**
 * The archive that makes an image without files when it is loaded (Docker image specification v1.2, "Combined Image JSON +
 * Filesystem Changeset Format").
 *
 * <p>It has one layer, the empty one: containerd's store unpacks layers to have what a container starts from. There is no moment
 * in it, so the same name and labels give the same image.
 *
 * @param os the engine's, as Go names it: {@code linux}
 * @param architecture the engine's, as Go names it: {@code amd64}
 */
record EmptyArchive(ImageName name, Map<String, String> labels, String os, String architecture) {

    private static final String CREATED = "1970-01-01T00:00:00Z";
    /** A tar ends with two blocks of 512 zero bytes; this one holds nothing before them. */
    private static final byte[] EMPTY_TAR = new byte[1024];

    void writeTo(OutputStream out) throws IOException {
        byte[] configuration = Json.write(configuration());
        String file = Sha256.hex(configuration) + ".json";
        String layer = Sha256.hex(EMPTY_TAR) + "/layer.tar";
        Map<String, Object> manifest =
                new TreeMap<>(Map.of("Config", file, "RepoTags", List.of(name.toString()), "Layers", List.of(layer)));
        TarArchiveOutputStream tar = ArchiveFiles.open(out);
        ArchiveFiles.add(tar, file, configuration);
        ArchiveFiles.add(tar, layer, EMPTY_TAR);
        ArchiveFiles.add(tar, "manifest.json", Json.write(List.of(manifest)));
        tar.finish();
        tar.flush();
    }

    private Map<String, Object> configuration() {
        Map<String, Object> step = new TreeMap<>(Map.of("created", CREATED, "created_by", "drydock: nothing"));
        Map<String, Object> configuration = new TreeMap<>();
        configuration.put("architecture", architecture);
        configuration.put("os", os);
        configuration.put("created", CREATED);
        configuration.put("config", Map.of("Labels", new TreeMap<>(labels)));
        configuration.put(
                "rootfs",
                new TreeMap<>(Map.of("type", "layers", "diff_ids", List.of("sha256:" + Sha256.hex(EMPTY_TAR)))));
        configuration.put("history", List.of(step));
        return configuration;
    }
}
