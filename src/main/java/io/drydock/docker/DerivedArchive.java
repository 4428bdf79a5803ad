package io.drydock.docker;

import io.drydock.engine.DerivedImage;
import io.drydock.engine.ImageContents;
import io.drydock.model.Sha256;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/**
 * The archive that makes a {@link DerivedImage} when it is loaded.
 *
 * <p>It names layers without having them: the engine looks each chain of layers up in its store before it opens the
 * file (moby, {@code image/tarexport/load.go}). Only the layer of whiteouts is in it. The same image makes the same archive,
 * so it gets the same id.
 */
final class DerivedArchive {

    private static final String OURS = "io.drydock.image.";

    private final DerivedImage image;
    private final Json layersOf;
    private final Json configurationOf;

    /**
     * @param layersOf the inspected image whose layers it has
     * @param configurationOf the inspected image whose configuration it has
     */
    DerivedArchive(DerivedImage image, Json layersOf, Json configurationOf) {
        this.image = image;
        this.layersOf = layersOf;
        this.configurationOf = configurationOf;
    }

    void writeTo(OutputStream out) throws IOException {
        Optional<byte[]> whiteouts = image.removed().isEmpty() ? Optional.empty() : Optional.of(whiteouts());
        byte[] configuration = Json.write(configuration(whiteouts.map(DerivedArchive::digest)));
        String name = digest(configuration) + ".json";
        List<String> layers = new ArrayList<>();
        layersOf.at("RootFS", "Layers").texts().forEach(id -> layers.add(id.replace(':', '-') + "/layer.tar"));
        whiteouts.ifPresent(layer -> layers.add("whiteouts/layer.tar"));
        List<Map<String, Object>> manifest =
                List.of(Map.of("Config", name, "RepoTags", List.of(image.name().toString()), "Layers", layers));
        TarArchiveOutputStream tar = ArchiveFiles.open(out);
        ArchiveFiles.add(tar, name, configuration);
        if (whiteouts.isPresent()) {
            ArchiveFiles.add(tar, "whiteouts/layer.tar", whiteouts.get());
        }
        ArchiveFiles.add(tar, "manifest.json", Json.write(manifest));
        tar.finish();
        tar.flush();
    }

    private Map<String, Object> configuration(Optional<String> whiteouts) {
        String created = layersOf.at("Created").text();
        List<Object> history = new ArrayList<>();
        for (ImageContents.Step step : image.history()) {
            history.add(step(created, step.createdBy(), step.empty()));
        }
        List<String> layers = new ArrayList<>(layersOf.at("RootFS", "Layers").texts());
        whiteouts.ifPresent(digest -> {
            layers.add("sha256:" + digest);
            history.add(step(created, "drydock: less what a branch may change", false));
        });
        Map<String, Object> configuration = new LinkedHashMap<>();
        configuration.put("architecture", layersOf.at("Architecture"));
        layersOf.at("Variant").optional().ifPresent(variant -> configuration.put("variant", variant));
        configuration.put("os", layersOf.at("Os"));
        configuration.put("created", created);
        configuration.put("config", container());
        configuration.put("rootfs", new TreeMap<>(Map.of("type", "layers", "diff_ids", layers)));
        configuration.put("history", history);
        return configuration;
    }

    private Map<String, Object> container() {
        Map<String, Object> container =
                new LinkedHashMap<>(configurationOf.at("Config").fields());
        Map<String, String> labels =
                new LinkedHashMap<>(configurationOf.at("Config", "Labels").textFields());
        labels.keySet().removeIf(name -> name.startsWith(OURS));
        labels.putAll(image.labels());
        container.put("Labels", labels);
        return container;
    }

    private static Map<String, Object> step(String created, String createdBy, boolean empty) {
        return new TreeMap<>(Map.of("created", created, "created_by", createdBy, "empty_layer", empty));
    }

    /** A layer in which a file {@code .wh.NAME} stands for NAME being gone (OCI image specification, layer.md). */
    private byte[] whiteouts() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        TarArchiveOutputStream tar = ArchiveFiles.open(out);
        // a folder that is not in the layer would be made anew, with another mode
        for (ImageContents.Entry folder : image.folders()) {
            TarArchiveEntry entry = new TarArchiveEntry(folder.path() + "/", TarConstants.LF_DIR);
            entry.setMode(folder.mode());
            entry.setIds(Math.toIntExact(folder.user()), Math.toIntExact(folder.group()));
            entry.setNames("", "");
            entry.setModTime(folder.modified() * 1000);
            tar.putArchiveEntry(entry);
            tar.closeArchiveEntry();
        }
        for (String path : image.removed()) {
            int slash = path.lastIndexOf('/');
            ArchiveFiles.add(tar, path.substring(1, slash + 1) + ".wh." + path.substring(slash + 1), new byte[0]);
        }
        tar.finish();
        return out.toByteArray();
    }

    private static String digest(byte[] content) {
        return Sha256.hex(content);
    }
}
